using System.Net;
using LienThong.App.Tests.Harness;

namespace LienThong.App.Tests.Problems;

/// <summary>What local offices met when they asked for their own figures.</summary>
public sealed class StatisticsProblems : IAsyncLifetime
{
    private RunningApp _app = null!;

    public async Task InitializeAsync() => _app = await RunningApp.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Problem03_LocalOfficeAsksForItsFigures_GetsThemAtOnceAndOnlyItsOwn()
    {
        var (asked, accepted) = (await _app.FileAsync(new Family()), await _app.FileAsync(new Family()));
        (await _app.DecideAsync(accepted, "birth", Decision.Accept())).Is(HttpStatusCode.OK);
        var done = await _app.FileAsync(new Family());
        (await _app.DecideAsync(done, "birth", Decision.Done("birth"))).Is(HttpStatusCode.OK);
        await _app.PassUntilAsync(new(2026, 9, 7, 17, 1, 0, TimeSpan.FromHours(7)));
        await _app.CatchUpAsync();

        var summary = (await _app.As("civil-status-01273").ReadAsync("agencies/civil-status-01273/worklist/summary")).Is(HttpStatusCode.OK).Body;

        Assert.Equal((2, 2, 2), ((int)summary["entries"]!, (int)summary["overdue"]!, (int)summary["late"]!));
        Assert.Equal(
            [("birth", "Accepted", 1), ("birth", "Requested", 1)],
            summary["items"]!.AsArray().Select(i => ((string)i!["step"]!, (string)i["status"]!, (int)i["entries"]!)));
        Assert.DoesNotContain(asked.Code, summary.ToJsonString(), StringComparison.Ordinal);
        (await _app.As("police-01279").ReadAsync("agencies/civil-status-01273/worklist/summary")).Is(HttpStatusCode.Forbidden);
    }
}
