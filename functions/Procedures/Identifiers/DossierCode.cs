using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Identifiers;

/// <summary>
/// A dossier's number: the receiving unit's identifier, the day, the number in that day, as in
/// <c>G22.99.08-260921-896048</c>. Partners write the day as yyMMdd or yyyyMMdd and the number in 4 to 8 digits, so the
/// form is taken as wide as it is seen in use.
/// </summary>
[JsonConverter(typeof(IdentifierConverter<DossierCode>))]
public readonly partial record struct DossierCode : IIdentifier<DossierCode>
{
    public const int MaxLength = 64;

    private readonly string? text;

    private DossierCode(string text) => this.text = text;

    /// <summary>The receiving unit's identifier as it stands in the code.</summary>
    public string Unit => Part(0);

    /// <summary>The digits of the day, yyMMdd or yyyyMMdd.</summary>
    public string Day => Part(1);

    /// <summary>The digits of the number in that day.</summary>
    public string Number => Part(2);

    /// <summary>The code of the <paramref name="number"/>-th dossier that a unit receives on a day: yyMMdd, 6 digits or more.</summary>
    /// <param name="unit">The receiving unit.</param>
    /// <param name="day">The day in Vietnam.</param>
    /// <param name="number">From 1, at most 8 digits.</param>
    public static DossierCode For(AgencyIdentifier unit, DateOnly day, int number) =>
        Parse(string.Create(CultureInfo.InvariantCulture, $"{unit}-{day:yyMMdd}-{number:D6}"));

    public static bool TryParse(string? text, out DossierCode value, [NotNullWhen(false)] out Fault? fault) =>
        text is { Length: <= MaxLength } && Form().IsMatch(text)
            ? Identifier.Accept(new DossierCode(text), out value, out fault)
            : Identifier.Refuse(
                FaultCodes.DossierCodeMalformed,
                "Mã hồ sơ phải có dạng H21.129-250812-0035 (mã đơn vị, ngày, số thứ tự).",
                "A dossier code looks like H21.129-250812-0035 (unit, day, number).",
                out value,
                out fault);

    public static DossierCode Parse(string text) => Identifier.Parse<DossierCode>(text);

    public override string ToString() => text ?? "";

    private string Part(int index) => text is null ? "" : text.Split('-')[index];

    [GeneratedRegex(
        @"\A[A-Z0-9]+(\.[A-Z0-9]+)*-([0-9]{6}|[0-9]{8})-[0-9]{4,8}\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
