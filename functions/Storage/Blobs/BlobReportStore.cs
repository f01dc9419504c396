using Azure.Storage.Blobs.Models;

namespace LienThong.Storage.Blobs;

/// <summary>Reports as blobs, under their own names.</summary>
internal sealed class BlobReportStore(BlobItems blobs) : IReportStore
{
    public async Task<bool> TryAddAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        Bounds.Report(name, content);
        using var stream = BinaryData.FromBytes(content).ToStream();
        return await blobs.TryUploadAsync(
            name, stream, "application/octet-stream", TransferHash.Of(content.Span), new BlobRequestConditions { IfNoneMatch = Azure.ETag.All }, cancellation);
    }

    public async Task<ReadOnlyMemory<byte>?> ReadAsync(string name, CancellationToken cancellation)
    {
        Bounds.ReportName(name);
        return await blobs.ReadAsync<ReadOnlyMemory<byte>?>(
            name,
            async blob =>
            {
                var content = new byte[blob.Details.ContentLength];
                await blob.Content.ReadExactlyAsync(content, cancellation);
                return TransferHash.Of(content).AsSpan().SequenceEqual(blob.Details.ContentHash)
                    ? content.AsMemory()
                    : throw new StorageUnavailableException($"Report {name} no longer has the bytes that were kept.");
            },
            cancellation);
    }

    public IAsyncEnumerable<string> NamesAsync(string prefix, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        return blobs.NamesAsync(prefix, cancellation);
    }
}
