namespace LienThong.Procedures.Calendars;

/// <summary>What a legal time limit is counted in.</summary>
public enum TimeLimitUnit
{
    /// <summary>Done by the end of the day of receipt.</summary>
    SameDay,

    /// <summary>Days that agencies work.</summary>
    WorkingDays,

    /// <summary>Hours that agencies work; 8 make a day.</summary>
    WorkingHours,

    /// <summary>All days, but the last one is not a day off.</summary>
    CalendarDays,
}

/// <summary>A legal time limit, for example 2 working days.</summary>
/// <param name="Unit">What is counted.</param>
/// <param name="Amount">How many; 0 for <see cref="TimeLimitUnit.SameDay"/>, else at least 1.</param>
public sealed record TimeLimit(TimeLimitUnit Unit, int Amount)
{
    public static TimeLimit SameDay { get; } = new(TimeLimitUnit.SameDay, 0);

    public static TimeLimit WorkingDays(int days) => new(TimeLimitUnit.WorkingDays, days);

    public static TimeLimit WorkingHours(int hours) => new(TimeLimitUnit.WorkingHours, hours);

    public static TimeLimit CalendarDays(int days) => new(TimeLimitUnit.CalendarDays, days);
}
