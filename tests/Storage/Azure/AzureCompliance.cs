using LienThong.Storage.Tests.Compliance;

namespace LienThong.Storage.Tests.Azure;

public sealed class CosmosDossierStoreTests : DossierStoreCompliance
{
    protected override Task<StorageUnderTest> OpenAsync() => AzureUnderTest.OpenAsync();
}

public sealed class CosmosDossierChangesTests : DossierChangesCompliance
{
    protected override Task<StorageUnderTest> OpenAsync() => AzureUnderTest.OpenAsync();
}

public sealed class CosmosDossierStoreModelTests : DossierStoreModelCompliance
{
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
