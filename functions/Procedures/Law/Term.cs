using System.Globalization;
using System.Text.Json;
using LienThong.Procedures.Faults;
using LienThong.Procedures.Identifiers;

namespace LienThong.Procedures.Law;

/// <summary>
/// A value that a condition compares, written in the law files as a pointer; <c>"today"</c>; <c>"now"</c>; a number;
/// <c>{"date": term, "years": n, "months": n, "days": n, "minutes": n}</c>: a date moved by so much;
/// <c>{"moment": [pointer, pointer]}</c>: a day and a time of day;
/// <c>{"year": term, "plus": n}</c>: the year of a date, or of a certificate's code;
/// <c>{"facility": pointer}</c>: the health facility in a certificate's code.
/// </summary>
public abstract record Term
{
    private Term()
    {
    }

    /// <summary>The pointers that it looks at.</summary>
    public virtual IEnumerable<string> Pointers => [];

    /// <summary>Whether it can have a value of the kind that is compared.</summary>
    internal abstract bool Fits(Condition.Comparison comparison);

    internal virtual JsonElement? Value(Facts facts) => null;

    internal virtual DateSpan? Date(Facts facts) => null;

    internal virtual decimal? Number(Facts facts) =>
        Value(facts) is { ValueKind: JsonValueKind.Number } value && value.TryGetDecimal(out var number) ? number : null;

    /// <summary>Writes it as the law files do.</summary>
    internal abstract void Write(Utf8JsonWriter writer);

    /// <summary>What stands at a pointer.</summary>
    public sealed record At(string Pointer) : Term
    {
        internal override bool Fits(Condition.Comparison comparison) => true;

        public override IEnumerable<string> Pointers => [Pointer];

        internal override JsonElement? Value(Facts facts) => facts.At(Pointer);

        internal override DateSpan? Date(Facts facts) => DateSpan.Read(facts.At(Pointer));

        internal override void Write(Utf8JsonWriter writer) => writer.WriteStringValue(Pointer);
    }

    /// <summary>The day in Vietnam on which the document is looked at.</summary>
    public sealed record Today : Term
    {
        internal override bool Fits(Condition.Comparison comparison) => comparison is Condition.Comparison.Before or Condition.Comparison.NotBefore;

        internal override DateSpan? Date(Facts facts) => DateSpan.Day(facts.LocalNow);

        internal override void Write(Utf8JsonWriter writer) => writer.WriteStringValue("today");
    }

    /// <summary>The moment at which the document is looked at.</summary>
    public sealed record Now : Term
    {
        internal override bool Fits(Condition.Comparison comparison) => comparison is Condition.Comparison.Before or Condition.Comparison.NotBefore;

        internal override DateSpan? Date(Facts facts) => DateSpan.Instant(facts.LocalNow);

        internal override void Write(Utf8JsonWriter writer) => writer.WriteStringValue("now");
    }

    /// <summary>A number.</summary>
    public sealed record Literal(decimal Digits) : Term
    {
        internal override bool Fits(Condition.Comparison comparison) => comparison is Condition.Comparison.Exceeds;

        internal override decimal? Number(Facts facts) => Digits;

        internal override void Write(Utf8JsonWriter writer) => writer.WriteNumberValue(Digits);
    }

    /// <summary>A date moved by years, then months, then days and minutes; 29 February becomes the 28th where there is none.</summary>
    public sealed record Moved(Term Of, int Years, int Months, int Days, int Minutes) : Term
    {
        internal override bool Fits(Condition.Comparison comparison) => comparison is Condition.Comparison.Before or Condition.Comparison.NotBefore;

        public override IEnumerable<string> Pointers => Of.Pointers;

        internal override DateSpan? Date(Facts facts) => Of.Date(facts)?.Shift(
            moment => moment.AddYears(Years).AddMonths(Months).AddDays(Days).AddMinutes(Minutes));

        internal override void Write(Utf8JsonWriter writer)
        {
            writer.WriteStartObject();
            writer.WritePropertyName("date");
            Of.Write(writer);
            foreach (var (name, amount) in new[] { ("years", Years), ("months", Months), ("days", Days), ("minutes", Minutes) })
            {
                if (amount != 0)
                {
                    writer.WriteNumber(name, amount);
                }
            }

            writer.WriteEndObject();
        }
    }

    /// <summary>A day and a time of day together; the whole day when the time is not there.</summary>
    public sealed record Moment(string Day, string Time) : Term
    {
        internal override bool Fits(Condition.Comparison comparison) => comparison is Condition.Comparison.Before or Condition.Comparison.NotBefore;

        public override IEnumerable<string> Pointers => [Day, Time];

