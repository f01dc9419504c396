using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Identifiers;

/// <summary>
/// A personal identification number (số định danh cá nhân): 12 digits (Law on Identity 2023, art. 12). The meaning of its
/// parts is no longer law (Decree 70/2024 dropped it), so that it is good for warnings only.
/// </summary>
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

    /// <summary>
    /// What does not fit the practice of Decree 137/2015, art. 13: the fourth digit tells century and sex (1900s 0 and 1,
    /// 2000s 2 and 3, and so on; odd is female), the next two the year of birth. For the reader's eye, never a refusal.
    /// </summary>
    /// <param name="birthDate">The person's date of birth, when known.</param>
    /// <param name="isFemale">The person's sex, when known and determined.</param>
    public IReadOnlyList<Fault> Warnings(PartialDate? birthDate, bool? isFemale)
    {
        if (text is null)
        {
            return [];
        }

        var warnings = new List<Fault>();
        var century = text[3] - '0';
        var year = 1900 + (century / 2 * 100) + int.Parse(text.AsSpan(4, 2), CultureInfo.InvariantCulture);
        if (birthDate is { } date && date.Year != year)
        {
            warnings.Add(new(
                FaultCodes.PersonalIdDoesNotFit,
                "",
                $"Số định danh thường mang năm sinh {year}, khác với năm sinh đã khai {date.Year}.",
                $"Such a number usually means year of birth {year}, not {date.Year} as declared."));
        }

        if (isFemale is { } female && female != (century % 2 == 1))
        {
            warnings.Add(new(
                FaultCodes.PersonalIdDoesNotFit,
                "",
                "Số định danh thường mang giới tính khác với giới tính đã khai.",
                "Such a number usually means the other sex than declared."));
        }

        return warnings;
    }

    public override string ToString() => text ?? "";
}
