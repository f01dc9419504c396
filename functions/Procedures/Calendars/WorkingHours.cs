namespace LienThong.Procedures.Calendars;

/// <summary>A stretch of work within a day, local time.</summary>
public readonly record struct WorkingPeriod(TimeOnly From, TimeOnly To);

/// <summary>The hours and days of the week that an agency works, in local time (+07:00).</summary>
/// <param name="Periods">The stretches of a working day, in order, not touching.</param>
/// <param name="Days">The days of the week that are worked when no holiday or make-up day says otherwise.</param>
/// <param name="CutOff">What is received at or after this time counts from the next working day.</param>
public sealed record WorkingHours(IReadOnlyList<WorkingPeriod> Periods, IReadOnlySet<DayOfWeek> Days, TimeOnly CutOff)
{
    /// <summary>Monday to Friday, 07:30-11:30 and 13:00-17:00, cut-off 15:00.</summary>
    public static WorkingHours Default { get; } = new(
        [new(new(7, 30), new(11, 30)), new(new(13, 0), new(17, 0))],
        new HashSet<DayOfWeek>
        {
            DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday,
        },
        new(15, 0));
}
