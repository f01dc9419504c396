namespace LienThong.Procedures.Calendars;

/// <summary>
/// Working time of one agency: which days and hours it works, and where legal time limits end. Immutable. Instants may
/// come in with any offset and go out in UTC; days and hours are Vietnam's (+07:00, no summer time). A year without
/// holiday data has weekends off only, see <see cref="Covers"/>.
/// </summary>
/// <remarks>
/// Time is counted as the working time that passed since 0001-01-01, a number that grows by a whole working day each
/// day worked. The weekly pattern gives it by arithmetic and the few exceptions by binary search, so that a sum or a
/// difference costs the same over an hour and over a decade.
/// </remarks>
public sealed class WorkingCalendar
{
    private readonly WorkingHours hours;
    private readonly long dayTicks;
    private readonly TimeOnly dayEnd;
    private readonly bool[] weekly = new bool[7];
    private readonly int[] workedBefore = new int[8];
    private readonly int[] exceptions;
    private readonly int[] shift;
    private readonly HashSet<int> years;

    /// <param name="hours">Hours and days of the week.</param>
    /// <param name="daysOff">Holidays and days swapped off; days that are off anyway do no harm.</param>
    /// <param name="makeUpDays">Days worked in exchange; they win over the weekly pattern.</param>
    /// <param name="coveredYears">The years for which the two lists are complete.</param>
    /// <exception cref="ArgumentException">The periods are not in order, or no day is worked, or a day is both off and made up.</exception>
    public WorkingCalendar(
        WorkingHours hours,
        IEnumerable<DateOnly> daysOff,
        IEnumerable<DateOnly> makeUpDays,
        IEnumerable<int> coveredYears)
    {
        ArgumentNullException.ThrowIfNull(hours);
        if (hours.Periods.Count == 0 || hours.Days.Count == 0)
        {
            throw new ArgumentException("A calendar works at least one period on at least one day.", nameof(hours));
        }

        for (var i = 0; i < hours.Periods.Count; i++)
        {
            if (hours.Periods[i].From >= hours.Periods[i].To || (i > 0 && hours.Periods[i].From <= hours.Periods[i - 1].To))
            {
                throw new ArgumentException("Working periods follow each other and do not touch.", nameof(hours));
            }
        }

        this.hours = hours;
        dayTicks = hours.Periods.Sum(period => (period.To - period.From).Ticks);
        dayEnd = hours.Periods[^1].To;
        years = [.. coveredYears];

        // Day number 0, 0001-01-01, is a Monday.
        for (var i = 0; i < 7; i++)
        {
            weekly[i] = hours.Days.Contains(DateOnly.FromDayNumber(i).DayOfWeek);
            workedBefore[i + 1] = workedBefore[i] + (weekly[i] ? 1 : 0);
        }

        var worked = makeUpDays.Select(day => day.DayNumber).ToHashSet();
        var off = daysOff.Select(day => day.DayNumber).ToHashSet();
        if (worked.Overlaps(off))
        {
            throw new ArgumentException("A day cannot be both off and made up.", nameof(makeUpDays));
        }

        exceptions = [.. off.Where(IsWeeklyWorkingDay).Concat(worked.Where(day => !IsWeeklyWorkingDay(day))).Order()];
        shift = new int[exceptions.Length + 1];
        for (var i = 0; i < exceptions.Length; i++)
        {
            shift[i + 1] = shift[i] + (IsWeeklyWorkingDay(exceptions[i]) ? -1 : 1);
        }
    }

    /// <summary>Hours and days of the week without holidays.</summary>
    public WorkingHours Hours => hours;

    /// <summary>Whether the holidays of a year are known. Without them its due dates may come out too early.</summary>
    public bool Covers(int year) => years.Contains(year);

    /// <summary>Whether a day (in Vietnam) is worked.</summary>
    public bool IsWorkingDay(DateOnly day) => IsWorkingDay(day.DayNumber);

