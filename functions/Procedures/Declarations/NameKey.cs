using System.Text;

namespace LienThong.Procedures.Declarations;

/// <summary>
/// A person's name made fit for comparing. Two spellings of one name get the same key: letters in either case, composed or
/// decomposed Unicode, the tone mark on either vowel of a pair (Hòa and Hoà), any run of spaces. Names that sound alike but
/// differ in letter or tone (Hoa, Hòa, Hoá) keep different keys.
/// </summary>
public static class NameKey
{
    // Every vowel with its five toned forms: grave, acute, hook above, tilde, dot below.
    private static readonly string[] Vowels =
    [
        "aàáảãạ", "ăằắẳẵặ", "âầấẩẫậ", "eèéẻẽẹ", "êềếểễệ", "iìíỉĩị",
        "oòóỏõọ", "ôồốổỗộ", "ơờớởỡợ", "uùúủũụ", "ưừứửữự", "yỳýỷỹỵ",
    ];

    private const string CombiningTones = "\u0300\u0301\u0309\u0303\u0323";

    private static readonly Dictionary<char, (char Letter, int Tone)> Toned = Vowels
        .SelectMany(forms => forms.Select((form, tone) => (form, forms[0], tone)))
        .ToDictionary(entry => entry.form, entry => (entry.Item2, entry.tone));

    // Breve, circumflex, horn behind a plain letter.
    private static readonly Dictionary<(char Letter, char Mark), char> Marked = new()
    {
        [('a', '\u0306')] = 'ă', [('a', '\u0302')] = 'â', [('e', '\u0302')] = 'ê',
        [('o', '\u0302')] = 'ô', [('o', '\u031B')] = 'ơ', [('u', '\u031B')] = 'ư',
    };

    /// <summary>The key of a name: words of lower-case letters, each with its tone's number behind it, one space between.</summary>
    public static string Of(string name)
    {
        var key = new StringBuilder(name.Length + 8);
        foreach (var word in name.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (key.Length > 0)
            {
                key.Append(' ');
            }

            var tone = 0;
            foreach (var c in word)
            {
                if (Toned.TryGetValue(c, out var vowel))
                {
                    key.Append(vowel.Letter);
                    tone = Math.Max(tone, vowel.Tone);
                }
                else if (CombiningTones.IndexOf(c, StringComparison.Ordinal) is >= 0 and var at)
                {
                    tone = Math.Max(tone, at + 1);
                }
                else if (key.Length > 0 && Marked.TryGetValue((key[^1], c), out var letter))
                {
                    key[^1] = letter;
                }
                else
                {
                    key.Append(c);
                }
            }

            if (tone > 0)
            {
                key.Append((char)('0' + tone));
            }
        }

        return key.ToString();
    }

    /// <summary>Whether two names are the same but for spelling.</summary>
    public static bool AreSame(string first, string second) => Of(first) == Of(second);
}
