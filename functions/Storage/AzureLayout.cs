using LienThong.Storage.Cosmos;

namespace LienThong.Storage;

/// <summary>
/// Every name that the stores on Azure go by: settings, database, containers with their partition keys and indexes. What makes
/// them (infra/bicep on Azure, the tests against a stand-in) and what uses them agree because of this file.
/// </summary>
public static class AzureLayout
{
    /// <summary>The setting with a connection string of Cosmos DB: for an emulator or a stand-in on this machine only.</summary>
    public const string CosmosConnection = "CosmosDb";

    /// <summary>The setting with the account's address, entered by the app's own identity: <c>CosmosDb__accountEndpoint</c>, as the
    /// change feed trigger reads it too.</summary>
    public const string CosmosEndpoint = $"{CosmosConnection}:accountEndpoint";

    /// <summary>The setting with a connection string of Blob Storage: for an emulator or a stand-in on this machine only.</summary>
    public const string BlobConnection = "BlobStorage";

    /// <summary>The setting with the service's address, entered by the app's own identity: <c>BlobStorage__blobServiceUri</c>.</summary>
    public const string BlobEndpoint = $"{BlobConnection}:blobServiceUri";

    /// <summary>The database.</summary>
    public const string Database = "lienthong";

    /// <summary>The blob container of digitised records, without public access.</summary>
    public const string Records = "records";

    /// <summary>The blob container of reports, without public access.</summary>
    public const string Reports = "reports";

    /// <summary>The dossiers: id and partition key are the code.</summary>
    public static CosmosContainer Dossiers { get; } = new("dossiers", "/code", []);

    /// <summary>The worklists, one partition an agency. Removals end by themselves.</summary>
    public static CosmosContainer Worklists { get; } = new("worklists", "/agency", ["/agency/?", "/position/?", "/entry/status/?", "/entry/overdue/?"]) { Expires = true };

    /// <summary>The open dossiers. Removals end by themselves.</summary>
    public static CosmosContainer Watch { get; } = new("watch", "/id", ["/nextWake/?", "/changedAt/?"]) { Expires = true };

    /// <summary>Who was first with a fingerprint.</summary>
    public static CosmosContainer Claims { get; } = new("claims", "/id", []);

    /// <summary>The hospitals' notices.</summary>
    public static CosmosContainer Notices { get; } = new("notices", "/id", ["/notice/kind/?", "/notice/likeness/?", "/notice/receivedAt/?"]);

    /// <summary>The requests that may be repeated.</summary>
    public static CosmosContainer Idempotency { get; } = new("idempotency", "/id", ["/at/?"]);

    /// <summary>Which dossiers hold records of a person, one partition a person.</summary>
    public static CosmosContainer PersonRecords { get; } = new("person-records", "/person", ["/person/?", "/newest/?"]);

    /// <summary>Under which keys dossiers are found, one partition a key.</summary>
    public static CosmosContainer Aliases { get; } = new("aliases", "/key", ["/key/?"]);

    /// <summary>The audit log, one partition a day.</summary>
    public static CosmosContainer Audit { get; } = new("audit", "/day", ["/day/?", "/until/?", "/dossiers/[]/?", "/partners/[]/?"]);

    /// <summary>What each dossier counts for, one partition a province.</summary>
    public static CosmosContainer Figures { get; } = new("figures", "/province", ["/province/?", "/days/[]/?", "/filedOn/?", "/endedOn/?"]);

    /// <summary>The days of which figures have changed, one partition a province.</summary>
    public static CosmosContainer ChangedDays { get; } = new("changed-days", "/province", []);

    /// <summary>The facts that reports are made of.</summary>
    public static CosmosContainer Facts { get; } = new("facts", "/partition", ["/partition/?"]);

    /// <summary>What the health check writes and reads back.</summary>
    public static CosmosContainer Health { get; } = new("health", "/id", []);

    /// <summary>How far the change feed trigger has read. The stores do not touch it.</summary>
    public static CosmosContainer Leases { get; } = new("leases", "/id", ["/*"]);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<CosmosContainer> Containers { get; } =
        [Dossiers, Worklists, Watch, Claims, Notices, Idempotency, PersonRecords, Aliases, Audit, Figures, ChangedDays, Facts, Health, Leases];
}
