namespace LienThong.Storage;

/// <summary>A record open for reading. Its hash was verified; dispose of it when done.</summary>
/// <param name="record">What it is.</param>
/// <param name="content">Its bytes from the first one on, seekable.</param>
public sealed class OpenRecord(StoredRecord record, Stream content) : IAsyncDisposable
{
    /// <summary>What it is.</summary>
    public StoredRecord Record => record;

    /// <summary>Its bytes from the first one on, seekable.</summary>
    public Stream Content => content;

    /// <inheritdoc />
    public ValueTask DisposeAsync() => content.DisposeAsync();
}
