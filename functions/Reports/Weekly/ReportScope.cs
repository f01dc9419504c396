using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using LienThong.Procedures.Identifiers;

namespace LienThong.Reports.Weekly;

/// <summary>Whose figures a report shows: the country's, a province's or a commune's. Written <c>national</c>, two digits, or five.</summary>
[JsonConverter(typeof(ReportScopeConverter))]
public readonly record struct ReportScope
{
    private readonly string? _unit;

    private ReportScope(string unit) => _unit = unit;

    /// <summary>The whole country.</summary>
    public static ReportScope National { get; }

    /// <summary>The unit's code: two digits of a province or five of a commune; null for the country.</summary>
    public string? Unit => _unit;

    /// <summary>It is the country's.</summary>
    public bool IsNational => _unit is null;

    /// <summary>It is a province's.</summary>
    public bool IsProvince => _unit?.Length == 2;

    /// <summary>It is a commune's.</summary>
    public bool IsCommune => _unit?.Length == 5;

    /// <summary>A province's scope.</summary>
    public static ReportScope Of(ProvinceCode province) => new(province.ToString());

    /// <summary>A commune's scope.</summary>
    public static ReportScope Of(CommuneCode commune) => new(commune.ToString());

    /// <summary>Reads <c>national</c>, a province's code or a commune's.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ReportScope scope)
    {
        scope = text == "national" ? National
            : ProvinceCode.TryParse(text, out var province, out _) ? Of(province)
            : CommuneCode.TryParse(text, out var commune, out _) ? Of(commune)
            : default;
        return text is not null && scope.ToString() == text;
    }

    public override string ToString() => _unit ?? "national";

    private sealed class ReportScopeConverter : JsonConverter<ReportScope>
    {
        public override ReportScope Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TryParse(reader.GetString(), out var scope) ? scope : throw new JsonException("A scope is national, two digits or five digits.");

        public override void Write(Utf8JsonWriter writer, ReportScope value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
