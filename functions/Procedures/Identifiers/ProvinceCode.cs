using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Identifiers;

/// <summary>A province's code: 2 digits (Decision 19/2025/QĐ-TTg; never reused).</summary>
[JsonConverter(typeof(IdentifierConverter<ProvinceCode>))]
public readonly record struct ProvinceCode : IIdentifier<ProvinceCode>
{
    public const int Length = 2;

    private readonly string? text;

    private ProvinceCode(string text) => this.text = text;

    public static bool TryParse(string? text, out ProvinceCode value, [NotNullWhen(false)] out Fault? fault) =>
        Identifier.IsDigits(text, Length)
            ? Identifier.Accept(new ProvinceCode(text), out value, out fault)
            : Identifier.Refuse(
                FaultCodes.ProvinceCodeNot2Digits,
                "Mã tỉnh phải gồm đúng 2 chữ số.",
                "A province code is exactly 2 digits.",
                out value,
                out fault);

    public static ProvinceCode Parse(string text) => Identifier.Parse<ProvinceCode>(text);

    public override string ToString() => text ?? "";
}
