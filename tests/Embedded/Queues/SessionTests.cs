using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LienThong.Embedded.Clock;
using LienThong.Embedded.Hosting;
using LienThong.Embedded.Queues;
using LienThong.Embedded.Store;
using LienThong.Embedded.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Embedded.Tests.Queues;

/// <summary>Queues with sessions: the messages of a session in order and one at a time, the sessions side by side.</summary>
public sealed class SessionTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly VirtualClock _clock = TestApp.NewClock();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("ordered")]
    [InlineData("ordered-news")]
    public async Task Handle_OneIsUnderWay_ItsSessionWaitsAndOthersGoOn(string queue)
    {
        await using var app = await StartAsync();
        await SendAsync(app, "a", "1!", queue);
        await app.Journal.CountAsync(1);
        await SendAsync(app, "a", "2", queue);
        await SendAsync(app, "b", "1", queue);
        await SendAsync(app, "a", "3", queue);
        await app.Journal.CountAsync(2);
        await TestApp.UntilAsync(() => app.App.InFlight.Count == 1);
        Assert.Equal(["a:1!", "b:1"], app.Journal.Entries);

        app.Journal.Gate("1!").SetResult();
        await app.RunAsync();

        Assert.Equal(["a:1!", "b:1", "a:2", "a:3"], app.Journal.Entries);
        Assert.Equal(0, Depth(app));
    }

    [Fact]
    public async Task Handle_Fails_ItsSessionWaitsForTheRetries()
    {
        await using var app = await StartAsync();
        await SendAsync(app, "a", "1?");
        await app.RunAsync();
        await SendAsync(app, "a", "2");
        await SendAsync(app, "b", "1");
        await app.RunAsync(TimeSpan.FromHours(1));

        Assert.Equal(["a:1?", "b:1", "a:1?", "a:1?", "a:2"], app.Journal.Entries);
    }

    [Fact]
    public async Task Handle_NeverSucceeds_ItsSessionGoesOnBehindTheDeadLetter()
    {
        await using var app = await StartAsync(options => options.MaxDeliveryCount = 2);
        await SendAsync(app, "a", "1?");
        await SendAsync(app, "a", "2");
        await app.RunAsync(TimeSpan.FromHours(1));
        Assert.Equal(["a:1?", "a:1?", "a:2"], app.Journal.Entries);

        // Put back, it is the last of its session.
        var letter = Assert.Single((await app.App.DeadLetters.ListAsync()).Items);
        await SendAsync(app, "a", "3!");
        await app.Journal.CountAsync(4);
        await app.App.DeadLetters.PutBackAsync(letter.Id);
        await SendAsync(app, "b", "1");
        await app.Journal.CountAsync(5);
        app.Journal.Gate("3!").SetResult();
        await app.Journal.CountAsync(6);

        Assert.Equal(["a:3!", "b:1", "a:1?"], app.Journal.Entries.Skip(3));
    }

    [Fact]
    public async Task LockLost_OnTheLastDelivery_ItsSessionGoesOnWhileTheHandlerStillRuns()
    {
        await using var app = await StartAsync(options => (options.MaxDeliveryCount, options.MaxAutoLockRenewalDuration) = (1, TimeSpan.FromMinutes(5)));
        await SendAsync(app, "a", "1!");
        await SendAsync(app, "a", "2");
        await app.Journal.CountAsync(1);

        _clock.AdvanceTo(_clock.GetUtcNow().AddMinutes(5));
        await app.Journal.CountAsync(2);

        Assert.Equal(["a:1!", "a:2"], app.Journal.Entries);
        app.Journal.Gate("1!").SetResult();
        await app.RunAsync();
    }

    [Fact]
    public async Task Kill_WhileOneIsHandled_ItComesAgainBeforeTheRestOfItsSession()
    {
        var first = await StartAsync();
        await SendAsync(first, "a", "1!");
        await first.Journal.CountAsync(1);
        await SendAsync(first, "a", "2");
        await first.KillAsync();

        await using var second = await StartAsync();
        second.Journal.Gate("1!").SetResult();
        await second.RunAsync();

        Assert.Equal(["a:1!", "a:2"], second.Journal.Entries);
    }

    [Fact]
    public async Task Send_ForLater_HoldsNobodyUpBeforeItsMoment()
    {
        await using var app = await StartAsync();
        await app.App.MessageBus.SendAsync("ordered", Message("a", "later") with { ScheduledAt = _clock.GetUtcNow().AddHours(1) });
        await SendAsync(app, "a", "now");
        await app.RunAsync(TimeSpan.FromHours(2));

        Assert.Equal(["a:now", "a:later"], app.Journal.Entries);
    }

    [Fact]
    public async Task Send_MoreSessionsThanMayRun_RunsThatManyAtOnce()
    {
        await using var app = await StartAsync(options => (options.MaxConcurrentSessions, options.MaxConcurrentCalls) = (2, 1));
        foreach (var session in (string[])["a", "b", "c"])
        {
            await SendAsync(app, session, "1!");
        }

        await app.Journal.CountAsync(2);
        await TestApp.UntilAsync(() => app.App.InFlight.Count == 2);
        Assert.Equal(["a:1!", "b:1!"], app.Journal.Entries.Order());
        app.Journal.Gate("1!").SetResult();
        await app.RunAsync();

        Assert.Equal(3, app.Journal.Entries.Count);
    }

    [Theory]
    [InlineData("ordered")]
    [InlineData("ordered-news")]
    public async Task Send_WithoutASession_IsRefused(string queue)
    {
        await using var app = await StartAsync(options => options.MaxQueueDepth = 1);

        await Assert.ThrowsAsync<SessionMissingException>(() => SendAsync(app, null, "x", queue));
        await Assert.ThrowsAsync<SessionMissingException>(() => SendAsync(app, "", "x", queue));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => SendAsync(app, new string('s', 129), "x", queue));
        await SendAsync(app, "a", "x", queue);
        await app.RunAsync();

        Assert.Equal(["a:x"], app.Journal.Entries);
    }

    [Fact]
    public async Task Start_MessagesFromBeforeThereWereSessions_AreHandled()
    {
        await using (var store = RuntimeStore.Open(new RuntimeStoreOptions { Folder = _folder.Path }))
        {
            await store.ApplyAsync(MessageStore.Schema with { Steps = [MessageStore.Schema.Steps[0]] });
            await store.WriteAsync(connection => connection.Statement("""
                INSERT INTO message (sequence, queue, due, deliveries, enqueued, message_id, body) VALUES (1, 'ordered', 0, 0, 0, 'old-1', x'31'), (2, 'ordered', 0, 0, 0, 'old-2', x'32')
                """).Run());
        }

        await using var app = await StartAsync();
        await app.RunAsync();

        Assert.Equal([":1", ":2"], app.Journal.Entries.Order());
    }

    /// <summary>Whatever is sent in whatever sessions, and whatever of it fails for a while: each session's messages end in their order.</summary>
    [Fact]
    public void Handle_AnyMessages_EachSessionEndsInOrder() => Prop.ForAll(
        Gen.Elements("a", "b", "c", "d").Zip(Gen.Elements("", "", "", "?")).ListOf(30).ToArbitrary(),
        messages =>
        {
            using var folder = new TempFolder();
            var sent = messages.Select((message, i) => (message.Item1, $"{i}{message.Item2}")).ToList();
            Assert.Equal(BySession(sent), BySession(HandleAllAsync(folder.Path, sent).GetAwaiter().GetResult()));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    private static IEnumerable<string> BySession(IEnumerable<(string Session, string Text)> messages) =>
        messages.GroupBy(m => m.Session, m => m.Text).OrderBy(g => g.Key).Select(g => $"{g.Key}: {string.Join(' ', g)}");

    /// <summary>Handles them all; gives each at the moment of its last delivery.</summary>
    private static async Task<IEnumerable<(string, string)>> HandleAllAsync(string folder, IReadOnlyList<(string Session, string Text)> messages)
    {
        await using var app = await TestApp.StartAsync(folder, [typeof(QueueTestFunctions.Ordered)], configure: options => options.MaxConcurrentSessions = 3);
        foreach (var (session, text) in messages)
        {
            await SendAsync(app, session, text);
        }

        await app.RunAsync(TimeSpan.FromHours(1));
        return app.Journal.Entries.Reverse().Distinct().Reverse().Select(entry => (entry.Split(':')[0], entry.Split(':')[1]));
    }

    private static Task SendAsync(TestApp app, string? session, string text, string queue = "ordered") =>
        app.App.MessageBus.SendAsync(queue, Message(session, text));

    private static OutgoingMessage Message(string? session, string text) =>
        new() { MessageId = Guid.NewGuid().ToString(), Body = Encoding.UTF8.GetBytes(text), SessionId = session };

    private static long Depth(TestApp app) => app.App.Services.GetRequiredService<Entities>().Queues.Sum(queue => queue.Depth);

    private Task<TestApp> StartAsync(Action<EmbeddedOptions>? configure = null) =>
        TestApp.StartAsync(_folder.Path, [typeof(QueueTestFunctions.Ordered)], configure: configure, clock: _clock);
}
