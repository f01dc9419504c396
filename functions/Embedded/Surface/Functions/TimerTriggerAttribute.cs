namespace LienThong.Embedded.Functions;

/// <summary>Runs the function on a schedule; the parameter is a <see cref="TimerInfo"/>.</summary>
/// <param name="schedule">Six-field NCRONTAB in the zone of WEBSITE_TIME_ZONE (UTC if unset), or <c>%Setting%</c>.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TimerTriggerAttribute(string schedule) : Attribute
{
    /// <summary>The schedule.</summary>
    public string Schedule { get; } = schedule;

    /// <summary>Whether the last run is kept, so that a run missed while the app was down is made up once.</summary>
    public bool UseMonitor { get; set; } = true;

    /// <summary>Whether the function also runs each time the app starts.</summary>
    public bool RunOnStartup { get; set; }
}
