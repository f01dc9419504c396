using System.Text;

namespace LienThong.Procedures.Identifiers;

/// <summary>
/// A number by which some system knows a dossier, made fit for comparing. The systems write one number in several ways: the unit
/// in the older form with the root last (<c>000.00.00.H29</c>) or in today's (<c>H29</c>), the day as yyMMdd or yyyyMMdd, the
/// running number with or without leading zeros, letters in either case, any dash, spaces.
/// </summary>
public static class DossierNumber
{
    /// <summary>The most characters of a number.</summary>
    public const int MaxLength = DossierCode.MaxLength;

    /// <summary>What all writings of a number have in common: of a dossier code <c>unit-yyMMdd-number</c> with four digits or more,
    /// which is a dossier code too; of any other number its letters, digits and signs in upper case.</summary>
    public static string Normal(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plain = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormKC))
        {
            if (!char.IsWhiteSpace(c))
            {
                plain.Append(char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.DashPunctuation ? '-' : char.ToUpperInvariant(c));
            }
        }

        var number = plain.ToString();
        return DossierCode.TryParse(number, out var code, out _)
            ? $"{UnitOf(code.Unit)}-{(code.Day.Length == 8 ? code.Day[2..] : code.Day)}-{code.Number.TrimStart('0').PadLeft(4, '0')}"
            : number;
    }

    // 000.12.07.H29 is H29.07.12 (QCVN 102 and Decision 20/2020): read from the root, without the levels that are not used.
    private static string UnitOf(string unit) => AgencyIdentifier.TryParse(unit, out var identifier, out _) && identifier.IsReversed
        ? string.Join('.', unit.Split('.').Reverse().Where(level => level.Any(c => c != '0')))
        : unit;
}
