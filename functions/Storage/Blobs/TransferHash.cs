using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace LienThong.Storage.Blobs;

/// <summary>The hash by which Blob Storage checks what was transferred: against accidents, not against anybody.</summary>
internal static class TransferHash
{
    /// <summary>The MD5 of bytes.</summary>
    [SuppressMessage("Security", "CA5351", Justification = "It is what the service checks; a record's own hash is SHA-256.")]
    public static byte[] Of(ReadOnlySpan<byte> bytes) => MD5.HashData(bytes);
}
