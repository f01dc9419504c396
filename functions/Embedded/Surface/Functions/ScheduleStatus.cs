namespace LienThong.Embedded.Functions;

/// <summary>Where a timer stands. Instants are UTC.</summary>
public class ScheduleStatus
{
    /// <summary>The last run before this one; <see cref="DateTime.MinValue"/> if there was none.</summary>
    public DateTime Last { get; set; }

    /// <summary>The next run.</summary>
    public DateTime Next { get; set; }

    /// <summary>When this status was written.</summary>
    public DateTime LastUpdated { get; set; }
}
