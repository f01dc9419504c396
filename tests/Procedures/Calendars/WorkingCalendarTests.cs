using System.Globalization;
using LienThong.Procedures.Calendars;
using LienThong.Procedures.Law;

namespace LienThong.Procedures.Tests.Calendars;

/// <summary>Days that everybody can look up, on the calendar of the law files. All times are Vietnam's.</summary>
public sealed class WorkingCalendarTests
{
    private static readonly WorkingCalendar Calendar = LawLibrary.Load().Calendar;

    internal static DateTimeOffset At(string local) => new(
        DateTime.ParseExact(local, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        TimeSpan.FromHours(7));

    [Theory]
    [InlineData("2026-09-04 14:59", "2026-09-04 17:00", "Friday, a minute before the cut-off")]
    [InlineData("2026-09-04 15:00", "2026-09-07 17:00", "Friday, at the cut-off")]
    [InlineData("2026-09-05 08:00", "2026-09-07 17:00", "Saturday")]
    [InlineData("2026-09-07 06:00", "2026-09-07 17:00", "Monday before hours")]
    [InlineData("2026-02-13 15:00", "2026-02-23 17:00", "the last afternoon before Tet 2026")]
    [InlineData("2026-08-22 09:00", "2026-08-22 17:00", "the Saturday made up for National Day 2026")]
    [InlineData("2026-08-31 09:00", "2026-09-03 17:00", "the Monday swapped for it")]
    [InlineData("2026-01-10 14:00", "2026-01-10 17:00", "the Saturday made up for New Year 2026")]
    public void DueAt_SameDay_EndsWithTheDayThatCounts(string received, string due, string why) =>
        AssertDue(received, TimeLimit.SameDay, due, why);

    [Theory]
    [InlineData("2026-09-04 14:59", 2, "2026-09-08 17:00", "Friday, a minute before the cut-off")]
    [InlineData("2026-09-04 15:00", 2, "2026-09-09 17:00", "Friday, at the cut-off")]
    [InlineData("2026-02-12 10:00", 2, "2026-02-23 17:00", "Thursday before Tet 2026: Friday and the Monday after")]
    [InlineData("2026-08-21 16:00", 1, "2026-08-24 17:00", "Friday evening counts from the made-up Saturday")]
    [InlineData("2026-08-21 10:00", 1, "2026-08-22 17:00", "Friday: the made-up Saturday is the first day after")]
    [InlineData("2026-08-28 10:00", 1, "2026-09-03 17:00", "Friday before National Day 2026")]
    [InlineData("2026-09-01 10:00", 3, "2026-09-08 17:00", "on the holiday itself: counts from Thursday")]
    [InlineData("2024-04-26 10:00", 1, "2024-05-02 17:00", "Friday before Victory Day 2024, Monday swapped off")]
    [InlineData("2024-05-03 10:00", 1, "2024-05-04 17:00", "the Saturday made up in 2024")]
    [InlineData("2025-04-25 10:00", 2, "2025-04-28 17:00", "the Saturday made up in 2025 comes first")]
    [InlineData("2025-05-01 10:00", 1, "2025-05-06 17:00", "Labour Day 2025, Friday swapped off")]
    [InlineData("2025-01-24 10:00", 1, "2025-02-03 17:00", "Friday before Tet 2025")]
    public void DueAt_WorkingDays_EndsWithTheNthDayAfter(string received, int days, string due, string why) =>
        AssertDue(received, TimeLimit.WorkingDays(days), due, why);

    [Theory]
    [InlineData("2026-09-03 10:00", 2, "2026-09-07 17:00", "would end on Saturday")]
    [InlineData("2026-09-03 10:00", 1, "2026-09-04 17:00", "ends on Friday")]
    [InlineData("2026-08-20 10:00", 2, "2026-08-22 17:00", "ends on the made-up Saturday")]
    [InlineData("2026-02-13 10:00", 3, "2026-02-23 17:00", "would end within Tet")]
    public void DueAt_CalendarDays_DoesNotEndOnADayOff(string received, int days, string due, string why) =>
        AssertDue(received, TimeLimit.CalendarDays(days), due, why);

    [Theory]
    [InlineData("2026-09-04 10:00", 4, "2026-09-04 15:30", "over the lunch break")]
    [InlineData("2026-09-04 14:00", 8, "2026-09-07 14:00", "over the weekend")]
    [InlineData("2026-09-04 16:00", 4, "2026-09-07 11:30", "after the cut-off: from Monday morning")]
    [InlineData("2026-09-04 05:00", 1, "2026-09-04 08:30", "before hours")]
    public void DueAt_WorkingHours_RunsOnFromReceipt(string received, int hours, string due, string why) =>
        AssertDue(received, TimeLimit.WorkingHours(hours), due, why);

    [Fact]
    public void DueAt_AnyOffset_GivesTheSameUtcInstant()
    {
        var local = At("2026-09-04 14:59");

        var due = Calendar.DueAt(local.ToOffset(TimeSpan.FromHours(-5)), TimeLimit.WorkingDays(2));

        Assert.Equal(Calendar.DueAt(local, TimeLimit.WorkingDays(2)), due);
        Assert.Equal(TimeSpan.Zero, due.Offset);
    }

    [Theory]
    [InlineData("2026-09-04 16:30", 1, "2026-09-07 17:00")]
    [InlineData("2026-09-05 09:00", 1, "2026-09-07 17:00")]
    [InlineData("2026-09-04 08:00", 7, "2026-09-15 17:00")]
    [InlineData("2026-08-31 08:00", 7, "2026-09-11 17:00")]
    public void AddWorkingDays_AnyHour_CountsFromTheNextDay(string from, int days, string end) =>
        Assert.Equal(At(end), Calendar.AddWorkingDays(At(from), days));

    [Theory]
    [InlineData("2026-09-08 17:00", -4, "2026-09-08 13:00", "a reminder falls into the afternoon, not the end of the morning")]
    [InlineData("2026-09-07 08:30", -2, "2026-09-04 16:00", "back over the weekend")]
    [InlineData("2026-09-05 12:00", 0, "2026-09-07 07:30", "no hours from a day off: the next start of work")]
    [InlineData("2026-09-04 12:00", 0, "2026-09-04 13:00", "no hours from the lunch break")]
    [InlineData("2026-09-04 17:00", 0, "2026-09-04 17:00", "the end of work is working time")]
    [InlineData("2026-09-04 07:30", 0.5, "2026-09-04 08:00", "half an hour")]
    [InlineData("2026-09-04 07:30", 8, "2026-09-04 17:00", "a whole day ends with the day, not with the next morning")]
    [InlineData("2026-09-04 07:30", 4, "2026-09-04 11:30", "half a day ends with the morning")]
    public void AddWorkingHours_BackAndForth_LandsInWorkingTime(string from, double hours, string end, string why)
    {
        var actual = Calendar.AddWorkingHours(At(from), hours);

        Assert.True(At(end) == actual, $"{why}: {actual:u}");
    }

    [Theory]
    [InlineData("2026-09-04 07:30", "2026-09-04 17:00", 8)]
    [InlineData("2026-09-04 11:30", "2026-09-04 13:00", 0)]
    [InlineData("2026-09-04 16:00", "2026-09-07 08:30", 2)]
    [InlineData("2026-02-13 17:00", "2026-02-23 07:30", 0)]
    [InlineData("2026-08-21 17:00", "2026-08-24 07:30", 8)]
    [InlineData("2026-09-07 08:30", "2026-09-04 16:00", -2)]
    public void WorkingHoursBetween_TwoInstants_CountsWorkOnly(string from, string to, double hours) =>
        Assert.Equal(hours, Calendar.WorkingHoursBetween(At(from), At(to)));

    [Fact]
    public void Extend_SupplementOverAWeekend_GivesBackTheWorkingTimeOnly()
    {
        var due = At("2026-09-08 17:00");

        var extended = Calendar.Extend(due, At("2026-09-04 16:00"), At("2026-09-07 08:30"));

        Assert.Equal(At("2026-09-09 09:30"), extended);
    }

    [Fact]
    public void Extend_ByAWholeDay_EndsWithADayAgain() => Assert.Equal(
        At("2026-09-09 17:00"),
        Calendar.Extend(At("2026-09-08 17:00"), At("2026-09-04 10:00"), At("2026-09-07 10:00")));

    [Fact]
    public void Extend_StopOutsideWorkingTime_ChangesNothing() => Assert.Equal(
        At("2026-09-08 17:00"),
        Calendar.Extend(At("2026-09-08 17:00"), At("2026-09-05 09:00"), At("2026-09-06 21:00")));

    [Fact]
    public void Extend_ResumedBeforeStopped_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(
        () => Calendar.Extend(At("2026-09-08 17:00"), At("2026-09-05 09:00"), At("2026-09-05 08:59")));

    [Theory]
    [InlineData(2023, false)]
    [InlineData(2024, true)]
    [InlineData(2025, true)]
    [InlineData(2026, true)]
    [InlineData(2027, false)]
    public void Covers_YearsWithHolidayData_AndNoOthers(int year, bool isCovered) =>
        Assert.Equal(isCovered, Calendar.Covers(year));

    [Fact]
    public void IsWorkingDay_YearWithoutData_HasWeekendsOffOnly()
    {
        Assert.True(Calendar.IsWorkingDay(new(2027, 1, 1)));
        Assert.False(Calendar.IsWorkingDay(new(2027, 1, 2)));
    }

    // 262 and 261 weekdays, less the weekdays off, plus the Saturdays made up.
    [Theory]
    [InlineData(2024, 251)]
    [InlineData(2025, 250)]
    [InlineData(2026, 250)]
    public void IsWorkingDay_CoveredYears_HaveTheKnownNumberOfWorkingDays(int year, int days) => Assert.Equal(
        days,
        Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Count(day => Calendar.IsWorkingDay(new DateOnly(year, 1, 1).AddDays(day))));

    [Fact]
    public void IsWorkingDay_UndecidedDay_IsWorked() => Assert.True(Calendar.IsWorkingDay(new(2026, 11, 24)));

    [Theory]
    [InlineData("0001-01-02 00:00")]
    [InlineData("2000-02-29 12:00")]
    [InlineData("9990-12-31 23:59")]
    public void DueAt_FarYears_StillWorks(string received) =>
        Assert.True(Calendar.DueAt(At(received).AddHours(7), TimeLimit.WorkingDays(9)) > At(received));

    [Fact]
    public void DueAt_NegativeLimit_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(
        () => Calendar.DueAt(At("2026-09-04 10:00"), TimeLimit.WorkingDays(-1)));

    [Fact]
    public void DueAt_HoursOfItsOwn_EndsWithItsOwnDay()
    {
        var hue = new WorkingCalendar(
            new([new(new(7, 0), new(11, 0)), new(new(14, 0), new(16, 30))], WorkingHours.Default.Days, new(15, 0)),
            [],
            [],
            []);

        Assert.Equal(At("2026-09-04 16:30"), hue.DueAt(At("2026-09-04 14:00"), TimeLimit.SameDay));
        Assert.Equal(6.5, hue.WorkingHoursBetween(At("2026-09-04 00:00"), At("2026-09-05 00:00")));
    }

    [Fact]
    public void Constructor_ImpossibleHours_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => Make([new(new(8, 0), new(8, 0))]));
        Assert.Throws<ArgumentException>(() => Make([new(new(8, 0), new(12, 0)), new(new(12, 0), new(17, 0))]));
        Assert.Throws<ArgumentException>(() => Make([]));
        Assert.Throws<ArgumentException>(
            () => new WorkingCalendar(WorkingHours.Default, [new(2026, 8, 22)], [new(2026, 8, 22)], [2026]));

        static WorkingCalendar Make(IReadOnlyList<WorkingPeriod> periods) =>
            new(new(periods, WorkingHours.Default.Days, new(15, 0)), [], [], []);
    }

    private static void AssertDue(string received, TimeLimit limit, string due, string why)
    {
        var actual = Calendar.DueAt(At(received), limit);

        Assert.True(At(due) == actual, $"{why}: {actual:u}");
    }
}
