using Azure.Core;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging;

namespace LienThong.Storage.Cosmos;

/// <summary>Every store that lies in Cosmos DB, in the containers of <see cref="AzureLayout"/>.</summary>
internal sealed class CosmosStores(CosmosClient client, string database, TimeProvider time, ILogger log) : IDisposable
{
    public IDossierStore Dossiers { get; } = new CosmosDossierStore(Items(client, database, AzureLayout.Dossiers, log), time);

    public IWorklistStore Worklists { get; } = new CosmosWorklistStore(Projected(client, database, AzureLayout.Worklists, log));

    public INoticeStore Notices { get; } = new CosmosNoticeStore(Items(client, database, AzureLayout.Notices, log));

    public IIdempotencyStore Idempotency { get; } = new CosmosIdempotencyStore(Items(client, database, AzureLayout.Idempotency, log));

    public IClaimStore Claims { get; } = new CosmosClaimStore(Items(client, database, AzureLayout.Claims, log));

    public IWatchStore Watch { get; } = new CosmosWatchStore(Projected(client, database, AzureLayout.Watch, log));

    public IPersonRecordStore PersonRecords { get; } = new CosmosPersonRecordStore(Projected(client, database, AzureLayout.PersonRecords, log));

    public IAliasStore Aliases { get; } = new CosmosAliasStore(Projected(client, database, AzureLayout.Aliases, log));

    public IFigureStore Figures { get; } = new CosmosFigureStore(
        Items(client, database, AzureLayout.Figures, log), Items(client, database, AzureLayout.ChangedDays, log));

    public IFactStore Facts { get; } = new CosmosFactStore(Items(client, database, AzureLayout.Facts, log));

    public IAuditLog Audit { get; } = new CosmosAuditLog(Items(client, database, AzureLayout.Audit, log));

    private CosmosItems Health { get; } = Items(client, database, AzureLayout.Health, log);

    /// <summary>By the app's identity.</summary>
    public static CosmosClient Connect(Uri account, TokenCredential credential) => new(account.ToString(), credential, Options());

    /// <summary>By a connection string, to what is one address and no account: it is asked for no others.</summary>
    /// <param name="connection">The connection string.</param>
    /// <param name="between">For tests: what stands between the SDK and Cosmos DB.</param>
    public static CosmosClient Connect(string connection, HttpMessageHandler? between = null)
    {
        var options = Options();
        options.LimitToEndpoint = true;
        options.HttpClientFactory = between is null ? null : () => new HttpClient(between, disposeHandler: false);
        return new(connection, options);
    }

    /// <summary>Makes the database and the containers that are missing: for emulators and stand-ins, where nothing else does.</summary>
    /// <exception cref="StorageUnavailableException">That did not work.</exception>
    public async Task CreateAsync(CancellationToken cancellation)
    {
        try
        {
            Database made = await client.CreateDatabaseIfNotExistsAsync(database, cancellationToken: cancellation);
            foreach (var container in AzureLayout.Containers)
            {
                await made.CreateContainerIfNotExistsAsync(Properties(container), cancellationToken: cancellation);
            }
        }
        catch (Exception e) when (e is CosmosException or HttpRequestException)
        {
            throw new StorageUnavailableException(
                $"storage.no-cosmos: Cosmos DB tại {client.Endpoint} không trả lời hoặc trả lời sai. Cosmos DB at {client.Endpoint} does not answer, or not as it should.", e);
        }
    }

    /// <summary>Writes a mark and reads one back.</summary>
    /// <exception cref="StorageUnavailableException">That did not work.</exception>
    public async Task CheckAsync(CancellationToken cancellation)
    {
        // Checks may run side by side: another's mark is as good a sign as one's own, no mark is none.
        const string id = "mark";
        await Health.PutAsync(new Mark(id, Guid.NewGuid().ToString()), id, cancellation);
        if (await Health.ReadAsync<Mark>(id, id, cancellation) is null)
        {
            throw new StorageUnavailableException("Cosmos DB does not give back what was written.");
        }
    }

    public void Dispose() => client.Dispose();

    // Gateway: one port, which closed networks let through, and the way that the tests take too.
    private static CosmosClientOptions Options() => new()
    {
        ApplicationName = "LienThong",
        ConnectionMode = ConnectionMode.Gateway,
        RequestTimeout = TimeSpan.FromSeconds(10),
        // Being throttled is waited out this long, then told: who called knows better whether to wait on.
        MaxRetryAttemptsOnRateLimitedRequests = 5,
        MaxRetryWaitTimeOnRateLimitedRequests = TimeSpan.FromSeconds(5),
        UseSystemTextJsonSerializerWithOptions = CosmosJson.Options,
    };

    // A projection follows a little later in any case: its reads cost half when they need not wait for every replica. Its writes are
    // conditional, so what was read too early is read again.
    private static CosmosItems Projected(CosmosClient client, string database, CosmosContainer container, ILogger log) =>
        new(client.GetContainer(database, container.Name), log, ConsistencyLevel.Session);

    private static CosmosItems Items(CosmosClient client, string database, CosmosContainer container, ILogger log) =>
        new(client.GetContainer(database, container.Name), log);

    private static ContainerProperties Properties(CosmosContainer container)
    {
        var properties = new ContainerProperties(container.Name, container.PartitionKey) { DefaultTimeToLive = container.Expires ? -1 : null };
        foreach (var path in container.Indexed)
        {
            properties.IndexingPolicy.IncludedPaths.Add(new IncludedPath { Path = path });
        }

        if (!container.Indexed.Contains("/*"))
        {
            properties.IndexingPolicy.ExcludedPaths.Add(new ExcludedPath { Path = "/*" });
        }

        return properties;
    }

    private sealed record Mark(string Id, string Value);
}
