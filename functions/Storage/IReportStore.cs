namespace LienThong.Storage;

/// <summary>Reports as they were made, by name. What was written stands for good: a correction is another edition under another name.</summary>
/// <remarks>A name is 1 to 256 lower-case ASCII letters, digits, '-', '.' and '/', such as <c>2026-w47/1/national.json</c>. Every method throws
/// <see cref="StorageUnavailableException"/> or <see cref="StorageOverloadedException"/> when the store cannot answer.</remarks>
public interface IReportStore
{
    /// <summary>The most bytes of one file.</summary>
    const int MaxBytes = 16_000_000;

    /// <summary>Writes a file that is not there yet.</summary>
    /// <returns>False when a file of this name is there; it stays as it is.</returns>
    /// <exception cref="ArgumentException">It is larger than <see cref="MaxBytes"/>, or the name is not as above.</exception>
    Task<bool> TryAddAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation);

    /// <summary>A file, or null when there is none.</summary>
    Task<ReadOnlyMemory<byte>?> ReadAsync(string name, CancellationToken cancellation);

    /// <summary>The names of all files that begin with something, in ordinal order.</summary>
    /// <param name="prefix">"" for all.</param>
    IAsyncEnumerable<string> NamesAsync(string prefix, CancellationToken cancellation);
}
