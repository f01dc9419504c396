namespace LienThong.Embedded.Functions;

/// <summary>What a timer function is told about its run.</summary>
public class TimerInfo
{
    /// <summary>The runs before and after this one; null if the timer is not monitored.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>Whether this run makes up for one that was missed.</summary>
    public bool IsPastDue { get; set; }
}