        internal override DateSpan? Date(Facts facts) =>
            DateSpan.Read(facts.At(Day)) is not { } day ? null
            : day.Earliest == day.Latest
                && facts.At(Time) is { ValueKind: JsonValueKind.String } time
                && TimeOnly.TryParseExact(time.GetString(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock)
                    ? DateSpan.Instant(day.Earliest + clock.ToTimeSpan())
                    : day;

        internal override void Write(Utf8JsonWriter writer)
        {
            writer.WriteStartObject();
            writer.WriteStartArray("moment");
            writer.WriteStringValue(Day);
            writer.WriteStringValue(Time);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
    }

    /// <summary>The year of a date that lies within one year, or of a birth certificate's code; with so many added.</summary>
    public sealed record Year(Term Of, int Plus) : Term
    {
        internal override bool Fits(Condition.Comparison comparison) => comparison is Condition.Comparison.Exceeds;

        public override IEnumerable<string> Pointers => Of.Pointers;

        internal override decimal? Number(Facts facts) =>
            Certificate(Of.Value(facts)) is { } code ? code.Year + Plus
            : Of.Date(facts) is { } date && date.Earliest.Year == date.Latest.Year ? date.Earliest.Year + Plus
            : null;

        internal override void Write(Utf8JsonWriter writer)
        {
            writer.WriteStartObject();
            writer.WritePropertyName("year");
            Of.Write(writer);
            if (Plus != 0)
            {
                writer.WriteNumber("plus", Plus);
            }

            writer.WriteEndObject();
        }
    }

    /// <summary>The health facility in a birth certificate's code.</summary>
    public sealed record Facility(string Pointer) : Term
    {
        internal override bool Fits(Condition.Comparison comparison) => comparison is Condition.Comparison.Same or Condition.Comparison.Differs;

        public override IEnumerable<string> Pointers => [Pointer];

        internal override JsonElement? Value(Facts facts) =>
            Certificate(facts.At(Pointer)) is { } code ? JsonSerializer.SerializeToElement(code.Facility.ToString()) : null;

        internal override void Write(Utf8JsonWriter writer)
        {
            writer.WriteStartObject();
            writer.WriteString("facility", Pointer);
            writer.WriteEndObject();
        }
    }

    /// <summary>Reads a term; null when it is none.</summary>
    internal static Term? Read(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String when json.GetString() is { } text => text switch
        {
            "today" => new Today(),
            "now" => new Now(),
            _ => PointerOf(json) is { } pointer ? new At(pointer) : null,
        },
        JsonValueKind.Number when json.TryGetDecimal(out var amount) => new Literal(amount),
        JsonValueKind.Object => ReadObject(json),
        _ => null,
    };

    internal static string? PointerOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text && JsonPointer.Tokens(text) is not null
            ? text
            : null;

    private static Term? ReadObject(JsonElement json)
    {
        if (json.TryGetProperty("date", out var date))
        {
            return HasOnly(json, "date", "years", "months", "days", "minutes")
                && Read(date) is At or Today or Now && Read(date) is { } of
                && Amount(json, "years") is { } years && Amount(json, "months") is { } months
                && Amount(json, "days") is { } days && Amount(json, "minutes") is { } minutes
                    ? new Moved(of, years, months, days, minutes)
                    : null;
        }

        if (json.TryGetProperty("year", out var dated))
        {
            return HasOnly(json, "year", "plus") && Read(dated) is At or Today && Read(dated) is { } of && Amount(json, "plus") is { } plus
                ? new Year(of, plus)
                : null;
        }

        if (json.TryGetProperty("moment", out var moment))
        {
            return HasOnly(json, "moment") && moment.ValueKind == JsonValueKind.Array && moment.GetArrayLength() == 2
                && PointerOf(moment[0]) is { } day && PointerOf(moment[1]) is { } time
                    ? new Moment(day, time)
                    : null;
        }

        return json.TryGetProperty("facility", out var facility) && HasOnly(json, "facility") && PointerOf(facility) is { } pointer
            ? new Facility(pointer)
            : null;
    }

    private static bool HasOnly(JsonElement json, params ReadOnlySpan<string> names)
    {
        foreach (var member in json.EnumerateObject())
        {
            if (!names.Contains(member.Name))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The whole number of a name, within a thousand years of days; 0 when it is not there, null when it is none.</summary>
    private static int? Amount(JsonElement json, string name) =>
        !json.TryGetProperty(name, out var value) ? 0
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var amount) && amount is > -1_500 and < 1_500 ? amount
        : null;

    private static BirthCertificateCode? Certificate(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.String } text && BirthCertificateCode.TryParse(text.GetString(), out var code, out _)
            ? code
            : null;
}
