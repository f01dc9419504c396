using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LienThong.Storage;

/// <summary>How the entries of a day hang together.</summary>
public static class AuditChain
{
    /// <summary>The hash of an entry: SHA-256 over its day, number, predecessor and content, as 64 lower-case hexadecimal digits.</summary>
    public static string HashOf(DateOnly day, long number, string previous, string content) => Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd}\n{number}\n{previous}\n{content}"))));

    /// <summary>Links acts on to a day's chain.</summary>
    /// <param name="day">The day.</param>
    /// <param name="head">Its head; null when it has none yet.</param>
    /// <param name="before">With the first entries of a day: the head of the last day before that has entries, if there is one.</param>
    /// <param name="contents">The acts, as <see cref="AuditAct.ToContent"/> writes them.</param>
    public static IReadOnlyList<AuditEntry> Link(DateOnly day, AuditHead? head, AuditHead? before, IReadOnlyList<string> contents)
    {
        ArgumentNullException.ThrowIfNull(contents);
        var (number, previous) = head is null ? (0, before?.ToString() ?? "") : (head.Count, head.Hash);
        var entries = new List<AuditEntry>(contents.Count);
        foreach (var content in contents)
        {
            var hash = HashOf(day, ++number, previous, content);
            entries.Add(new AuditEntry(day, number, content, previous, hash));
            previous = hash;
        }

        return entries;
    }

    /// <summary>The head of a day after an append.</summary>
    public static AuditHead HeadAfter(IReadOnlyList<AuditEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        return new(entries[^1].Day, entries[^1].Number, entries[^1].Hash);
    }

    /// <exception cref="ArgumentException">The entries are none, too many, of several days or not numbered on from the head.</exception>
    internal static void CheckNumbers(AuditHead? head, IReadOnlyList<AuditEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        Bounds.Count(entries.Count, IAuditLog.MaxBatch);
        var day = head?.Day ?? entries[0].Day;
        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i].Day != day || entries[i].Number != (head?.Count ?? 0) + 1 + i)
            {
                throw new ArgumentException("Entries of one append are of one day and numbered on from its head.", nameof(entries));
            }
        }
    }
}
