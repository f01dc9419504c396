using System.Buffers;
using System.Security.Cryptography;

namespace LienThong.Storage;

/// <summary>Taking in a record: read once, some bytes at a time, checked and hashed on the way.</summary>
internal static class Reception
{
    private const int BufferSize = 128 * 1024;

    /// <summary>Hands the bytes on as they come.</summary>
    /// <param name="content">Read once, from where it stands, and no further when it is refused; what it throws goes to the caller.</param>
    /// <param name="keep">Keeps bytes at a place; the array is used again when its task completes.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <exception cref="RecordRefusedException">It is empty, too large, or neither PDF, JPEG nor PNG by its bytes.</exception>
    public static async Task<StoredRecord> ReadAsync(
        Stream content, Func<ReadOnlyMemory<byte>, long, ValueTask> keep, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            RecordType? type = null;
            var length = 0L;
            while (true)
            {
                // Filled before it is looked at, so that the type is known from the first one.
                var read = await content.ReadAtLeastAsync(buffer.AsMemory(0, BufferSize), BufferSize, throwOnEndOfStream: false, cancellation);
                if (read == 0)
                {
                    break;
                }

                type ??= RecordTypes.Sniff(buffer.AsSpan(0, read)) ?? throw new RecordRefusedException(RecordRefusedException.TypeUnknown);
                if (length + read > IRecordStore.MaxLength)
                {
                    throw new RecordRefusedException(RecordRefusedException.TooLarge);
                }

                hash.AppendData(buffer, 0, read);
                await keep(buffer.AsMemory(0, read), length);
                length += read;
            }

            return new(
                Convert.ToHexStringLower(hash.GetHashAndReset()),
                type ?? throw new RecordRefusedException(RecordRefusedException.Empty),
                length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
