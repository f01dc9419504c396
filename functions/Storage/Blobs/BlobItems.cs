using System.Net;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Identity;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Extensions.Logging;

namespace LienThong.Storage.Blobs;

/// <summary>The blobs of one container. What the stores can go on from comes as a value; all else comes as the exceptions that every
/// provider throws. How each operation ended is written to the log; names are not.</summary>
internal sealed partial class BlobItems(BlobContainerClient container, ILogger log)
{
    // Each part is held in memory while it is sent; the blob is there when the last one is.
    private const int PartSize = 2 * 1024 * 1024;

    private static readonly StorageTransferOptions InParts = new()
    {
        InitialTransferSize = PartSize,
        MaximumTransferSize = PartSize,
        MaximumConcurrency = 1,
    };

    /// <summary>Makes the container if it is missing: for emulators and stand-ins, where nothing else does.</summary>
    public Task CreateAsync(CancellationToken cancellation) =>
        CallAsync("make", () => container.CreateIfNotExistsAsync(cancellationToken: cancellation)!, cancellation);

    /// <summary>Writes a blob, whole or not at all.</summary>
    /// <param name="content">Seekable; read from its beginning.</param>
    /// <param name="md5">The MD5 of the bytes, kept beside them. What is sent is checked by the service, part by part.</param>
    /// <returns>False when <paramref name="conditions"/> do not hold.</returns>
    public async Task<bool> TryUploadAsync(
        string name, Stream content, string mediaType, byte[] md5, BlobRequestConditions? conditions, CancellationToken cancellation)
    {
        content.Position = 0;
        var options = new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = mediaType, ContentHash = md5 },
            Conditions = conditions,
            TransferOptions = InParts,
            TransferValidation = new UploadTransferValidationOptions { ChecksumAlgorithm = StorageChecksumAlgorithm.MD5 },
        };
        try
        {
            await CallAsync("upload", () => container.GetBlockBlobClient(name).UploadAsync(content, options, cancellation), cancellation);
            return true;
        }
        catch (StorageUnavailableException e) when (e.InnerException is RequestFailedException
            { Status: (int)HttpStatusCode.Conflict or (int)HttpStatusCode.PreconditionFailed })
        {
            return false;
        }
    }

    /// <summary>Reads a blob as it comes; the default when there is none.</summary>
    /// <param name="read">What becomes of its bytes; what it throws goes to the caller.</param>
    public async Task<T?> ReadAsync<T>(string name, Func<BlobDownloadStreamingResult, Task<T>> read, CancellationToken cancellation)
    {
        try
        {
            return await CallAsync(
                "download",
                async () =>
                {
                    var response = await container.GetBlockBlobClient(name).DownloadStreamingAsync(cancellationToken: cancellation);
                    using var result = response.Value;
                    return Response.FromValue(await read(result), response.GetRawResponse());
                },
                cancellation);
        }
        catch (StorageUnavailableException e) when (IsMissing(e))
        {
            return default;
        }
    }

    /// <summary>What is known of a blob; null when there is none.</summary>
    public async Task<BlobProperties?> PropertiesAsync(string name, CancellationToken cancellation)
    {
        try
        {
            return await CallAsync("look", () => container.GetBlockBlobClient(name).GetPropertiesAsync(cancellationToken: cancellation), cancellation);
        }
        catch (StorageUnavailableException e) when (IsMissing(e))
        {
            return null;
        }
    }

    /// <summary>The names that begin with something, in ordinal order.</summary>
    public async IAsyncEnumerable<string> NamesAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var pages = container.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellation).AsPages().GetAsyncEnumerator(cancellation);
        while (await CallAsync(
            "list", async () => await pages.MoveNextAsync() ? Response.FromValue(true, pages.Current.GetRawResponse()) : null, cancellation))
        {
            foreach (var blob in pages.Current.Values)
            {
                yield return blob.Name;
            }
        }
    }

    /// <summary>Calls the service; its faults become those of every provider.</summary>
    public async Task<T?> CallAsync<T>(string operation, Func<Task<Response<T>?>> call, CancellationToken cancellation)
    {
        try
        {
            var response = await call();
            Answered(log, operation, container.Name, response?.GetRawResponse().Status ?? 0);
            return response is null ? default : response.Value;
        }
        catch (RequestFailedException e)
        {
            Answered(log, operation, container.Name, e.Status);
            throw e.Status is (int)HttpStatusCode.TooManyRequests || e.ErrorCode == nameof(BlobErrorCode.ServerBusy)
                ? new StorageOverloadedException($"Blob Storage is asked for more than it gives in {container.Name}.")
                : new StorageUnavailableException($"Blob Storage has answered {e.Status} {e.ErrorCode} to {operation} in {container.Name}.", e);
        }
        catch (Exception e) when (e is AggregateException or IOException or AuthenticationFailedException
            || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new StorageUnavailableException($"Blob Storage does not answer to {operation} in {container.Name}.", e);
        }
    }

    private static bool IsMissing(StorageUnavailableException e) =>
        e.InnerException is RequestFailedException { Status: (int)HttpStatusCode.NotFound, ErrorCode: null or "" or nameof(BlobErrorCode.BlobNotFound) };

    [LoggerMessage(Level = LogLevel.Debug, Message = "Blob Storage: {Operation} in {Container} ended with {Status}.")]
    private static partial void Answered(ILogger log, string operation, string container, int status);
}
