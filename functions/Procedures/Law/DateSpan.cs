using System.Globalization;
using System.Text.Json;
using LienThong.Procedures.Identifiers;

namespace LienThong.Procedures.Law;

/// <summary>The moments that a date can mean, by a clock in Vietnam: one day, all days of a month or year, or one instant.</summary>
internal readonly record struct DateSpan(DateTime Earliest, DateTime Latest, bool IsDay)
{
    internal static DateSpan Day(DateTime day) => new(day.Date, day.Date, IsDay: true);

    internal static DateSpan Instant(DateTime moment) => new(moment, moment, IsDay: false);

    /// <summary>A date, a partial date, or an instant with its offset; null for anything else.</summary>
    internal static DateSpan? Read(JsonElement? value)
    {
        if (value is not { ValueKind: JsonValueKind.String } text || text.GetString() is not { } written)
        {
            return null;
        }

        if (PartialDate.TryParse(written, out var date, out _))
        {
            return new(date.Earliest.ToDateTime(default), date.Latest.ToDateTime(default), IsDay: true);
        }

        return written.Contains('T', StringComparison.Ordinal)
            && DateTimeOffset.TryParse(written, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
                ? Instant(Facts.Local(instant))
                : null;
    }

    /// <summary>Surely earlier than the other. Against a day, an instant counts as its day.</summary>
    internal bool IsBefore(DateSpan other) => IsDay || other.IsDay
        ? Latest.Date < other.Earliest.Date
        : Latest < other.Earliest;

    /// <summary>Surely at the same time as the other, or later.</summary>
    internal bool IsNotBefore(DateSpan other) => IsDay || other.IsDay
        ? Earliest.Date >= other.Latest.Date
        : Earliest >= other.Latest;

    internal DateSpan Shift(Func<DateTime, DateTime> by) => this with { Earliest = by(Earliest), Latest = by(Latest) };
}
