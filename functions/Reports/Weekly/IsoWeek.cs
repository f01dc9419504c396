using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using LienThong.Procedures.Calendars;

namespace LienThong.Reports.Weekly;

/// <summary>A week of ISO 8601, Monday to Sunday in Vietnam, written 2026-W47.</summary>
/// <param name="Year">The ISO year, which is not the calendar year of each of its days.</param>
/// <param name="Number">1 to 52 or 53.</param>
[JsonConverter(typeof(IsoWeekConverter))]
public readonly record struct IsoWeek(int Year, int Number) : IComparable<IsoWeek>
{
    /// <summary>Its Monday.</summary>
    public DateOnly Monday => DateOnly.FromDateTime(ISOWeek.ToDateTime(Year, Number, DayOfWeek.Monday));

    /// <summary>Its Sunday.</summary>
    public DateOnly Sunday => Monday.AddDays(6);

    /// <summary>The instant at which it is over, UTC: the midnight after its Sunday in Vietnam.</summary>
    public DateTimeOffset End => new DateTimeOffset(Sunday.AddDays(1), TimeOnly.MinValue, VietnamTime.Offset).ToUniversalTime();

    /// <summary>The week before.</summary>
    public IsoWeek Previous => Of(Monday.AddDays(-7));

    /// <summary>The week of a day.</summary>
    public static IsoWeek Of(DateOnly day)
    {
        var date = day.ToDateTime(TimeOnly.MinValue);
        return new(ISOWeek.GetYear(date), ISOWeek.GetWeekOfYear(date));
    }

    /// <summary>Reads <c>2026-W47</c>: four digits, <c>-W</c>, two digits, of a week that the year has.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out IsoWeek week)
    {
        week = default;
        if (text is not { Length: 8 } || text[4] != '-' || text[5] != 'W'
            || !int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || !int.TryParse(text.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || year is < 2000 or > 2999 || number < 1 || number > ISOWeek.GetWeeksInYear(year))
        {
            return false;
        }

        week = new(year, number);
        return true;
    }

    /// <summary>Reads <c>2026-W47</c>.</summary>
    /// <exception cref="FormatException">It is no week.</exception>
    public static IsoWeek Parse(string text) => TryParse(text, out var week) ? week : throw new FormatException($"'{text}' is no week; write 2026-W47.");

    public static bool operator <(IsoWeek left, IsoWeek right) => left.CompareTo(right) < 0;

    public static bool operator <=(IsoWeek left, IsoWeek right) => left.CompareTo(right) <= 0;

    public static bool operator >(IsoWeek left, IsoWeek right) => left.CompareTo(right) > 0;

    public static bool operator >=(IsoWeek left, IsoWeek right) => left.CompareTo(right) >= 0;

    public int CompareTo(IsoWeek other) => (Year, Number).CompareTo((other.Year, other.Number));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-W{Number:00}");

    private sealed class IsoWeekConverter : JsonConverter<IsoWeek>
    {
        public override IsoWeek Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TryParse(reader.GetString(), out var week) ? week : throw new JsonException("A week is written 2026-W47.");

        public override void Write(Utf8JsonWriter writer, IsoWeek value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
