using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Law;

/// <summary>Tells a fault: code, pointer, Vietnamese, English.</summary>
internal delegate void FaultTeller(string code, string pointer, string vi, string en);

/// <summary>What must hold within one year's holidays and make-up days.</summary>
internal static class CalendarChecks
{
    internal static void Check(CalendarYear year, string file, IReadOnlySet<DayOfWeek>? weekly, FaultTeller tell)
    {
        if (file != $"calendar/{year.Year}.json")
        {
            tell(
                FaultCodes.CalendarYearDiffers,
                "/year",
                "Năm khác với tên tệp.",
                "The year differs from the file's name.");
        }

        var off = new HashSet<DateOnly>();
        for (var i = 0; i < year.DaysOff.Count; i++)
        {
            var entry = year.DaysOff[i];
            CheckYear(entry.From, $"/daysOff/{i}/from");
            if (entry.To is { } last)
            {
                CheckYear(last, $"/daysOff/{i}/to");
                if (last < entry.From)
                {
                    tell(
                        FaultCodes.ValidityReversed,
                        $"/daysOff/{i}/to",
                        "Ngày cuối trước ngày đầu.",
                        "The last day is before the first.");
                }
            }

            if (entry.Days().Count(off.Add) < entry.Days().Count())
            {
                Twice($"/daysOff/{i}");
            }
        }

        var made = new HashSet<DateOnly>();
        for (var i = 0; i < year.MakeUpDays.Count; i++)
        {
            var entry = year.MakeUpDays[i];
            CheckYear(entry.Day, $"/makeUpDays/{i}/day");
            if (off.Contains(entry.Day) || !made.Add(entry.Day))
            {
                Twice($"/makeUpDays/{i}/day");
            }

            if (weekly?.Contains(entry.Day.DayOfWeek) == true)
            {
                tell(
                    FaultCodes.MakeUpDayNotOff,
                    $"/makeUpDays/{i}/day",
                    "Ngày làm bù phải là ngày nghỉ hằng tuần.",
                    "A make-up day must be a weekly day off.");
            }

            // The day off in exchange may lie in the next year's file, around New Year.
            if (entry.For.Year == year.Year && !off.Contains(entry.For))
            {
                tell(
                    FaultCodes.MakeUpDayForNothing,
                    $"/makeUpDays/{i}/for",
                    "Ngày được làm bù không có trong các ngày nghỉ.",
                    "The day that it is worked for is not among the days off.");
            }
        }

        for (var i = 0; i < year.Undecided.Count; i++)
        {
            CheckYear(year.Undecided[i].Day, $"/undecided/{i}/day");
            if (off.Contains(year.Undecided[i].Day) || made.Contains(year.Undecided[i].Day))
            {
                Twice($"/undecided/{i}/day");
            }
        }

        void CheckYear(DateOnly day, string pointer)
        {
            if (day.Year != year.Year)
            {
                tell(
                    FaultCodes.CalendarDayOutsideYear,
                    pointer,
                    "Ngày không thuộc năm của tệp.",
                    "The day is not in the file's year.");
            }
        }

        void Twice(string pointer) =>
            tell(FaultCodes.CalendarDayTwice, pointer, "Ngày này đã được nêu.", "The day stands here already.");
    }
}
