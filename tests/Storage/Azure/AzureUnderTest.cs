using Azure.Storage.Blobs;
using LienThong.StandIns;
using LienThong.Storage.Cosmos;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LienThong.Storage.Tests.Azure;

/// <summary>
/// Cosmos DB and Blob Storage, with a database and a container of its own: in the stand-ins, or where LIENTHONG_TEST_COSMOS and
/// LIENTHONG_TEST_BLOBS (connection strings) say.
/// </summary>
public sealed class AzureUnderTest : StorageUnderTest
{
    // One of each for all tests; they end with the tests.
    private static readonly Lazy<Task<StandIn>> Cosmos = new(StandIn.StartCosmosAsync);
    private static readonly Lazy<Task<StandIn>> Blobs = new(StandIn.StartBlobsAsync);

    private readonly string _name = $"t{Guid.NewGuid():n}";
    private string ReportsName => $"{_name}-reports";

    private CosmosClient _client = null!;
    private BlobServiceClient _blobs = null!;
    private AzureStorage _storage = null!;

    private readonly HttpMessageHandler? _between;
    private readonly ILogger _log;

    private AzureUnderTest(HttpMessageHandler? between, ILogger log) => (_between, _log) = (between, log);

    public override IDossierStore Dossiers => _storage.Dossiers;

    public override IWorklistStore Worklists => _storage.Worklists;

    public override INoticeStore Notices => _storage.Notices;

    public override IIdempotencyStore Idempotency => _storage.Idempotency;

    public override IClaimStore Claims => _storage.Claims;

    public override IWatchStore Watch => _storage.Watch;

    public override IPersonRecordStore PersonRecords => _storage.PersonRecords;

    public override IAliasStore Aliases => _storage.Aliases;

    public override IFigureStore Figures => _storage.Figures;

    public override IFactStore Facts => _storage.Facts;

    public override IReportStore Reports => _storage.Reports;

    public override IRecordStore Records => _storage.Records;

    public override IStorageHealth Health => _storage.Health;

    public override IAuditLog Audit => _storage.Audit;

    internal IRecordLinks RecordLinks => _storage.RecordLinks;

    /// <summary>The records' container, to do behind the store's back what must not happen.</summary>
    internal BlobContainerClient RecordBlobs => _blobs.GetBlobContainerClient(_name);

    /// <summary>The reports', likewise.</summary>
    internal BlobContainerClient ReportBlobs => _blobs.GetBlobContainerClient(ReportsName);

    /// <summary>The database, likewise.</summary>
    internal Database Database => _client.GetDatabase(_name);

    public static async Task<StorageUnderTest> OpenAsync() => await OpenBothAsync();

    /// <param name="between">What stands between the SDK and Cosmos DB.</param>
    /// <param name="log">Takes what the stores log.</param>
    internal static async Task<AzureUnderTest> OpenBothAsync(HttpMessageHandler? between = null, ILogger? log = null)
    {
        var opened = new AzureUnderTest(between, log ?? NullLogger.Instance);
        await opened.OpenAsync(create: true);
        return opened;
    }

    public override async Task ReopenAsync()
    {
        _storage.Dispose();
        await OpenAsync(create: false);
    }

    public override async ValueTask DisposeAsync()
    {
        await Database.DeleteAsync();
        await RecordBlobs.DeleteAsync();
        await ReportBlobs.DeleteAsync();
        _storage.Dispose();
    }

    private async Task OpenAsync(bool create)
    {
        _client = CosmosStores.Connect(Environment.GetEnvironmentVariable("LIENTHONG_TEST_COSMOS") ?? (await Cosmos.Value).Cosmos, _between);
        _blobs = new BlobServiceClient(Environment.GetEnvironmentVariable("LIENTHONG_TEST_BLOBS") ?? (await Blobs.Value).Blobs);
        _storage = await AzureStorage.OpenAsync(_client, _blobs, new(_name, _name, ReportsName), create, Time, _log, CancellationToken.None);
    }
}
