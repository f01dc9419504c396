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
    private AzureStorage(CosmosStores cosmos, BlobItems records, IRecordLinks links, BlobItems reports)
    {
        _cosmos = cosmos;
        Records = new BlobRecordStore(records);
        RecordLinks = links;
        Reports = new BlobReportStore(reports);
        Health = new AzureStorageHealth(cosmos, records, reports);
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

    /// <summary>What each dossier counts for.</summary>
    public IFigureStore Figures => _cosmos.Figures;

    /// <summary>Facts for reports.</summary>
    public IFactStore Facts => _cosmos.Facts;

    /// <summary>Reports as they were made.</summary>
    public IReportStore Reports { get; }

    /// <summary>The digitised records.</summary>
    public IRecordStore Records { get; }

    /// <summary>Links to them.</summary>
    public IRecordLinks RecordLinks { get; }

    /// <summary>Whether all of this works.</summary>
    public IStorageHealth Health { get; }

    /// <summary>Opens the stores that the settings name. On this machine what is missing is made; on Azure all of it has to be there.</summary>
    /// <param name="settings">Where they are.</param>
    /// <param name="credential">The app's identity; not used with connection strings.</param>
    /// <param name="time">The clock by which links end, and by which who waits for changes looks again.</param>
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
            ? OpenAsync(CosmosStores.Connect(settings.Cosmos), new BlobServiceClient(settings.Blobs, blobs), new Names(), create: true, time, log, cancellation)
            : OpenAsync(CosmosStores.Connect(new Uri(settings.Cosmos), credential), new BlobServiceClient(new Uri(settings.Blobs), credential, blobs), new Names(), create: false, time, log, cancellation);
    }

    /// <summary>With names of their own: for tests.</summary>
    internal static async Task<AzureStorage> OpenAsync(
        CosmosClient cosmos, BlobServiceClient blobs, Names names, bool create, TimeProvider time, ILogger log, CancellationToken cancellation)
    {
        var items = new CosmosStores(cosmos, names.Database, time, log);
        var container = blobs.GetBlobContainerClient(names.Records);
        var records = new BlobItems(container, log);
        var reports = new BlobItems(blobs.GetBlobContainerClient(names.Reports), log);
        if (create)
        {
            await items.CreateAsync(cancellation);
            await records.CreateAsync(cancellation);
            await reports.CreateAsync(cancellation);
        }

        return new AzureStorage(items, records, new BlobRecordLinks(blobs, container, records, time), reports);
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _cosmos.Dispose();

    /// <summary>What the database and the blob containers are called.</summary>
    internal sealed record Names(string Database = AzureLayout.Database, string Records = AzureLayout.Records, string Reports = AzureLayout.Reports);
}