    /// <summary>
    /// When a time limit ends. What is received at or after the cut-off (15:00), or on a day off, counts from the next
    /// working day (Decree 63/2024 as quoted: filed after 15:00, counted from the next working day). Same-day limits end
    /// with that day's work; n working days end with the work of the n-th working day after it; calendar days end with
    /// the work of the last day, or of the next working day if that is a day off; working hours run on from receipt.
    /// </summary>
    /// <param name="received">When the dossier came, any offset.</param>
    /// <param name="limit">The limit.</param>
    /// <returns>A UTC instant, never before <paramref name="received"/>.</returns>
    public DateTimeOffset DueAt(DateTimeOffset received, TimeLimit limit)
    {
        ArgumentNullException.ThrowIfNull(limit);
        ArgumentOutOfRangeException.ThrowIfNegative(limit.Amount, nameof(limit));
        var local = received.ToOffset(VietnamTime.Offset);
        var receivedOn = DayNumber(local);
        var counted = IsWorkingDay(receivedOn) && TimeOnly.FromTimeSpan(local.TimeOfDay) < hours.CutOff
            ? receivedOn
            : NextWorkingDay(receivedOn + 1);
        return limit.Unit switch
        {
            TimeLimitUnit.SameDay => EndOf(counted),
            TimeLimitUnit.WorkingDays => EndOf(WorkingDay(WorkingDaysBefore(counted) + limit.Amount)),
            TimeLimitUnit.CalendarDays => EndOf(NextWorkingDay(counted + limit.Amount)),
            TimeLimitUnit.WorkingHours => AddWorkingHours(
                counted == receivedOn ? received : At(counted, hours.Periods[0].From),
                limit.Amount),
            _ => throw new ArgumentOutOfRangeException(nameof(limit), limit.Unit, "Unknown unit of time limit."),
        };
    }

