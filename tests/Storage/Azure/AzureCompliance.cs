using LienThong.Storage.Tests.Compliance;

namespace LienThong.Storage.Tests.Azure;

// Where a suite counts on the speed of a disk, a network gets less to do.

public sealed class CosmosDossierStoreTests : DossierStoreCompliance
{
    protected override int Writers => 4;

    protected override Task<StorageUnderTest> OpenAsync() => AzureUnderTest.OpenAsync();
}

public sealed class CosmosDossierChangesTests : DossierChangesCompliance
{
    protected override Task<StorageUnderTest> OpenAsync() => AzureUnderTest.OpenAsync();
}

public sealed class CosmosDossierStoreModelTests : DossierStoreModelCompliance
{
    protected override int Lists => 40;

    protected override Task<StorageUnderTest> OpenAsync() => AzureUnderTest.OpenAsync();
}

public sealed class CosmosWorklistStoreTests : WorklistStoreCompliance
{
    protected override Task<StorageUnderTest> OpenAsync() => AzureUnderTest.OpenAsync();
}

public sealed class CosmosNoticeStoreTests : NoticeStoreCompliance
{
    protected override Task<StorageUnderTest> OpenAsync() => AzureUnderTest.OpenAsync();
}

public sealed class CosmosIdempotencyStoreTests : IdempotencyStoreCompliance
{
    protected override Task<StorageUnderTest> OpenAsync() => AzureUnderTest.OpenAsync();
}

public sealed class CosmosClaimStoreTests : ClaimStoreCompliance
{
    protected override Task<StorageUnderTest> OpenAsync() => AzureUnderTest.OpenAsync();
}

public sealed class CosmosWatchStoreTests : WatchStoreCompliance
{
    protected override Task<StorageUnderTest> OpenAsync() => AzureUnderTest.OpenAsync();
}

public sealed class CosmosPersonRecordStoreTests : PersonRecordStoreCompliance
{
    protected override Task<StorageUnderTest> OpenAsync() => AzureUnderTest.OpenAsync();
}

public sealed class BlobRecordStoreComplianceTests : RecordStoreCompliance
{
    protected override Task<StorageUnderTest> OpenAsync() => AzureUnderTest.OpenAsync();
}

public sealed class AzureStorageHealthTests : StorageHealthCompliance
{
    protected override Task<StorageUnderTest> OpenAsync() => AzureUnderTest.OpenAsync();
}

public sealed class CosmosAuditLogTests : AuditLogCompliance
{
    protected override Task<StorageUnderTest> OpenAsync() => AzureUnderTest.OpenAsync();
}

public sealed class CosmosAliasStoreTests : AliasStoreCompliance
{
    protected override Task<StorageUnderTest> OpenAsync() => AzureUnderTest.OpenAsync();
}

public sealed class CosmosFigureStoreTests : FigureStoreCompliance
{
    protected override int Many => 1200;

    protected override Task<StorageUnderTest> OpenAsync() => AzureUnderTest.OpenAsync();
}

public sealed class CosmosFactStoreTests : FactStoreCompliance
{
    protected override Task<StorageUnderTest> OpenAsync() => AzureUnderTest.OpenAsync();
}

public sealed class BlobReportStoreTests : ReportStoreCompliance
{
    protected override Task<StorageUnderTest> OpenAsync() => AzureUnderTest.OpenAsync();
}
