namespace LienThong.Storage;

/// <summary>
/// Digitised records, addressed by the SHA-256 of their bytes within a scope. The same bytes in two scopes are two
/// records: who may read one may not therefore read the other.
/// </summary>
/// <remarks>Every method throws <see cref="StorageUnavailableException"/> when the store cannot answer.</remarks>
public interface IRecordStore
{
    /// <summary>The most bytes of a record: 20 MiB.</summary>
    const long MaxLength = 20 * 1024 * 1024;

    /// <summary>Keeps a record; durable when the task completes. The same bytes again change nothing.</summary>
    /// <param name="content">Read once, from where it stands, and no further when it is refused; left open.</param>
    /// <exception cref="RecordRefusedException">It is empty, too large, or neither PDF, JPEG nor PNG by its bytes.</exception>
    Task<StoredRecord> PutAsync(RecordScope scope, Stream content, CancellationToken cancellation);

    /// <summary>
    /// Opens a record after its hash was verified; null when the scope has none of that hash (or the hash is not 64
    /// lower-case hexadecimal digits, which no record has).
    /// </summary>
    /// <exception cref="RecordCorruptException">The bytes are no longer those that were kept.</exception>
    Task<OpenRecord?> OpenAsync(RecordScope scope, string sha256, CancellationToken cancellation);

    /// <summary>Keeps a record of one scope in another too.</summary>
    /// <returns>False when the first scope has none of that hash.</returns>
    /// <exception cref="RecordCorruptException">The bytes are no longer those that were kept.</exception>
    Task<bool> CopyAsync(RecordScope from, RecordScope to, string sha256, CancellationToken cancellation);

    /// <summary>Whether a record is there, without reading it.</summary>
    Task<bool> ExistsAsync(RecordScope scope, string sha256, CancellationToken cancellation);
}
