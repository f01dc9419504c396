using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Identifiers;

/// <summary>A health facility's code: 5 digits (Decision 384/QĐ-BYT of 2019).</summary>
[JsonConverter(typeof(IdentifierConverter<FacilityCode>))]
public readonly record struct FacilityCode : IIdentifier<FacilityCode>
{
    public const int Length = 5;

    private readonly string? text;

    private FacilityCode(string text) => this.text = text;

    public static bool TryParse(string? text, out FacilityCode value, [NotNullWhen(false)] out Fault? fault) =>
        Identifier.IsDigits(text, Length)
            ? Identifier.Accept(new FacilityCode(text), out value, out fault)
            : Identifier.Refuse(
                FaultCodes.FacilityCodeNot5Digits,
                "Mã cơ sở khám bệnh, chữa bệnh phải gồm đúng 5 chữ số.",
                "A health facility code is exactly 5 digits.",
                out value,
                out fault);

    public static FacilityCode Parse(string text) => Identifier.Parse<FacilityCode>(text);

    public override string ToString() => text ?? "";
}
