using LienThong.Embedded.ChangeFeed;
using LienThong.Embedded.Queues;
using LienThong.Embedded.Store;
using LienThong.Embedded.Tests.ChangeFeed;
using LienThong.Embedded.Tests.Queues;
using LienThong.Embedded.Tests.Timers;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Embedded.Tests.Hosting;

/// <summary>What waits costs nothing: with everything in use and nothing to do there is no polling and no commit.</summary>
public sealed class IdleTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TestFeed _feed = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Idle_EverythingWaits_TheClockHasNothingBeforeTheNextDueMomentAndNothingIsCommitted()
    {
        await using var app = await TestApp.StartAsync(
            _folder.Path,
            [
                typeof(WaitingFunctions), typeof(DurableTestFunctions), typeof(QueueTestFunctions.Worker), typeof(QueueTestFunctions.Ordered),
                typeof(TimerTestFunctions.AtStart), typeof(ChangeTestFunctions.FromBeginning),
            ],
            builder => builder.Services.AddSingleton<IChangeFeedSource>(_feed));
        _feed.Add(1, 2, 3, 4);
        for (var number = 0; number < 20; number++)
        {
            await app.App.DurableTaskClient.ScheduleNewOrchestrationInstanceAsync("WaitsForGo");
            await app.App.DurableTaskClient.ScheduleNewOrchestrationInstanceAsync("Fulfil", new DurableTestFunctions.Order("lamp", number));
            await app.App.MessageBus.SendAsync("work", OutgoingMessage.FromJson($"{number}", "now"));
            await app.App.MessageBus.SendAsync("ordered", OutgoingMessage.FromJson($"{number}", "now") with { SessionId = "a" });
        }

        var due = app.Clock.GetUtcNow().AddMinutes(90);
        await app.App.MessageBus.SendAsync("work", OutgoingMessage.FromJson("later", "later") with { ScheduledAt = due });
        await app.RunAsync();
        var store = app.App.Services.GetRequiredService<RuntimeStore>();
        var (commits, reads) = (store.Commits, _feed.Reads);
        Assert.Equal(due, app.Clock.NextDue);

        await app.RunAsync(TimeSpan.FromHours(1));

        Assert.Equal((commits, reads), (store.Commits, _feed.Reads));
        Assert.Equal(due, app.Clock.NextDue);
        Assert.DoesNotContain("later#1", app.Journal.Entries);

        // It did wait, and was not dead.
        await app.RunAsync(TimeSpan.FromMinutes(30));
        Assert.Contains("later#1", app.Journal.Entries);
        Assert.True(store.Commits > commits);
    }

    internal static class WaitingFunctions
    {
        [Function("WaitsForGo")]
        public static Task WaitsForGo([OrchestrationTrigger] TaskOrchestrationContext context) =>
            context.WaitForExternalEvent<string>("go", TimeSpan.FromDays(30));
    }
}
