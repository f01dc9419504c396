using LienThong.StandIns;

namespace LienThong.Storage.Tests.Azure;

public sealed class StandInTests
{
    [Fact]
    public async Task WhoStartedIt_IsGone_ItEnds()
    {
        using var cosmos = await StandIn.StartCosmosAsync();
        using var blobs = await StandIn.StartBlobsAsync();

        // What the operating system does with the pipes of a process that was killed.
        await cosmos.AbandonAsync().WaitAsync(TimeSpan.FromSeconds(60));
        await blobs.AbandonAsync().WaitAsync(TimeSpan.FromSeconds(60));
    }
}
