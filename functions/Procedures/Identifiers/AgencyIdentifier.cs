using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Identifiers;

/// <summary>
/// An agency's electronic identifier (mã định danh điện tử): a ministry's <c>Gxx</c> or a province's <c>Hxx</c> with
/// sub-levels behind it, <c>H21.129</c> (Decision 20/2020/QĐ-TTg), or the older form with the root last,
/// <c>000.00.00.H56</c> (QCVN 102). Both are still in use.
/// </summary>
[JsonConverter(typeof(IdentifierConverter<AgencyIdentifier>))]
public readonly partial record struct AgencyIdentifier : IIdentifier<AgencyIdentifier>
{
    public const int MaxLength = 35;

    private readonly string? text;

    private AgencyIdentifier(string text) => this.text = text;

    /// <summary>Whether it is written in the older form, root last.</summary>
    public bool IsReversed => text is not null && char.IsAsciiDigit(text[0]);

    /// <summary>The ministry or province it belongs to, for example H56.</summary>
    public string Root => text is null ? "" : IsReversed ? text[^3..] : text[..3];

    public static bool TryParse(string? text, out AgencyIdentifier value, [NotNullWhen(false)] out Fault? fault) =>
        text is { Length: <= MaxLength } && (Form().IsMatch(text) || Reversed().IsMatch(text))
            ? Identifier.Accept(new AgencyIdentifier(text), out value, out fault)
            : Identifier.Refuse(
                FaultCodes.AgencyIdentifierMalformed,
                "Mã định danh cơ quan phải có dạng H21.129 hoặc 000.00.00.H56.",
                "An agency identifier looks like H21.129 or 000.00.00.H56.",
                out value,
                out fault);

    public static AgencyIdentifier Parse(string text) => Identifier.Parse<AgencyIdentifier>(text);

    public override string ToString() => text ?? "";

    [GeneratedRegex(@"\A[GH][0-9]{2}(\.[A-Z0-9]{1,8})*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();

    [GeneratedRegex(@"\A[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[GH][0-9]{2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Reversed();
}
