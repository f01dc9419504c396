namespace LienThong.Storage;

/// <summary>
/// Facts for reports as documents that the store does not look into: what sources stated, and what was added up of it and of
/// dossiers. A document has a partition and a key; create and replace-if-match are the only writes.
/// </summary>
/// <remarks>Partitions and keys are 1 to 256 ASCII letters, digits, '-', '.', '_' and ':'. Every method throws
/// <see cref="StorageUnavailableException"/> or <see cref="StorageOverloadedException"/> when the store cannot answer.</remarks>
public interface IFactStore
{
    /// <summary>The most bytes of one document.</summary>
    const int MaxBytes = 1_500_000;

    /// <summary>A document, or null when there is none.</summary>
    Task<FactDocument?> ReadAsync(string partition, string key, CancellationToken cancellation);

    /// <summary>The documents of a partition from one key to another, both inclusive, in the ordinal order of their keys.</summary>
    IAsyncEnumerable<FactDocument> ReadRangeAsync(string partition, string from, string to, CancellationToken cancellation);

    /// <summary>Writes a document that is not there yet.</summary>
    /// <returns>False when there is one of this partition and key.</returns>
    /// <exception cref="ArgumentException">It is larger than <see cref="MaxBytes"/>, or partition or key are not as above.</exception>
    Task<bool> TryCreateAsync(string partition, string key, ReadOnlyMemory<byte> content, CancellationToken cancellation);

    /// <summary>Replaces a document that stands as it was read.</summary>
    /// <returns>False when it was written since, or is not there.</returns>
    /// <exception cref="ArgumentException">It is larger than <see cref="MaxBytes"/>, or partition or key are not as above.</exception>
    Task<bool> TryReplaceAsync(string partition, string key, ReadOnlyMemory<byte> content, ETag etag, CancellationToken cancellation);
}
