using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace LienThong.App.Errands;

/// <summary>What another system says, made fit to be kept in a dossier and shown to an operator: one line of at most
/// <see cref="Longest"/> characters, without control and formatting characters, mail addresses, and runs of digits as long as a
/// person's, a phone's or an insurance number. A name in it cannot be told from other words.</summary>
internal static partial class PartnerText
{
    /// <summary>The most characters that are kept.</summary>
    public const int Longest = 500;

    private const string Hidden = "[…]";

    /// <summary>The texts as one; empty when nothing of them is left.</summary>
    public static string Clean(IEnumerable<string> texts)
    {
        var line = new StringBuilder();
        foreach (var rune in string.Join("; ", texts).EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune) && !IsUnprintable(rune))
            {
                line.Append(rune);
            }
            else if (line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }
        }

        return Begin(Personal().Replace(line.ToString(), Hidden)).Trim();
    }

    // Never in the middle of a character.
    private static string Begin(string text) =>
        text.Length <= Longest ? text : text[..(char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest)];

    private static bool IsUnprintable(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format;

    [GeneratedRegex(@"\d{9,}|[^\s@]{1,64}@[^\s@]{1,255}", RegexOptions.CultureInvariant)]
    private static partial Regex Personal();
}
