using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Identifiers;

/// <summary>A social insurance number (mã số BHXH): 10 digits, one for life.</summary>
[JsonConverter(typeof(IdentifierConverter<SocialInsuranceNumber>))]
public readonly record struct SocialInsuranceNumber : IIdentifier<SocialInsuranceNumber>
{
    public const int Length = 10;

    private readonly string? text;

    private SocialInsuranceNumber(string text) => this.text = text;

    public static bool TryParse(string? text, out SocialInsuranceNumber value, [NotNullWhen(false)] out Fault? fault) =>
        Identifier.IsDigits(text, Length)
            ? Identifier.Accept(new SocialInsuranceNumber(text), out value, out fault)
            : Identifier.Refuse(
                FaultCodes.SocialInsuranceNumberNot10Digits,
                "Mã số bảo hiểm xã hội phải gồm đúng 10 chữ số.",
                "A social insurance number is exactly 10 digits.",
                out value,
                out fault);

    public static SocialInsuranceNumber Parse(string text) => Identifier.Parse<SocialInsuranceNumber>(text);

    public override string ToString() => text ?? "";
}
