using Azure.Storage.Blobs.Models;
using LienThong.Storage.Blobs;

namespace LienThong.Storage.Tests.Azure;

/// <summary>What lies in Blob Storage, and what becomes of it when it is no longer what was kept.</summary>
public sealed class BlobRecordStoreTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly RecordScope Inbox = RecordScope.Inbox("portal");

    private AzureUnderTest _azure = null!;

    private IRecordStore Store => _azure.Records;

    public async Task InitializeAsync() => _azure = await AzureUnderTest.OpenBothAsync();

    public async Task DisposeAsync() => await _azure.DisposeAsync();

    [Fact]
    public async Task Put_Record_IsABlobNamedByItsHashWithTypeAndMd5AndNoMetadata()
    {
        var stored = await Store.PutAsync(RecordScope.Dossier(Samples.Code(1)), new MemoryStream(RecordBytes.Png()), None);

        var name = $"dossiers/G22.99.08/260907/000001/{stored.Sha256}";
        BlobProperties blob = await _azure.RecordBlobs.GetBlobClient(name).GetPropertiesAsync();
        Assert.Equal("image/png", blob.ContentType);
        Assert.Equal(TransferHash.Of(RecordBytes.Png()), blob.ContentHash);
        Assert.Empty(blob.Metadata);
    }

    [Fact]
    public async Task Put_RecordThatIsThere_IsNotWrittenAgain()
    {
        var stored = await Store.PutAsync(Inbox, new MemoryStream(RecordBytes.Pdf()), None);
        BlobProperties before = await BlobOf(stored).GetPropertiesAsync();

        await Store.PutAsync(Inbox, new MemoryStream(RecordBytes.Pdf()), None);

        BlobProperties after = await BlobOf(stored).GetPropertiesAsync();
        Assert.Equal(before.ETag, after.ETag);
    }

    [Fact]
    public async Task Open_OneBitFlipped_IsCorruptAndMendedByTheNextPut()
    {
        var bytes = RecordBytes.Pdf(300_000);
        var stored = await Store.PutAsync(Inbox, new MemoryStream(bytes), None);
        var flipped = (byte[])bytes.Clone();
        flipped[200_000] ^= 1;
        await BlobOf(stored).UploadAsync(new MemoryStream(flipped), overwrite: true);

        var corrupt = await Assert.ThrowsAsync<RecordCorruptException>(() => Store.OpenAsync(Inbox, stored.Sha256, None));
        Assert.Equal((Inbox, stored.Sha256), (corrupt.Scope, corrupt.Sha256));
        await Assert.ThrowsAsync<RecordCorruptException>(() => Store.CopyAsync(Inbox, RecordScope.Dossier(Samples.Code(1)), stored.Sha256, None));

        await Store.PutAsync(Inbox, new MemoryStream(bytes), None);
        await using var open = await Store.OpenAsync(Inbox, stored.Sha256, None);
        Assert.Equal(stored, open!.Record);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1999)]
    [InlineData(2001)]
    [InlineData((int)IRecordStore.MaxLength + 1)]
    public async Task Open_OtherLength_IsCorrupt(int length)
    {
        var stored = await Store.PutAsync(Inbox, new MemoryStream(RecordBytes.Pdf()), None);
        await BlobOf(stored).UploadAsync(new MemoryStream(RecordBytes.Pdf(length)), overwrite: true);

        await Assert.ThrowsAsync<RecordCorruptException>(() => Store.OpenAsync(Inbox, stored.Sha256, None));
    }

    [Fact]
    public async Task Read_ReportWhoseHashIsAnother_IsNotHandedOut()
    {
        await _azure.Reports.TryAddAsync("2026-w47/1/01.json", "{}"u8.ToArray(), None);
        await _azure.ReportBlobs.GetBlobClient("2026-w47/1/01.json").SetHttpHeadersAsync(new BlobHttpHeaders { ContentHash = TransferHash.Of("[]"u8) });

        await Assert.ThrowsAsync<StorageUnavailableException>(() => _azure.Reports.ReadAsync("2026-w47/1/01.json", None));
    }

    private global::Azure.Storage.Blobs.BlobClient BlobOf(StoredRecord stored) => _azure.RecordBlobs.GetBlobClient($"inbox/portal/{stored.Sha256}");
}
