using FsCheck;
using FsCheck.Fluent;
using LienThong.Procedures.Calendars;

namespace LienThong.Procedures.Tests.Calendars;

/// <summary>What holds for every calendar, every moment and every limit.</summary>
public sealed class WorkingCalendarProperties
{
    private static readonly DateTimeOffset Start = new(2025, 12, 1, 0, 0, 0, TimeSpan.FromHours(7));

    private static readonly TimeSpan Vietnam = TimeSpan.FromHours(7);

    // Around New Year and Tet 2026, to the second.
    private static readonly Gen<DateTimeOffset> Moments = Gen.Choose(0, 200 * 24 * 3600).Select(second => Start.AddSeconds(second));

    private static readonly Gen<TimeLimit> Limits = Gen.OneOf(
        Gen.Constant(TimeLimit.SameDay),
        Gen.Choose(1, 30).Select(TimeLimit.WorkingDays),
        Gen.Choose(1, 100).Select(TimeLimit.WorkingHours),
        Gen.Choose(1, 60).Select(TimeLimit.CalendarDays));

    private static readonly Gen<Days> Exceptions =
        from off in Gen.Choose(0, 220).ListOf(12)
        from made in Gen.Choose(0, 220).ListOf(4)
        select new Days([.. off.Except(made)], [.. made]);

    [Fact]
    public void DueAt_Always_EndsInWorkingTimeAndNotBeforeReceipt() => Holds(
        from days in Exceptions from received in Moments from limit in Limits select (days, received, limit),
        given =>
        {
            var due = given.days.Calendar().DueAt(given.received, given.limit);
            var local = due.ToOffset(Vietnam);
            return due >= given.received
                && Naive.IsWorkingDay(given.days, DateOnly.FromDateTime(local.DateTime))
                && (given.limit.Unit == TimeLimitUnit.WorkingHours
                    ? Naive.IsWorkingMoment(given.days, local)
                    : local.TimeOfDay == TimeSpan.FromHours(17));
        });

    [Fact]
    public void DueAt_LaterReceipt_IsNeverDueEarlier() => Holds(
        from days in Exceptions from a in Moments from b in Moments from limit in Limits select (days, a, b, limit),
        given =>
        {
            var (first, second) = given.a <= given.b ? (given.a, given.b) : (given.b, given.a);
            var calendar = given.days.Calendar();
            return calendar.DueAt(first, given.limit) <= calendar.DueAt(second, given.limit);
        });

    [Fact]
    public void DueAt_OneMoreHoliday_IsNeverDueEarlier() => Holds(
        from days in Exceptions from received in Moments from limit in Limits from off in Gen.Choose(0, 220) select (days, received, limit, off),
        given =>
        {
            var more = new Days([.. given.days.Off, given.off], [.. given.days.Made.Where(day => day != given.off)]);
            return more.Calendar().DueAt(given.received, given.limit) >= given.days.Calendar().DueAt(given.received, given.limit);
        });

    [Fact]
    public void DueAt_WorkingDays_AgreesWithCountingDayByDay() => Holds(
        from days in Exceptions from received in Moments from amount in Gen.Choose(1, 30) select (days, received, amount),
        given => given.days.Calendar().DueAt(given.received, TimeLimit.WorkingDays(given.amount))
            == Naive.DueAfterWorkingDays(given.days, given.received, given.amount));

    [Fact]
    public void WorkingHoursBetween_Always_AgreesWithCountingMinuteByMinute() => Holds(
        from days in Exceptions from day in Gen.Choose(0, 190) from a in Gen.Choose(0, 1439) from minutes in Gen.Choose(0, 2 * 1440)
        select (days, since: Start.AddDays(day).AddMinutes(a), minutes),
        given => given.days.Calendar().WorkingHoursBetween(given.since, given.since.AddMinutes(given.minutes))
            == Enumerable.Range(0, given.minutes).Count(minute => Naive.IsWorkingMinute(given.days, given.since.AddMinutes(minute))) / 60.0);

    [Fact]
    public void WorkingHoursBetween_OverAMomentBetween_AddsUp() => Holds(
        from days in Exceptions from a in Moments from b in Moments from c in Moments select (days, a, b, c),
        given =>
        {
            var calendar = given.days.Calendar();
            var sum = calendar.WorkingHoursBetween(given.a, given.b) + calendar.WorkingHoursBetween(given.b, given.c);
            return Math.Abs(sum - calendar.WorkingHoursBetween(given.a, given.c)) < 1e-9;
        });

