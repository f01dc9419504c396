namespace LienThong.Storage.Tests.Azure;

/// <summary>How much memory a record costs on its way, counted as everything that is allocated meanwhile: so nothing else runs.</summary>
[Collection(nameof(Alone))]
public sealed class RecordMemoryTests
{
    private const long Bound = 8 * 1024 * 1024;

    [Fact]
    public async Task PutAndOpen_TwentyMebibytes_CostLessThanEight()
    {
        await using var azure = await AzureUnderTest.OpenBothAsync();
        var scope = RecordScope.Inbox("portal");
        var record = RecordBytes.Pdf((int)IRecordStore.MaxLength);
        var buffer = new byte[64 * 1024];
        await azure.Records.PutAsync(scope, new MemoryStream(RecordBytes.Pdf()), CancellationToken.None);

        var before = GC.GetTotalAllocatedBytes(precise: true);
        var stored = await azure.Records.PutAsync(scope, new MemoryStream(record), CancellationToken.None);
        var afterPut = GC.GetTotalAllocatedBytes(precise: true);
        await using (var open = await azure.Records.OpenAsync(scope, stored.Sha256, CancellationToken.None))
        {
            while (await open!.Content.ReadAsync(buffer) > 0)
            {
            }
        }

        var afterOpen = GC.GetTotalAllocatedBytes(precise: true);
        Assert.InRange(afterPut - before, 0, Bound);
        Assert.InRange(afterOpen - afterPut, 0, Bound);
    }

    [CollectionDefinition(nameof(Alone), DisableParallelization = true)]
    public sealed class Alone;
}
