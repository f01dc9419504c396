using System.Buffers;

namespace LienThong.Storage;

/// <summary>A record that is kept.</summary>
/// <param name="Sha256">The SHA-256 of its bytes: 64 lower-case hexadecimal digits.</param>
/// <param name="Type">What its bytes say that it is.</param>
/// <param name="Length">Its bytes.</param>
public sealed record StoredRecord(string Sha256, RecordType Type, long Length)
{
    private const int HashLength = 64;

    private static readonly SearchValues<char> HashDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>Whether a text has the form of a record's hash; no record has any other.</summary>
    internal static bool IsHash(string text) => text.Length == HashLength && !text.AsSpan().ContainsAnyExcept(HashDigits);
}
