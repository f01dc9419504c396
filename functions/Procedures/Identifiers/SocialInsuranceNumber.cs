using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Identifiers;

/// <summary>
/// A social insurance number (mã số BHXH): 10 digits, one for life. Hospitals write ten zeros for a person who has none
/// (Circular 22/2025/TT-BYT, Form 01); here such a number is left out.
/// </summary>
[JsonConverter(typeof(IdentifierConverter<SocialInsuranceNumber>))]
public readonly record struct SocialInsuranceNumber : IIdentifier<SocialInsuranceNumber>
{
    public const int Length = 10;

    private readonly string? text;

    private SocialInsuranceNumber(string text) => this.text = text;

    public static bool TryParse(string? text, out SocialInsuranceNumber value, [NotNullWhen(false)] out Fault? fault)
    {
        if (!Identifier.IsDigits(text, Length))
        {
            return Identifier.Refuse(
                FaultCodes.SocialInsuranceNumberNot10Digits,
                "Mã số bảo hiểm xã hội phải gồm đúng 10 chữ số.",
                "A social insurance number is exactly 10 digits.",
                out value,
                out fault);
        }

        return text.AsSpan().ContainsAnyExcept('0')
            ? Identifier.Accept(new SocialInsuranceNumber(text), out value, out fault)
            : Identifier.Refuse(
                FaultCodes.SocialInsuranceNumberAllZeros,
                "Mười chữ số 0 nghĩa là chưa có mã số bảo hiểm xã hội; hãy để trống trường này.",
                "Ten zeros mean that there is no social insurance number; leave the field out.",
                out value,
                out fault);
    }

    public static SocialInsuranceNumber Parse(string text) => Identifier.Parse<SocialInsuranceNumber>(text);

    public override string ToString() => text ?? "";
}
