using System.Buffers;
using System.Globalization;
using System.Text;
using LienThong.Procedures.Identifiers;

namespace LienThong.Storage;

/// <summary>Whose records these are: a partner's own, before they belong to a dossier, or a dossier's.</summary>
public sealed record RecordScope
{
    private const int MaxName = 200;

    // Refuses half a surrogate pair instead of making the same replacement of every one.
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private static readonly SearchValues<char> Plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    private RecordScope(string path) => Path = path;

    /// <summary>
    /// Where the records lie, relative to a store's root, the parts parted by '/'. Made of letters, digits, '-', '_' and
    /// inner dots alone, so it never leads out of the root; two scopes differ in it even where case is ignored.
    /// </summary>
    public string Path { get; }

    /// <summary>The records that a partner has sent ahead of a dossier.</summary>
    /// <exception cref="ArgumentException">The id is empty, not well-formed UTF-16, or too long for a folder's name.</exception>
    public static RecordScope Inbox(string partner)
    {
        ArgumentException.ThrowIfNullOrEmpty(partner);
        return new($"inbox/{Name(partner)}");
    }

    /// <summary>The records of a dossier.</summary>
    /// <exception cref="ArgumentException">The code is empty.</exception>
    public static RecordScope Dossier(DossierCode code) => code == default
        ? throw new ArgumentException("The code is empty.", nameof(code))
        : new($"dossiers/{code.Unit}/{code.Day}/{code.Number}");

    /// <summary>The path.</summary>
    public override string ToString() => Path;

    // Partner ids come from any identity provider: whatever is not plain becomes _XX, byte by byte, so that no two ids
    // meet in one folder and none is a name with a meaning of its own.
    private static string Name(string partner)
    {
        var name = new StringBuilder(partner.Length);
        foreach (var b in Strict.GetBytes(partner))
        {
            _ = Plain.Contains((char)b) ? name.Append((char)b) : name.Append(CultureInfo.InvariantCulture, $"_{b:x2}");
        }

        return name.Length <= MaxName
            ? name.ToString()
            : throw new ArgumentException($"The partner id makes a folder name of more than {MaxName} characters.", nameof(partner));
    }
}
