using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Identifiers;

/// <summary>A commune's code: 5 digits (Decision 19/2025/QĐ-TTg; stable, never reused).</summary>
[JsonConverter(typeof(IdentifierConverter<CommuneCode>))]
public readonly record struct CommuneCode : IIdentifier<CommuneCode>
{
    public const int Length = 5;

    private readonly string? text;

    private CommuneCode(string text) => this.text = text;

    public static bool TryParse(string? text, out CommuneCode value, [NotNullWhen(false)] out Fault? fault) =>
        Identifier.IsDigits(text, Length)
            ? Identifier.Accept(new CommuneCode(text), out value, out fault)
            : Identifier.Refuse(
                FaultCodes.CommuneCodeNot5Digits,
                "Mã xã phải gồm đúng 5 chữ số.",
                "A commune code is exactly 5 digits.",
                out value,
                out fault);

    public static CommuneCode Parse(string text) => Identifier.Parse<CommuneCode>(text);

    public override string ToString() => text ?? "";
}
