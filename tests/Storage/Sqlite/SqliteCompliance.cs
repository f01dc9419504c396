using LienThong.Storage.Tests.Compliance;

namespace LienThong.Storage.Tests.Sqlite;

public sealed class SqliteDossierStoreTests : DossierStoreCompliance
{
    protected override Task<StorageUnderTest> OpenAsync() => SqliteUnderTest.OpenAsync();
}

public sealed class SqliteDossierChangesTests : DossierChangesCompliance
{
    protected override Task<StorageUnderTest> OpenAsync() => SqliteUnderTest.OpenAsync();
}

public sealed class SqliteDossierStoreModelTests : DossierStoreModelCompliance
{
    protected override Task<StorageUnderTest> OpenAsync() => SqliteUnderTest.OpenAsync();
}

public sealed class SqliteWorklistStoreTests : WorklistStoreCompliance
{
    protected override Task<StorageUnderTest> OpenAsync() => SqliteUnderTest.OpenAsync();
}

public sealed class SqliteNoticeStoreTests : NoticeStoreCompliance
{
    protected override Task<StorageUnderTest> OpenAsync() => SqliteUnderTest.OpenAsync();
}

public sealed class SqliteIdempotencyStoreTests : IdempotencyStoreCompliance
{
    protected override Task<StorageUnderTest> OpenAsync() => SqliteUnderTest.OpenAsync();
}

public sealed class SqliteClaimStoreTests : ClaimStoreCompliance
{
    protected override Task<StorageUnderTest> OpenAsync() => SqliteUnderTest.OpenAsync();
}

public sealed class SqliteWatchStoreTests : WatchStoreCompliance
{
    protected override Task<StorageUnderTest> OpenAsync() => SqliteUnderTest.OpenAsync();
}

public sealed class SqlitePersonRecordStoreTests : PersonRecordStoreCompliance
{
    protected override Task<StorageUnderTest> OpenAsync() => SqliteUnderTest.OpenAsync();
}

public sealed class FileRecordStoreComplianceTests : RecordStoreCompliance
{
    protected override Task<StorageUnderTest> OpenAsync() => SqliteUnderTest.OpenAsync();
}

public sealed class SqliteStorageHealthTests : StorageHealthCompliance
{
    protected override Task<StorageUnderTest> OpenAsync() => SqliteUnderTest.OpenAsync();
}

public sealed class SqliteAuditLogTests : AuditLogCompliance
{
    protected override Task<StorageUnderTest> OpenAsync() => SqliteUnderTest.OpenAsync();
}

public sealed class SqliteAliasStoreTests : AliasStoreCompliance
{
    protected override Task<StorageUnderTest> OpenAsync() => SqliteUnderTest.OpenAsync();
}

public sealed class SqliteFigureStoreTests : FigureStoreCompliance
{
    protected override Task<StorageUnderTest> OpenAsync() => SqliteUnderTest.OpenAsync();
}

public sealed class SqliteFactStoreTests : FactStoreCompliance
{
    protected override Task<StorageUnderTest> OpenAsync() => SqliteUnderTest.OpenAsync();
}

public sealed class FileReportStoreTests : ReportStoreCompliance
{
    protected override Task<StorageUnderTest> OpenAsync() => SqliteUnderTest.OpenAsync();
}
