using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Identifiers;

/// <summary>
/// A health insurance card's code (mã thẻ BHYT): 15 characters, group (2 letters), benefit (1 digit), province
/// (2 digits), social insurance number (10 digits); Decision 1351/QĐ-BHXH of 2015. A child under six has group TE.
/// </summary>
[JsonConverter(typeof(IdentifierConverter<HealthInsuranceCardCode>))]
public readonly record struct HealthInsuranceCardCode : IIdentifier<HealthInsuranceCardCode>
{
    public const int Length = 15;

    private readonly string? text;

    private HealthInsuranceCardCode(string text) => this.text = text;

    /// <summary>The two letters of the insured group, for example TE for a child under six.</summary>
    public string Group => ToString()[..2];

    /// <summary>The digit of the benefit level.</summary>
    public int Benefit => ToString()[2] - '0';

    /// <summary>The province digits of the card. They keep the numbering of their time of issue.</summary>
    public string Province => ToString()[3..5];

    /// <summary>The insured person's social insurance number.</summary>
    public SocialInsuranceNumber Number => SocialInsuranceNumber.Parse(ToString()[5..]);

    public static bool TryParse(string? text, out HealthInsuranceCardCode value, [NotNullWhen(false)] out Fault? fault) =>
        text is { Length: Length }
        && char.IsAsciiLetterUpper(text[0]) && char.IsAsciiLetterUpper(text[1]) && Identifier.IsDigits(text.AsSpan(2))
        && text.AsSpan(5).ContainsAnyExcept('0')
            ? Identifier.Accept(new HealthInsuranceCardCode(text), out value, out fault)
            : Identifier.Refuse(
                FaultCodes.HealthInsuranceCardCodeMalformed,
                "Mã thẻ bảo hiểm y tế phải gồm 2 chữ cái in hoa và 13 chữ số, trong đó 10 chữ số cuối không cùng là 0.",
                "A health insurance card code is 2 capital letters and 13 digits, the last 10 not all zero.",
                out value,
                out fault);

    public static HealthInsuranceCardCode Parse(string text) => Identifier.Parse<HealthInsuranceCardCode>(text);

    public override string ToString() => text ?? "";
}
