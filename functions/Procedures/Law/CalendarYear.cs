using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Law;

/// <summary>The holidays and make-up days of one year, with their sources.</summary>
/// <param name="DaysOff">Holidays and days swapped off.</param>
/// <param name="MakeUpDays">Weekly days off that are worked in exchange.</param>
/// <param name="Undecided">Days of which it is not known whether they are off; they count as usual.</param>
public sealed record CalendarYear(
    int Year,
    IReadOnlyList<Source> Sources,
    IReadOnlyList<DaysOff> DaysOff,
    IReadOnlyList<MakeUpDay> MakeUpDays,
    IReadOnlyList<UndecidedDay> Undecided);

/// <summary>A holiday, or a day swapped off, over one or more days.</summary>
/// <param name="To">The last day; null is <paramref name="From"/>.</param>
public sealed record DaysOff(DateOnly From, DateOnly? To, Localized Name, IReadOnlyList<Source> Sources)
{
    internal IEnumerable<DateOnly> Days() =>
        Enumerable.Range(From.DayNumber, Math.Max(0, (To ?? From).DayNumber - From.DayNumber + 1)).Select(DateOnly.FromDayNumber);
}

/// <summary>A weekly day off that is worked in exchange for another day.</summary>
public sealed record MakeUpDay(DateOnly Day, DateOnly For, Localized Name, IReadOnlyList<Source> Sources);

/// <summary>A day of which it is not known whether it is off.</summary>
public sealed record UndecidedDay(DateOnly Day, Localized Name, IReadOnlyList<Source> Sources);
