using System.Text;
using LienThong.Embedded.Clock;
using LienThong.Embedded.Hosting;
using LienThong.Embedded.Queues;
using LienThong.Embedded.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Embedded.Tests.Queues;

/// <summary>The rules of queues that concern restarts, windows and returns; <see cref="MessagePumpTests"/> holds the others.</summary>
public sealed class QueueRuleTests : IDisposable
{
    private static readonly Type[] Worker = [typeof(QueueTestFunctions.Worker)];

    private readonly TempFolder _folder = new();
    private readonly VirtualClock _clock = TestApp.NewClock();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Kill_EachTimeAMessageIsHandled_DeadLettersItAfterTheLastDelivery()
    {
        for (var delivery = 1; delivery <= 3; delivery++)
        {
            var dying = await StartAsync(options => options.MaxDeliveryCount = 3);
            if (delivery == 1)
            {
                await SendAsync(dying, "wait", "poison");
            }

            await dying.Journal.CountAsync(1);
            Assert.Equal([$"wait#{delivery}"], dying.Journal.Entries);
            await dying.KillAsync();
        }

        await using var app = await StartAsync(options => options.MaxDeliveryCount = 3);
        await app.RunAsync(TimeSpan.FromHours(1));

        Assert.Empty(app.Journal.Entries);
        var letter = Assert.Single((await app.App.DeadLetters.ListAsync()).Items);
        Assert.Equal(("poison", "MaxDeliveryCountExceeded"), (letter.MessageId, letter.Reason));
        Assert.Equal(0, Depth(app));

        // It can be put back like any other.
        await app.App.DeadLetters.PutBackAsync(letter.Id);
        app.Journal.Gate("work").SetResult();
        await app.RunAsync();
        Assert.Equal(["wait#1", "wait#1 done"], app.Journal.Entries);
    }

    [Fact]
    public async Task LockLost_OnTheLastDelivery_DeadLettersWhileTheHandlerStillRuns()
    {
        await using var app = await StartAsync(options => (options.MaxDeliveryCount, options.MaxAutoLockRenewalDuration) = (1, TimeSpan.FromMinutes(5)));
        await SendAsync(app, "late");
        await app.Journal.CountAsync(1);

        _clock.AdvanceTo(_clock.GetUtcNow().AddMinutes(5));
        await TestApp.UntilAsync(() => Depth(app) == 0);

        var letter = Assert.Single((await app.App.DeadLetters.ListAsync()).Items);
        Assert.Equal(("MaxDeliveryCountExceeded", 1), (letter.Reason, letter.DeliveryCount));
        Assert.Contains("Timeout", letter.Description, StringComparison.Ordinal);
        app.Journal.Gate("late 1").SetResult();
        await app.RunAsync();
        Assert.Equal(["late#1", "late#1 done"], app.Journal.Entries);
        Assert.Equal(letter, Assert.Single((await app.App.DeadLetters.ListAsync()).Items));
    }

    [Fact]
    public async Task DuplicateWindow_EndsAtItsMomentAndIsNotProlongedByDuplicates()
    {
        await using var app = await StartAsync(options => options.DuplicateWindow = TimeSpan.FromMinutes(10));
        await SendAsync(app, "first", "same");
        await app.RunAsync(TimeSpan.FromMinutes(6));
        await SendAsync(app, "within", "same");
        await app.RunAsync(TimeSpan.FromMinutes(4) - TimeSpan.FromTicks(1));
        await SendAsync(app, "just within", "same");
        await app.RunAsync(TimeSpan.FromTicks(1));
        await SendAsync(app, "after", "same");
        await app.RunAsync();

        Assert.Equal(["first#1", "after#1"], app.Journal.Entries);
        Assert.Equal(0, Depth(app));
    }

    [Fact]
    public async Task DuplicateWindow_OfZero_DropsNothing()
    {
        await using var app = await StartAsync(options => options.DuplicateWindow = TimeSpan.Zero);
        await SendAsync(app, "first", "same");
        await SendAsync(app, "second", "same");
        await app.RunAsync();

        Assert.Equal(["first#1", "second#1"], app.Journal.Entries.Order());
    }

    [Fact]
    public async Task Scheduled_DueWhileTheAppWasKilled_IsDeliveredOnceAtTheStart()
    {
        var first = await StartAsync();
        await first.App.MessageBus.SendAsync("work", OutgoingMessage.FromJson("1", "later") with { ScheduledAt = _clock.GetUtcNow().AddHours(1) });
        await first.RunAsync(TimeSpan.FromMinutes(59));
        await first.KillAsync();
        _clock.AdvanceTo(_clock.GetUtcNow().AddHours(5));

        await using (var second = await StartAsync())
        {
            await second.RunAsync(TimeSpan.FromHours(1));
            Assert.Equal(["later#1"], second.Journal.Entries);
        }

        await using var third = await StartAsync();
        await third.RunAsync(TimeSpan.FromHours(1));
        Assert.Empty(third.Journal.Entries);
    }

    [Fact]
    public async Task Scheduled_SentTwice_IsDeliveredOnce()
    {
        await using var app = await StartAsync(options => options.DuplicateWindow = TimeSpan.FromMinutes(10));
        var message = OutgoingMessage.FromJson("1", "later") with { ScheduledAt = _clock.GetUtcNow().AddHours(1) };
        await app.App.MessageBus.SendAsync("work", message);
        await app.App.MessageBus.SendAsync("work", message);
        await app.RunAsync(TimeSpan.FromHours(2));

        Assert.Equal(["later#1"], app.Journal.Entries);
    }

    [Fact]
    public async Task PutBack_WithinTheDuplicateWindow_IsDelivered()
    {
        await using var app = await StartAsync(options => (options.MaxDeliveryCount, options.DuplicateWindow) = (1, TimeSpan.FromDays(7)));
        await SendAsync(app, "fail");
        await app.RunAsync();
        var letter = Assert.Single((await app.App.DeadLetters.ListAsync()).Items);

        await app.App.DeadLetters.PutBackAsync(letter.Id);
        await app.RunAsync();

        Assert.Equal(["fail#1", "fail#1"], app.Journal.Entries);
    }

    [Fact]
    public async Task PutBack_ThenKilled_IsInItsQueueAndNoLongerADeadLetter()
    {
        var first = await StartAsync(options => options.MaxDeliveryCount = 1);
        await SendAsync(first, "fail");
        await first.RunAsync();
        var letter = Assert.Single((await first.App.DeadLetters.ListAsync()).Items);
        await first.App.StopAsync();
        await first.App.DeadLetters.PutBackAsync(letter.Id);
        await first.KillAsync();

        await using var second = await StartAsync(options => options.MaxDeliveryCount = 1);
        await second.RunAsync();
        Assert.Equal(["fail#1"], second.Journal.Entries);
        Assert.NotEqual(letter.Id, Assert.Single((await second.App.DeadLetters.ListAsync()).Items).Id);
    }

    private static Task SendAsync(TestApp app, string text, string? id = null) =>
        app.App.MessageBus.SendAsync("work", new OutgoingMessage { MessageId = id ?? text, Body = Encoding.UTF8.GetBytes(text) });

    private static long Depth(TestApp app) => app.App.Services.GetRequiredService<Entities>().Queues.Sum(queue => queue.Depth);

    private Task<TestApp> StartAsync(Action<EmbeddedOptions>? configure = null) =>
        TestApp.StartAsync(_folder.Path, Worker, configure: configure, clock: _clock);
}
