namespace LienThong.Simulator.Stories;

/// <summary>When people do things: mostly on working days in working hours, often at the very cut-off, sometimes at night.</summary>
internal static class Moments
{
    private static readonly TimeOnly CutOff = new(15, 0);

    /// <summary>When a family files.</summary>
    /// <param name="draws">Chance.</param>
    /// <param name="period">The play's time.</param>
    /// <param name="days">The days to choose from, counted from the first.</param>
    /// <param name="family">The family's number.</param>
    public static DateTimeOffset OfFiling(Draws draws, Period period, int days, int family)
    {
        var left = draws.Uniform(family, "filing day") * Enumerable.Range(0, days).Sum(day => Weight(period.WeekdayOf(day)));
        var chosen = 0;
        while (chosen < days - 1 && left >= Weight(period.WeekdayOf(chosen)))
        {
            left -= Weight(period.WeekdayOf(chosen++));
        }

        return period.At(chosen, TimeOf(draws, period.WeekdayOf(chosen), family));
    }

    /// <summary>A moment in somebody's waking hours, some days after another.</summary>
    public static DateTimeOffset DaysAfter(DateTimeOffset moment, int days, Draws draws, int who, string purpose) =>
        new(DateOnly.FromDateTime(moment.ToOffset(Period.Offset).Date).AddDays(days), Minutes(draws, new(8, 0), new(21, 0), who, purpose), Period.Offset);

    /// <summary>The later of two moments.</summary>
    public static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    /// <summary>A moment without its seconds, UTC.</summary>
    public static DateTimeOffset ToMinute(DateTimeOffset moment) => new(moment.UtcTicks - (moment.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);

    private static double Weight(DayOfWeek day) => day switch
    {
        DayOfWeek.Saturday => 0.4,
        DayOfWeek.Sunday => 0.3,
        _ => 1,
    };

    private static TimeOnly TimeOf(Draws draws, DayOfWeek day, int family)
    {
        if (day is DayOfWeek.Saturday or DayOfWeek.Sunday)
        {
            return Minutes(draws, new(8, 0), new(22, 0), family, "filing time");
        }

        return draws.Uniform(family, "filing hours") switch
        {
            < 0.42 => Minutes(draws, new(7, 30), new(11, 30), family, "filing time"),
            < 0.70 => Minutes(draws, new(13, 0), new(14, 59), family, "filing time"),
            < 0.76 => CutOff.AddMinutes(-1),
            < 0.82 => CutOff,
            < 0.90 => Minutes(draws, new(15, 1), new(17, 0), family, "filing time"),
            _ => Minutes(draws, new(19, 0), new(23, 30), family, "filing time"),
        };
    }

    private static TimeOnly Minutes(Draws draws, TimeOnly from, TimeOnly to, int who, string purpose) =>
        from.AddMinutes(draws.Below((int)(to - from).TotalMinutes, who, purpose));
}