    [Fact]
    public void AddWorkingHours_AnyAmount_LiesSoManyWorkingHoursOff() => Holds(
        from days in Exceptions from start in Moments from minutes in Gen.Choose(-5000, 5000) select (days, start, minutes),
        given =>
        {
            var calendar = given.days.Calendar();
            var end = calendar.AddWorkingHours(given.start, given.minutes / 60.0);
            return Math.Abs(calendar.WorkingHoursBetween(given.start, end) - (given.minutes / 60.0)) < 1e-6
                && (given.minutes < 0 ? end <= given.start : end >= given.start)
                && (given.minutes <= 0 || end.ToOffset(Vietnam).TimeOfDay.TotalHours is not (7.5 or 13))
                && Naive.IsWorkingMoment(given.days, end.ToOffset(Vietnam));
        });

    [Fact]
    public void Extend_TwoStopsInARow_IsOneStop() => Holds(
        from days in Exceptions from due in Moments from a in Moments from b in Moments from c in Moments select (days, due, a, b, c),
        given =>
        {
            var calendar = given.days.Calendar();
            DateTimeOffset[] stops = [.. new[] { given.a, given.b, given.c }.Order()];
            var twice = calendar.Extend(calendar.Extend(given.due, stops[0], stops[1]), stops[1], stops[2]);
            var once = calendar.Extend(given.due, stops[0], stops[2]);
            return calendar.WorkingHoursBetween(twice, once) == 0 && once >= given.due;
        });

    [Fact]
    public void AddWorkingDays_Always_GivesSoManyWholeDays() => Holds(
        from days in Exceptions from start in Moments from amount in Gen.Choose(1, 40) select (days, start, amount),
        given =>
        {
            var calendar = given.days.Calendar();
            var midnight = new DateTimeOffset(given.start.Date.AddDays(1), Vietnam);
            return calendar.WorkingHoursBetween(midnight, calendar.AddWorkingDays(given.start, given.amount)) == 8.0 * given.amount;
        });

    private static void Holds<T>(Gen<T> given, Func<T, bool> rule) =>
        Prop.ForAll(given.ToArbitrary(), rule).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    /// <summary>Days off and made up, counted from the start.</summary>
    private sealed record Days(IReadOnlyList<int> Off, IReadOnlyList<int> Made)
    {
        internal WorkingCalendar Calendar() => new(WorkingHours.Default, Off.Select(Day), Made.Select(Day), []);

        internal static DateOnly Day(int number) => DateOnly.FromDateTime(Start.DateTime).AddDays(number);
    }

    /// <summary>The same questions answered the slow and plain way.</summary>
    private static class Naive
    {
        internal static bool IsWorkingDay(Days days, DateOnly day) =>
            days.Made.Select(Days.Day).Contains(day)
            || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !days.Off.Select(Days.Day).Contains(day));

        internal static bool IsWorkingMinute(Days days, DateTimeOffset local) =>
            IsWorkingDay(days, DateOnly.FromDateTime(local.DateTime))
            && local.TimeOfDay.TotalHours is (>= 7.5 and < 11.5) or (>= 13 and < 17);

        internal static bool IsWorkingMoment(Days days, DateTimeOffset local) =>
            IsWorkingDay(days, DateOnly.FromDateTime(local.DateTime))
            && local.TimeOfDay.TotalHours is (>= 7.5 and <= 11.5) or (>= 13 and <= 17);

        internal static DateTimeOffset DueAfterWorkingDays(Days days, DateTimeOffset received, int amount)
        {
            var day = DateOnly.FromDateTime(received.DateTime);
            var counts = IsWorkingDay(days, day) && received.TimeOfDay < TimeSpan.FromHours(15);
            while (!counts)
            {
                day = day.AddDays(1);
                counts = IsWorkingDay(days, day);
            }

            for (var left = amount; left > 0; left -= IsWorkingDay(days, day) ? 1 : 0)
            {
                day = day.AddDays(1);
            }

            return new(day, new(17, 0), Vietnam);
        }
    }
}
