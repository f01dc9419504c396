using System.Net;
using Azure;
using Azure.Identity;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Extensions.Logging;

namespace LienThong.Storage.Blobs;

/// <summary>
/// Records as blobs, named by their scope and their hash, with their media type and no metadata. A record is checked in a temporary
/// file on both ways: nothing goes up that is not whole and good, and nothing is handed out whose hash is another.
/// </summary>
internal sealed partial class BlobRecordStore(BlobContainerClient container, ILogger log) : IRecordStore
{
    // One request a record: then the blob is written whole or not at all, and the service keeps and checks its MD5.
    private static readonly StorageTransferOptions InOneRequest = new()
    {
        InitialTransferSize = IRecordStore.MaxLength,
        MaximumTransferSize = IRecordStore.MaxLength,
    };

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
        return StoredRecord.IsHash(sha256)
            && await CallAsync("exists", () => BlobOf(scope, sha256).ExistsAsync(cancellation), cancellation);
    }

    /// <summary>Makes the container if it is missing: for emulators and stand-ins, where nothing else does.</summary>
    public Task CreateAsync(CancellationToken cancellation) =>
        CallAsync("create", () => container.CreateIfNotExistsAsync(cancellationToken: cancellation)!, cancellation);

    /// <summary>Writes a blob and reads it back.</summary>
    /// <exception cref="StorageUnavailableException">That did not work.</exception>
    public async Task CheckAsync(CancellationToken cancellation)
    {
        // Checks may run side by side: another's mark is as good a sign as one's own.
        var blob = container.GetBlockBlobClient("health/mark");
        var mark = BinaryData.FromString(Guid.NewGuid().ToString());
        await CallAsync("check", () => blob.UploadAsync(mark.ToStream(), cancellationToken: cancellation), cancellation);
        var read = await CallAsync("check", () => blob.DownloadContentAsync(cancellation), cancellation);
        if (read.Content.ToMemory().Length != mark.ToMemory().Length)
        {
            throw new StorageUnavailableException("Blob Storage does not give back what was written.");
        }
    }

    private async Task UploadAsync(RecordScope scope, SpooledRecord record, CancellationToken cancellation)
    {
        var blob = BlobOf(scope, record.Record.Sha256);
        if (await TryUploadAsync(blob, record, new BlobRequestConditions { IfNoneMatch = Azure.ETag.All }, cancellation))
        {
            return;
        }

        // The same name is the same content, unless what stands there has become corrupt: then this mends it.
        var stands = await CallAsync("properties", () => blob.GetPropertiesAsync(cancellationToken: cancellation), cancellation);
        if (stands.ContentLength != record.Record.Length || stands.ContentHash?.AsSpan().SequenceEqual(record.Md5) != true)
        {
            await TryUploadAsync(blob, record, new BlobRequestConditions { IfMatch = stands.ETag }, cancellation);
        }
    }

    /// <returns>False when the condition does not hold.</returns>
    private async Task<bool> TryUploadAsync(
        BlockBlobClient blob, SpooledRecord record, BlobRequestConditions conditions, CancellationToken cancellation)
    {
        record.Content.Position = 0;
        var options = new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = record.Record.Type.MediaType(), ContentHash = record.Md5 },
            Conditions = conditions,
            TransferOptions = InOneRequest,
            TransferValidation = new UploadTransferValidationOptions { ChecksumAlgorithm = StorageChecksumAlgorithm.MD5 },
        };
        try
        {
            await CallAsync("upload", () => blob.UploadAsync(record.Content, options, cancellation), cancellation);
            return true;
        }
        catch (StorageUnavailableException e) when (e.InnerException is RequestFailedException
            { Status: (int)HttpStatusCode.Conflict or (int)HttpStatusCode.PreconditionFailed })
        {
            return false;
        }
    }

    private async Task<SpooledRecord?> DownloadAsync(RecordScope scope, string sha256, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(sha256);
        if (!StoredRecord.IsHash(sha256))
        {
            return null;
        }

        SpooledRecord record;
        try
        {
            record = await CallAsync(
                "download",
                async () =>
                {
                    var response = await BlobOf(scope, sha256).DownloadStreamingAsync(cancellationToken: cancellation);
                    await using var content = response.Value.Content;
                    return Response.FromValue(await SpooledRecord.ReadAsync(content, cancellation), response.GetRawResponse());
                },
                cancellation);
        }
        catch (StorageUnavailableException e) when (e.InnerException is RequestFailedException { ErrorCode: nameof(BlobErrorCode.BlobNotFound) })
        {
            return null;
        }
        catch (RecordRefusedException)
        {
            throw new RecordCorruptException(scope, sha256);
        }

        if (record.Record.Sha256 == sha256)
        {
            return record;
        }

        await record.DisposeAsync();
        throw new RecordCorruptException(scope, sha256);
    }

    private async Task<T> CallAsync<T>(string operation, Func<Task<Response<T>>> call, CancellationToken cancellation)
    {
        try
        {
            var response = await call();
            Answered(log, operation, response.GetRawResponse()?.Status ?? 0);
            return response.Value;
        }
        catch (RequestFailedException e)
        {
            Answered(log, operation, e.Status);
            throw e.Status is (int)HttpStatusCode.TooManyRequests || e.ErrorCode == nameof(BlobErrorCode.ServerBusy)
                ? new StorageOverloadedException("Blob Storage is asked for more than it gives.")
                : new StorageUnavailableException($"Blob Storage has answered {e.Status} {e.ErrorCode} to {operation}.", e);
        }
        catch (Exception e) when (e is AggregateException or IOException or AuthenticationFailedException
            || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new StorageUnavailableException($"Blob Storage does not answer to {operation}.", e);
        }
    }

    private BlockBlobClient BlobOf(RecordScope scope, string sha256) => container.GetBlockBlobClient($"{scope.Path}/{sha256}");

    [LoggerMessage(Level = LogLevel.Debug, Message = "Blob Storage: {Operation} ended with {Status}.")]
    private static partial void Answered(ILogger log, string operation, int status);
}
