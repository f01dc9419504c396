namespace LienThong.Simulator.Stories;

/// <summary>When a play takes place, on its own clock.</summary>
/// <param name="Start">Its first moment.</param>
/// <param name="Days">How many days it has; it ends at 08:00 hours after the last of them.</param>
internal sealed record Period(DateTimeOffset Start, int Days)
{
    /// <summary>Vietnam's time, all year round.</summary>
    public static TimeSpan Offset { get; } = TimeSpan.FromHours(7);

    /// <summary>Monday 07/09/2026, 00:00 in Vietnam: the first Monday under Decree 301/2026.</summary>
    public static DateTimeOffset FirstMonday { get; } = new(2026, 9, 7, 0, 0, 0, Offset);

    /// <summary>Its last moment.</summary>
    public DateTimeOffset End => Start.AddDays(Days).AddHours(8);

    /// <summary>The days on which families file: five sevenths of all, so that the agencies can answer most of them.</summary>
    public int FilingDays => Math.Max(1, Days * 5 / 7);

    /// <summary>A local time of one of the days, not before the start.</summary>
    public DateTimeOffset At(int day, TimeOnly time)
    {
        var start = Start.ToOffset(Offset);
        var moment = new DateTimeOffset(DateOnly.FromDateTime(start.Date).AddDays(day), time, Offset);
        return moment > start ? moment : start.AddMinutes(1 + time.Minute);
    }

    /// <summary>The day of the week of one of the days.</summary>
    public DayOfWeek WeekdayOf(int day) => DateOnly.FromDateTime(Start.ToOffset(Offset).Date).AddDays(day).DayOfWeek;
}
