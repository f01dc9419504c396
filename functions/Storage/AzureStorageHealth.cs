using LienThong.Storage.Blobs;
using LienThong.Storage.Cosmos;

namespace LienThong.Storage;

/// <summary>Writes a mark into Cosmos DB and among the records and reads both back; asks whether the reports are there.</summary>
internal sealed class AzureStorageHealth(CosmosStores cosmos, BlobItems records, BlobItems reports) : IStorageHealth
{
    // No record has this name.
    private const string Mark = "health";

    public Task CheckAsync(CancellationToken cancellation) =>
        Task.WhenAll(cosmos.CheckAsync(cancellation), CheckRecordsAsync(cancellation), reports.PropertiesAsync(Mark, cancellation));

    private async Task CheckRecordsAsync(CancellationToken cancellation)
    {
        var mark = "good"u8.ToArray();
        await records.TryUploadAsync(Mark, new MemoryStream(mark), "text/plain", TransferHash.Of(mark), conditions: null, cancellation);
        if (await records.PropertiesAsync(Mark, cancellation) is null)
        {
            throw new StorageUnavailableException("Blob Storage does not give back what was written.");
        }
    }
}
