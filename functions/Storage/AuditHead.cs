using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace LienThong.Storage;

/// <summary>How far a day's chain has come.</summary>
/// <param name="Day">The day in Vietnam.</param>
/// <param name="Count">How many entries it has: the number of its last one.</param>
/// <param name="Hash">The hash of its last entry.</param>
public sealed record AuditHead(DateOnly Day, long Count, string Hash)
{
    /// <summary>The head as it is printed, and as the next day's first entry names it: <c>2026-11-22 1234 9f86…</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Day:yyyy-MM-dd} {Count} {Hash}");

    /// <summary>Reads a printed head.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out AuditHead? head)
    {
        head = text?.Split(' ') is [var day, var count, { Length: 64 } hash]
            && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed)
            && long.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number > 0
            && hash.All(char.IsAsciiHexDigitLower)
                ? new AuditHead(parsed, number, hash)
                : null;
        return head is not null;
    }
}
