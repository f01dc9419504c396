using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Identifiers;

/// <summary>A personal identification number (số định danh cá nhân): 12 digits (Law on Identity 2023, art. 12).</summary>
[JsonConverter(typeof(IdentifierConverter<PersonalId>))]
public readonly record struct PersonalId : IIdentifier<PersonalId>
{
    public const int Length = 12;

    private readonly string? text;

    private PersonalId(string text) => this.text = text;

    public static bool TryParse(string? text, out PersonalId value, [NotNullWhen(false)] out Fault? fault) =>
        Identifier.IsDigits(text, Length)
            ? Identifier.Accept(new PersonalId(text), out value, out fault)
            : Identifier.Refuse(
                FaultCodes.PersonalIdNot12Digits,
                "Số định danh cá nhân phải gồm đúng 12 chữ số.",
                "A personal identification number is exactly 12 digits.",
                out value,
                out fault);

    public static PersonalId Parse(string text) => Identifier.Parse<PersonalId>(text);

    public override string ToString() => text ?? "";
}
