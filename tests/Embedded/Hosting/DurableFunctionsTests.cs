using System.Net;

namespace LienThong.Embedded.Tests.Hosting;

public sealed class DurableFunctionsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Orchestration_BegunOverHttp_RunsItsActivitiesThroughTheMiddlewareAndEndsAfterItsTimer()
    {
        await using var app = await StartAsync();

        using var begun = await app.Http.PostAsync("api/orders/o-1?item=crib", null);
        Assert.Equal(HttpStatusCode.Accepted, begun.StatusCode);
        await app.RunAsync(TimeSpan.FromDays(2));
        Assert.Equal("Running ", await app.Http.GetStringAsync("api/orders/o-1"));
        await app.RunAsync(TimeSpan.FromDays(1));

        Assert.Equal("Completed crib 3 30", await app.Http.GetStringAsync("api/orders/o-1"));
        Assert.Equal(
            ["around Begin", "around Pack", "pack crib for o-1", "around Look", "around WeighFunction", "around Look"],
            app.Journal.Entries);
        using var missing = await app.Http.GetAsync("api/orders/o-2");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Empty(await missing.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Orchestration_AppKilledWhileItWaits_GoesOnInTheNext()
    {
        var clock = TestApp.NewClock();
        var first = await StartAsync(clock);
        using (await first.Http.PostAsync("api/orders/o-1?item=crib", null))
        {
        }

        await first.RunAsync(TimeSpan.FromDays(1));
        Assert.Contains("pack crib for o-1", first.Journal.Entries);
        await first.KillAsync();

        await using var second = await StartAsync(clock);
        await second.RunAsync(TimeSpan.FromDays(2));

        var ended = await second.App.DurableTaskClient.WaitForInstanceCompletionAsync("o-1", getInputsAndOutputs: true);
        Assert.Equal("crib 3 30", ended.ReadOutputAs<string>());
        Assert.Equal(["around WeighFunction"], second.Journal.Entries);
    }

    private Task<TestApp> StartAsync(Embedded.Clock.VirtualClock? clock = null) => TestApp.StartAsync(
        _folder.Path, [typeof(DurableTestFunctions)], builder => builder.UseMiddleware<DurableTestFunctions.Names>(), clock: clock);
}
