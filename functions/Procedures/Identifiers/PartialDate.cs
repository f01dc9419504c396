using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Identifiers;

/// <summary>
/// A date of which the day, or the day and the month, may be unknown: <c>1996-09-01</c>, <c>1996-09</c>, <c>1996</c>.
/// Older people's papers carry such dates, and partners refused them as malformed.
/// </summary>
[JsonConverter(typeof(IdentifierConverter<PartialDate>))]
public readonly record struct PartialDate : IIdentifier<PartialDate>
{
    /// <summary>The earliest year that is taken as somebody's year of birth.</summary>
    public const int MinYear = 1850;

    private PartialDate(int year, int? month, int? day) => (Year, Month, Day) = (year, month, day);

    public int Year { get; }

    public int? Month { get; }

    public int? Day { get; }

    /// <summary>Whether year, month and day are all known.</summary>
    public bool IsWhole => Day is not null;

    /// <summary>The first day that it can mean.</summary>
    public DateOnly Earliest => new(Math.Max(Year, 1), Month ?? 1, Day ?? 1);

    /// <summary>The last day that it can mean.</summary>
    public DateOnly Latest =>
        new(Math.Max(Year, 1), Month ?? 12, Day ?? DateTime.DaysInMonth(Math.Max(Year, 1), Month ?? 12));

    /// <summary>What is left of it when the day is not known, and when the month is not known either.</summary>
    public IEnumerable<PartialDate> Coarser
    {
        get
        {
            if (Day is not null)
            {
                yield return new PartialDate(Year, Month, null);
            }

            if (Month is not null)
            {
                yield return new PartialDate(Year, null, null);
            }
        }
    }

    /// <summary>A whole date.</summary>
    public static PartialDate Of(DateOnly day) => new(day.Year, day.Month, day.Day);

    public static bool TryParse(string? text, out PartialDate value, [NotNullWhen(false)] out Fault? fault) =>
        Read(text) is { } read
            ? Identifier.Accept(read, out value, out fault)
            : Identifier.Refuse(
                FaultCodes.PartialDateMalformed,
                "Ngày phải có dạng 1996-09-01, hoặc 1996-09 khi không rõ ngày, hoặc 1996 khi không rõ ngày và tháng.",
                "A date is written 1996-09-01, or 1996-09 when the day is unknown, or 1996 when day and month are.",
                out value,
                out fault);

    public static PartialDate Parse(string text) => Identifier.Parse<PartialDate>(text);

    public override string ToString() => (Month, Day) switch
    {
        ({ } month, { } day) => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-{month:D2}-{day:D2}"),
        ({ } month, null) => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-{month:D2}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}"),
    };

    private static PartialDate? Read(string? text)
    {
        if (text is null || text.Length is not (4 or 7 or 10) || !Number(text, 0, 4, out var year) || year < MinYear)
        {
            return null;
        }

        if (text.Length == 4)
        {
            return new PartialDate(year, null, null);
        }

        if (text[4] != '-' || !Number(text, 5, 2, out var month) || month is < 1 or > 12)
        {
            return null;
        }

        if (text.Length == 7)
        {
            return new PartialDate(year, month, null);
        }

        return text[7] == '-' && Number(text, 8, 2, out var day) && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new PartialDate(year, month, day)
            : null;
    }

    private static bool Number(string text, int start, int length, out int number)
    {
        number = 0;
        var digits = text.AsSpan(start, length);
        return Identifier.IsDigits(digits)
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
