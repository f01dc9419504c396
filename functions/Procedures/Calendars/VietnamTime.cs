namespace LienThong.Procedures.Calendars;

/// <summary>The time in Vietnam: UTC+07:00 all year round, so that no time zone database is asked.</summary>
public static class VietnamTime
{
    /// <summary>What its clocks are ahead of UTC.</summary>
    public static TimeSpan Offset { get; } = TimeSpan.FromHours(7);

    /// <summary>The day in Vietnam at an instant.</summary>
    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);
}
