using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Azure.Storage.Sas;

namespace LienThong.Storage.Blobs;

/// <summary>Links with a shared access signature: by a key of the app's identity on Azure, by the account's key with a connection
/// string.</summary>
internal sealed class BlobRecordLinks(BlobServiceClient service, BlobContainerClient container, BlobItems blobs, TimeProvider time) : IRecordLinks
{
    // Clocks differ: a link is good at once wherever it is used.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    public async Task<RecordLink?> LinkAsync(RecordScope scope, string sha256, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(sha256);
        if (!StoredRecord.IsHash(sha256) || await blobs.PropertiesAsync(BlobRecordStore.NameOf(scope, sha256), cancellation) is null)
        {
            return null;
        }

        var now = time.GetUtcNow();
        var until = now + IRecordLinks.Life;
        var blob = container.GetBlockBlobClient(BlobRecordStore.NameOf(scope, sha256));
        var wanted = new BlobSasBuilder(BlobSasPermissions.Read, until)
        {
            BlobContainerName = container.Name,
            BlobName = blob.Name,
            Resource = "b",
            StartsOn = now - Skew,
            Protocol = container.Uri.IsLoopback ? SasProtocol.HttpsAndHttp : SasProtocol.Https,
            ContentDisposition = "attachment",
            CacheControl = "no-store",
        };
        if (blob.CanGenerateSasUri)
        {
            return new(blob.GenerateSasUri(wanted), until);
        }

        var key = await blobs.CallAsync("sign", () => service.GetUserDelegationKeyAsync(wanted.StartsOn, until, cancellation)!, cancellation);
        return new(new BlobUriBuilder(blob.Uri) { Sas = wanted.ToSasQueryParameters(key, service.AccountName) }.ToUri(), until);
    }
}