    /// <summary>
    /// The end of work of the n-th working day after the day of <paramref name="from"/>. No cut-off: the day itself
    /// never counts.
    /// </summary>
    /// <param name="from">Any instant.</param>
    /// <param name="days">At least 1.</param>
    public DateTimeOffset AddWorkingDays(DateTimeOffset from, int days)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        var day = DayNumber(from.ToOffset(VietnamTime.Offset));
        return EndOf(WorkingDay(WorkingDaysBefore(day + 1) + days - 1));
    }

    /// <summary>
    /// The instant that lies a number of working hours after (or, negative, before) another. Forward it ends with a
    /// stretch of work rather than at the start of the next; backward it starts one; 0 hours goes to the next working
    /// time, or stays.
    /// </summary>
    /// <param name="from">Any instant.</param>
    /// <param name="hours">Working hours, fractions allowed.</param>
    public DateTimeOffset AddWorkingHours(DateTimeOffset from, double hours) =>
        AddWorkingTicks(from, (long)Math.Round(hours * TimeSpan.TicksPerHour));

    /// <summary>Working hours from one instant to another; negative when the second is earlier.</summary>
    public double WorkingHoursBetween(DateTimeOffset from, DateTimeOffset to) =>
        (double)(Worked(to) - Worked(from)) / TimeSpan.TicksPerHour;

    /// <summary>
    /// The new due time after a stopped clock (a supplement asked and given): the old one, later by the working time of
    /// the stop.
    /// </summary>
    /// <param name="due">The due time before.</param>
    /// <param name="stoppedAt">When the clock stopped.</param>
    /// <param name="resumedAt">When it ran on; not before <paramref name="stoppedAt"/>.</param>
    public DateTimeOffset Extend(DateTimeOffset due, DateTimeOffset stoppedAt, DateTimeOffset resumedAt)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(resumedAt, stoppedAt);
        return AddWorkingTicks(due, Worked(resumedAt) - Worked(stoppedAt));
    }

    private DateTimeOffset AddWorkingTicks(DateTimeOffset from, long ticks) => ticks switch
    {
        0 => Roll(from),
        > 0 => Earliest(Worked(from) + ticks),
        _ => Latest(Worked(from) + ticks),
    };

    private DateTimeOffset Roll(DateTimeOffset from)
    {
        var local = from.ToOffset(VietnamTime.Offset);
        var day = DayNumber(local);
        var time = TimeOnly.FromTimeSpan(local.TimeOfDay);
        if (IsWorkingDay(day))
        {
            foreach (var period in hours.Periods)
            {
                if (time <= period.To)
                {
                    return time >= period.From ? from.ToUniversalTime() : At(day, period.From);
                }
            }
        }

        return At(NextWorkingDay(day + 1), hours.Periods[0].From);
    }

    /// <summary>Working ticks since 0001-01-01.</summary>
    private long Worked(DateTimeOffset instant)
    {
        var local = instant.ToOffset(VietnamTime.Offset);
        var day = DayNumber(local);
        var total = WorkingDaysBefore(day) * dayTicks;
        if (!IsWorkingDay(day))
        {
            return total;
        }

        var time = local.TimeOfDay.Ticks;
        foreach (var period in hours.Periods)
        {
            total += Math.Clamp(time - period.From.Ticks, 0, period.To.Ticks - period.From.Ticks);
        }

        return total;
    }

    /// <summary>The first instant at which so much had been worked: the end of a stretch, not the start of the next.</summary>
    private DateTimeOffset Earliest(long worked)
    {
        var (index, rest) = Math.DivRem(worked, dayTicks);
        if (rest == 0)
        {
            (index, rest) = (index - 1, dayTicks);
        }

        var day = WorkingDay(index);
        foreach (var period in hours.Periods)
        {
            var length = (period.To - period.From).Ticks;
            if (rest <= length)
            {
                return At(day, period.From.Add(TimeSpan.FromTicks(rest)));
            }

            rest -= length;
        }

        return EndOf(day);
    }

    /// <summary>The last instant at which no more had been worked: the start of a stretch, not the end of the one before.</summary>
    private DateTimeOffset Latest(long worked)
    {
        var (index, rest) = Math.DivRem(worked, dayTicks);
        var day = WorkingDay(index);
        foreach (var period in hours.Periods)
        {
            var length = (period.To - period.From).Ticks;
            if (rest < length)
            {
                return At(day, period.From.Add(TimeSpan.FromTicks(rest)));
            }

            rest -= length;
        }

        return EndOf(day);
    }

    private bool IsWeeklyWorkingDay(int day) => weekly[day % 7];

    private bool IsWorkingDay(int day) =>
        IsWeeklyWorkingDay(day) != (Array.BinarySearch(exceptions, day) >= 0);

    /// <summary>How many days were worked before a day.</summary>
    private long WorkingDaysBefore(int day)
    {
        var (weeks, rest) = Math.DivRem(day, 7);
        var at = Array.BinarySearch(exceptions, day);
        return ((long)weeks * workedBefore[7]) + workedBefore[rest] + shift[at < 0 ? ~at : at];
    }

    /// <summary>The day worked that has exactly <paramref name="index"/> working days before it.</summary>
    private int WorkingDay(long index)
    {
        // Exceptions move a day by at most their number, so that the weekly pattern gives a narrow bracket.
        var slack = (exceptions.Length + workedBefore[7]) / workedBefore[7] + 1;
        var week = index / workedBefore[7];
        var low = Math.Max(0, (week - slack) * 7);
        var high = (week + slack + 1) * 7;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (WorkingDaysBefore(checked((int)middle + 1)) > index)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return (int)low;
    }

    private int NextWorkingDay(int day) => IsWorkingDay(day) ? day : WorkingDay(WorkingDaysBefore(day));

    private DateTimeOffset EndOf(int day) => At(day, dayEnd);

    private static int DayNumber(DateTimeOffset local) => (int)(local.Ticks / TimeSpan.TicksPerDay);

    private static DateTimeOffset At(int day, TimeOnly time) =>
        new DateTimeOffset(DateOnly.FromDayNumber(day), time, VietnamTime.Offset).ToUniversalTime();
}
