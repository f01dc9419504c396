using Azure.Storage.Blobs.Models;

namespace LienThong.Storage.Blobs;

/// <summary>
/// Records as blobs, named by their scope and their hash, with their media type and no metadata. A record is checked in a temporary
/// file on both ways: nothing goes up that is not whole and good, and nothing is handed out whose hash is another.
/// </summary>
internal sealed class BlobRecordStore(BlobItems blobs) : IRecordStore
{
    public async Task<StoredRecord> PutAsync(RecordScope scope, Stream content, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(content);
        await using var record = await SpooledRecord.ReadAsync(content, cancellation);
        await UploadAsync(scope, record, cancellation);
        return record.Record;
    }

    public async Task<OpenRecord?> OpenAsync(RecordScope scope, string sha256, CancellationToken cancellation) =>
        await DownloadAsync(scope, sha256, cancellation) is { } record ? new(record.Record, record.Content) : null;

    public async Task<bool> CopyAsync(RecordScope from, RecordScope to, string sha256, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(to);
        await using var record = await DownloadAsync(from, sha256, cancellation);
        if (record is null)
        {
            return false;
        }

        await UploadAsync(to, record, cancellation);
        return true;
    }

    public async Task<bool> ExistsAsync(RecordScope scope, string sha256, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(sha256);
        return StoredRecord.IsHash(sha256) && await blobs.PropertiesAsync(NameOf(scope, sha256), cancellation) is not null;
    }

    private async Task UploadAsync(RecordScope scope, SpooledRecord record, CancellationToken cancellation)
    {
        var name = NameOf(scope, record.Record.Sha256);
        while (!await TryUploadAsync(name, record, new BlobRequestConditions { IfNoneMatch = Azure.ETag.All }, cancellation))
        {
            // The same name is the same content, unless what stands there has become corrupt: then this mends it.
            if (await blobs.PropertiesAsync(name, cancellation) is { } stands
                && ((stands.ContentLength == record.Record.Length && stands.ContentHash?.AsSpan().SequenceEqual(record.Md5) == true)
                    || await TryUploadAsync(name, record, new BlobRequestConditions { IfMatch = stands.ETag }, cancellation)))
            {
                return;
            }
        }
    }

    private Task<bool> TryUploadAsync(string name, SpooledRecord record, BlobRequestConditions conditions, CancellationToken cancellation) =>
        blobs.TryUploadAsync(name, record.Content, record.Record.Type.MediaType(), record.Md5, conditions, cancellation);

    private async Task<SpooledRecord?> DownloadAsync(RecordScope scope, string sha256, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(sha256);
        if (!StoredRecord.IsHash(sha256))
        {
            return null;
        }

        SpooledRecord? record;
        try
        {
            record = await blobs.ReadAsync(NameOf(scope, sha256), blob => SpooledRecord.ReadAsync(blob.Content, cancellation), cancellation);
        }
        catch (RecordRefusedException)
        {
            throw new RecordCorruptException(scope, sha256);
        }

        if (record is null || record.Record.Sha256 == sha256)
        {
            return record;
        }

        await record.DisposeAsync();
        throw new RecordCorruptException(scope, sha256);
    }

    /// <summary>The name of a record's blob.</summary>
    public static string NameOf(RecordScope scope, string sha256) => $"{scope.Path}/{sha256}";
}
