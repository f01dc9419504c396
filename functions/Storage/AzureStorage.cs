using Azure.Core;
using Azure.Storage.Blobs;
using LienThong.Storage.Blobs;
using LienThong.Storage.Cosmos;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging;

namespace LienThong.Storage;

/// <summary>Everything that is kept, on Azure: items in Cosmos DB, records in Blob Storage.</summary>
public sealed class AzureStorage : IDisposable
{
    private readonly CosmosStores _cosmos;
    private readonly BlobRecordStore _records;

    private AzureStorage(CosmosStores cosmos, BlobRecordStore records)
    {
        (_cosmos, _records) = (cosmos, records);
        Health = new BothHealthy(this);
    }

    /// <summary>The dossiers.</summary>
    public IDossierStore Dossiers => _cosmos.Dossiers;

    /// <summary>The agencies' worklists.</summary>
    public IWorklistStore Worklists => _cosmos.Worklists;

    /// <summary>The hospitals' notices.</summary>
    public INoticeStore Notices => _cosmos.Notices;

    /// <summary>The requests that may be repeated.</summary>
    public IIdempotencyStore Idempotency => _cosmos.Idempotency;

    /// <summary>Who was first with a fingerprint.</summary>
    public IClaimStore Claims => _cosmos.Claims;

    /// <summary>The open dossiers.</summary>
    public IWatchStore Watch => _cosmos.Watch;

    /// <summary>Which dossiers hold records of a person.</summary>
    public IPersonRecordStore PersonRecords => _cosmos.PersonRecords;

    /// <summary>The numbers under which dossiers are found.</summary>
    public IAliasStore Aliases => _cosmos.Aliases;

    /// <summary>Who did what.</summary>
    public IAuditLog Audit => _cosmos.Audit;

    /// <summary>The digitised records.</summary>
    public IRecordStore Records => _records;

    /// <summary>Whether all of this works.</summary>
    public IStorageHealth Health { get; }

    /// <summary>Opens the stores that the settings name. On this machine what is missing is made; on Azure all of it has to be there.</summary>
    /// <param name="settings">Where they are.</param>
    /// <param name="credential">The app's identity; not used with connection strings.</param>
    /// <param name="time">The clock by which who waits for changes looks again.</param>
    /// <param name="log">Takes what each operation cost.</param>
    /// <param name="cancellation">Stops the making.</param>
    /// <exception cref="StorageUnavailableException">They do not answer.</exception>
    public static Task<AzureStorage> OpenAsync(
        AzureStorageSettings settings, TokenCredential credential, TimeProvider time, ILogger<AzureStorage> log, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var blobs = new BlobClientOptions();
        blobs.Retry.NetworkTimeout = TimeSpan.FromSeconds(30);
        return settings.IsLocal
            ? OpenAsync(CosmosStores.Connect(settings.Cosmos), new BlobServiceClient(settings.Blobs, blobs), AzureLayout.Database, AzureLayout.Records, create: true, time, log, cancellation)
            : OpenAsync(CosmosStores.Connect(new Uri(settings.Cosmos), credential), new BlobServiceClient(new Uri(settings.Blobs), credential, blobs), AzureLayout.Database, AzureLayout.Records, create: false, time, log, cancellation);
    }

    /// <summary>With names of their own: for tests.</summary>
    internal static async Task<AzureStorage> OpenAsync(
        CosmosClient cosmos, BlobServiceClient blobs, string database, string records, bool create, TimeProvider time, ILogger log, CancellationToken cancellation)
    {
        var storage = new AzureStorage(new CosmosStores(cosmos, database, time, log), new BlobRecordStore(blobs.GetBlobContainerClient(records), log));
        if (create)
        {
            await storage._cosmos.CreateAsync(cancellation);
            await storage._records.CreateAsync(cancellation);
        }

        return storage;
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _cosmos.Dispose();

    private sealed class BothHealthy(AzureStorage storage) : IStorageHealth
    {
        public Task CheckAsync(CancellationToken cancellation) =>
            Task.WhenAll(storage._cosmos.CheckAsync(cancellation), storage._records.CheckAsync(cancellation));
    }
}
