using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Identifiers;

/// <summary>
/// This system's own key of an agency and its worklist, <c>{kind}-{unit}</c>, for example <c>civil-status-00004</c>.
/// The kind is one of the law files' agency kinds; the unit is a province (2 digits) or a commune (5 digits).
/// </summary>
[JsonConverter(typeof(IdentifierConverter<AgencyCode>))]
public readonly partial record struct AgencyCode : IIdentifier<AgencyCode>
{
    public const int MaxLength = 48;

    private readonly string? text;

    private AgencyCode(string text) => this.text = text;

    /// <summary>The agency's kind, lower-case kebab.</summary>
    public string Kind => text is null ? "" : text[..text.LastIndexOf('-')];

    /// <summary>The administrative unit's code: 2 digits for a province, 5 for a commune.</summary>
    public string Unit => text is null ? "" : text[(text.LastIndexOf('-') + 1)..];

    /// <summary>The agency of a kind in a unit.</summary>
    /// <exception cref="FormatException">The kind or the unit is not well-formed.</exception>
    public static AgencyCode For(string kind, string unit) => Parse($"{kind}-{unit}");

    public static bool TryParse(string? text, out AgencyCode value, [NotNullWhen(false)] out Fault? fault) =>
        text is { Length: <= MaxLength } && Form().IsMatch(text)
            ? Identifier.Accept(new AgencyCode(text), out value, out fault)
            : Identifier.Refuse(
                FaultCodes.AgencyCodeMalformed,
                "Mã cơ quan phải có dạng civil-status-00004 (loại cơ quan, mã tỉnh hoặc mã xã).",
                "An agency code looks like civil-status-00004 (kind, province or commune code).",
                out value,
                out fault);

    public static AgencyCode Parse(string text) => Identifier.Parse<AgencyCode>(text);

    public override string ToString() => text ?? "";

    [GeneratedRegex(
        @"\A[a-z]+(-[a-z]+)*-([0-9]{2}|[0-9]{5})\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
