using System.Collections.Concurrent;
using System.Text;
using LienThong.Embedded.Hosting;
using LienThong.Embedded.Queues;
using LienThong.Embedded.Store;
using LienThong.Embedded.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Embedded.Tests.Queues;

public sealed class MessagePumpTests : IDisposable
{
    private static readonly Type[] Worker = [typeof(QueueTestFunctions.Worker)];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Send_ManyMessages_EachIsHandledOnceInOrder()
    {
        await using var app = await StartAsync(Worker, options => options.MaxConcurrentCalls = 1);

        for (var i = 0; i < 50; i++)
        {
            await SendAsync(app, $"m{i}");
        }

        await app.RunAsync();

        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"m{i}#1"), app.Journal.Entries);
    }

    [Fact]
    public async Task Send_MoreThanMayRun_RunsThatManyAtOnce()
    {
        await using var app = await StartAsync(Worker, options => options.MaxConcurrentCalls = 3);
        for (var i = 0; i < 8; i++)
        {
            await SendAsync(app, "wait", id: $"{i}");
        }

        await app.Journal.CountAsync(3);
        Assert.Equal(["wait#1", "wait#1", "wait#1"], app.Journal.Entries);
        app.Journal.Gate("work").SetResult();
        await app.RunAsync();

        Assert.Equal(8, app.Journal.Entries.Count(entry => entry.EndsWith("done", StringComparison.Ordinal)));
        Assert.Equal(0, app.App.InFlight.Count);
    }

    [Fact]
    public async Task Handle_FailsTwice_IsDeliveredAgainAfterGrowingWaits()
    {
        await using var app = await StartAsync(Worker);
        var start = app.Clock.GetUtcNow();

        await SendAsync(app, "fail-twice");
        await app.RunAsync();
        Assert.Equal(["fail-twice#1"], app.Journal.Entries);
        Assert.Equal(start.AddSeconds(1), app.Clock.NextDue);

        app.Clock.AdvanceToNext();
        await app.RunAsync();
        Assert.Equal(["fail-twice#1", "fail-twice#2"], app.Journal.Entries);
        Assert.Equal(start.AddSeconds(3), app.Clock.NextDue);

        app.Clock.AdvanceToNext();
        await app.RunAsync();
        Assert.Equal(["fail-twice#1", "fail-twice#2", "fail-twice#3"], app.Journal.Entries);
        Assert.Null(app.Clock.NextDue);
    }

    [Fact]
    public async Task Handle_AlwaysFails_IsDeadLetteredAfterTheLastDeliveryAndCanBePutBack()
    {
        await using var app = await StartAsync(Worker, options => options.MaxDeliveryCount = 3);

        await SendAsync(app, "fail", id: "the-id");
        await app.RunAsync(TimeSpan.FromDays(1));

        Assert.Equal(["fail#1", "fail#2", "fail#3"], app.Journal.Entries);
        var letter = Assert.Single((await app.App.DeadLetters.ListAsync("work")).Items);
        Assert.Equal(("work", "the-id", 3, "MaxDeliveryCountExceeded"), (letter.Queue, letter.MessageId, letter.DeliveryCount, letter.Reason));
        Assert.Contains("InvalidOperationException", letter.Description, StringComparison.Ordinal);
        Assert.DoesNotContain("personal", letter.Description, StringComparison.Ordinal);
        Assert.True(letter.Body.IsEmpty);
        Assert.Equal("fail", Encoding.UTF8.GetString((await app.App.DeadLetters.ReadAsync(letter.Id))!.Body.Span));

        Assert.True(await app.App.DeadLetters.PutBackAsync(letter.Id));
        Assert.False(await app.App.DeadLetters.PutBackAsync(letter.Id));
        Assert.Empty((await app.App.DeadLetters.ListAsync()).Items);
        await app.RunAsync();
        Assert.Equal("fail#1", app.Journal.Entries[3]);

        await app.RunAsync(TimeSpan.FromDays(1));
        var again = Assert.Single((await app.App.DeadLetters.ListAsync()).Items);
        Assert.NotEqual(letter.Id, again.Id);
        Assert.True(await app.App.DeadLetters.RemoveAsync(again.Id));
        Assert.False(await app.App.DeadLetters.RemoveAsync(again.Id));
        Assert.Null(await app.App.DeadLetters.ReadAsync(again.Id));
    }

    [Fact]
    public async Task DeadLetters_MoreThanAPage_AreListedInPagesOldestFirst()
    {
        await using var app = await StartAsync(Worker, options => options.MaxDeliveryCount = 1);
        for (var i = 0; i < 5; i++)
        {
            await SendAsync(app, "fail", id: $"{i}");
            await app.RunAsync();
        }

        var listed = new List<string>();
        string? continuation = null;
        do
        {
            var page = await app.App.DeadLetters.ListAsync(max: 2, continuation: continuation);
            Assert.InRange(page.Items.Count, 1, 2);
            listed.AddRange(page.Items.Select(letter => letter.MessageId));
            continuation = page.Continuation;
        }
        while (continuation is not null);

        Assert.Equal(["0", "1", "2", "3", "4"], listed);
        Assert.Empty((await app.App.DeadLetters.ListAsync("other")).Items);
    }

    [Fact]
    public async Task Handle_LongerThanTheLock_IsDeliveredAgainAndTold()
    {
        await using var app = await StartAsync(Worker, options =>
        {
            options.LockDuration = TimeSpan.FromSeconds(30);
            options.MaxAutoLockRenewalDuration = TimeSpan.FromMinutes(5);
        });
        await SendAsync(app, "hold");
        await app.Journal.CountAsync(1);

        app.Clock.AdvanceTo(app.Clock.GetUtcNow().AddSeconds(299));
        Assert.Equal(["hold#1"], app.Journal.Entries);
        app.Clock.AdvanceTo(app.Clock.GetUtcNow().AddSeconds(1));
        await app.Journal.CountAsync(2);
        Assert.Equal(["hold#1", "cancelled"], app.Journal.Entries);
        await NextDeliveryAsync(app);
        await app.Journal.CountAsync(3);
        Assert.Equal("hold#2", app.Journal.Entries[2]);
        app.Journal.Gate("work").SetResult();
        await app.RunAsync(TimeSpan.FromHours(1));
        Assert.Equal(3, app.Journal.Entries.Count);
        Assert.Equal(0, Depth(app));
    }

    [Theory]
    [InlineData("late")]
    [InlineData("fail-late")]
    public async Task Handle_EndsAfterItsLockWasLost_ChangesNothing(string text)
    {
        await using var app = await StartAsync(Worker, options => options.MaxAutoLockRenewalDuration = TimeSpan.FromMinutes(1));
        await SendAsync(app, text);
        await app.Journal.CountAsync(1);
        app.Clock.AdvanceTo(app.Clock.GetUtcNow().AddMinutes(1));
        await NextDeliveryAsync(app);
        await app.Journal.CountAsync(2);

        // The first delivery ends while the second runs: the message stays the second's.
        app.Journal.Gate("late 1").SetResult();
        await app.Journal.CountAsync(3);
        await TestApp.UntilAsync(() => app.App.InFlight.Count == 1);

        Assert.Equal([$"{text}#1", $"{text}#2", $"{text}#1 done"], app.Journal.Entries);
        Assert.Equal(1, Depth(app));
        Assert.DoesNotContain(Due(app), due => due < long.MaxValue);

        app.Journal.Gate("late 2").SetResult();
        await app.Journal.CountAsync(4);
        await app.App.InFlight.WhenIdleAsync().WaitAsync(TestApp.Patience);
        Assert.Equal(text == "late" ? 0 : 1, Depth(app));
    }

    [Fact]
    public async Task Send_ManyIds_ForgetsThoseBehindTheWindow()
    {
        await using var app = await StartAsync(Worker, options => options.DuplicateWindow = TimeSpan.FromMinutes(10));
        for (var i = 0; i < 600; i++)
        {
            await SendAsync(app, "m", id: $"old {i}");
        }

        await app.RunAsync(TimeSpan.FromMinutes(11));
        for (var i = 0; i < 600; i++)
        {
            await SendAsync(app, "m", id: $"new {i}");
        }

        Assert.Equal(600, Count(app, "SELECT count(*) FROM message_seen"));
        Assert.Equal(0, Count(app, "SELECT count(*) FROM message_seen WHERE message_id LIKE 'old%'"));
    }

    [Fact]
    public async Task Send_SameIdWithinTheWindow_IsTakenAndDropped()
    {
        await using var app = await StartAsync(Worker, options => options.DuplicateWindow = TimeSpan.FromDays(7));

        await SendAsync(app, "a", id: "same");
        await app.RunAsync(TimeSpan.FromDays(6.9));
        await SendAsync(app, "b", id: "same");
        await app.RunAsync();
        Assert.Equal(["a#1"], app.Journal.Entries);

        await app.RunAsync(TimeSpan.FromDays(0.1));
        await SendAsync(app, "c", id: "same");
        await app.RunAsync();
        Assert.Equal(["a#1", "c#1"], app.Journal.Entries);
    }

    [Fact]
    public async Task Send_SameIdAfterRestart_IsStillDropped()
    {
        var clock = TestApp.NewClock();
        await using (var first = await StartAsync(Worker, clock: clock))
        {
            await SendAsync(first, "a", id: "same");
            await first.RunAsync();
        }

        await using var second = await StartAsync(Worker, clock: clock);
        await SendAsync(second, "b", id: "same");
        await second.RunAsync();

        Assert.Empty(second.Journal.Entries);
    }

    [Fact]
    public async Task Send_Scheduled_IsDeliveredAtItsMomentOverARestart()
    {
        var clock = TestApp.NewClock();
        var at = clock.GetUtcNow().AddDays(60);
        await using (var first = await StartAsync(Worker, clock: clock))
        {
            await first.App.MessageBus.SendAsync("work", OutgoingMessage.FromJson("1", "later") with { ScheduledAt = at });
            await first.RunAsync(TimeSpan.FromDays(30));
            Assert.Empty(first.Journal.Entries);
        }

        await using var second = await StartAsync(Worker, clock: clock);
        await second.RunAsync(at - clock.GetUtcNow() - TimeSpan.FromTicks(1));
        Assert.Empty(second.Journal.Entries);
        await second.RunAsync(TimeSpan.FromTicks(1));
        Assert.Equal(["later#1"], second.Journal.Entries);
    }

    [Fact]
    public async Task Kill_WhileAMessageIsHandled_DeliversItAgainAtOnceAndCountsBoth()
    {
        var clock = TestApp.NewClock();
        var first = await StartAsync(Worker, clock: clock);
        await SendAsync(first, "wait");
        await first.Journal.CountAsync(1);
        await first.KillAsync();

        await using var second = await StartAsync(Worker, clock: clock);
        second.Journal.Gate("work").SetResult();
        await second.RunAsync();

        Assert.Equal(["wait#2", "wait#2 done"], second.Journal.Entries);
        Assert.Equal(0, Depth(second));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(60)]
    [InlineData(150)]
    public async Task Kill_WhileMessagesAreSentAndHandled_LosesNoneThatWasTaken(int killAfter)
    {
        var clock = TestApp.NewClock();
        var first = await StartAsync(Worker, clock: clock);
        var taken = new ConcurrentBag<string>();
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        for (var sender = 0; sender < 8; sender++)
        {
            var name = sender;
            _ = Task.Run(async () =>
            {
                for (var i = 0; i < 100; i++)
                {
                    await SendAsync(first, $"{name}-{i}");
                    taken.Add($"{name}-{i}");
                    if (taken.Count >= killAfter)
                    {
                        reached.TrySetResult();
                    }
                }
            });
        }

        await reached.Task.WaitAsync(TestApp.Patience);
        await first.KillAsync();
        var handledBefore = first.Journal.Entries;

        await using var second = await StartAsync(Worker, clock: clock);
        await second.RunAsync();

        var handled = handledBefore.Concat(second.Journal.Entries).Select(entry => entry.Split('#')[0]).ToHashSet();
        Assert.Empty(taken.Except(handled));
        Assert.Equal(0, Depth(second));
        Assert.Empty((await second.App.DeadLetters.ListAsync()).Items);
    }

    [Fact]
    public async Task Start_MessagesWereSentWithoutAHandler_HandlesThem()
    {
        await using (var first = await TestApp.StartAsync(_folder.Path, [], builder => builder.Services.AddQueue("work")))
        {
            await SendAsync(first, "a");
            await SendAsync(first, "b");
        }

        await using var second = await StartAsync(Worker);
        await second.RunAsync();

        Assert.Equal(["a#1", "b#1"], second.Journal.Entries.Order());
    }

    [Fact]
    public async Task Stop_WhileAMessageIsHandled_LetsItEndAndTakesNoMore()
    {
        var app = await StartAsync(Worker, options => options.MaxConcurrentCalls = 1);
        await SendAsync(app, "wait", id: "1");
        await SendAsync(app, "next", id: "2");
        await app.Journal.CountAsync(1);

        var stop = app.App.StopAsync();
        app.Journal.Gate("work").SetResult();
        await stop;

        Assert.Equal(["wait#1", "wait#1 done"], app.Journal.Entries);
        await app.DisposeAsync();

        await using var next = await StartAsync(Worker);
        await next.RunAsync();
        Assert.Equal(["next#1"], next.Journal.Entries);
    }

    [Fact]
    public async Task Send_ToTopic_GivesEachSubscriptionACopy()
    {
        await using var app = await StartAsync([typeof(QueueTestFunctions.Subscribers)]);

        await SendAsync(app, "hello", queue: "news");
        await app.RunAsync();

        Assert.Equal(["first hello", "second hello"], app.Journal.Entries.Order());
    }

    [Fact]
    public async Task Send_ToWhatNobodyKnows_IsRefusedUnlessDeclared()
    {
        await using var app = await TestApp.StartAsync(_folder.Path, Worker, builder => builder.Services.AddTopic("nobody-listens"));

        var unknown = await Assert.ThrowsAsync<UnknownQueueException>(() => SendAsync(app, "x", queue: "wrok"));
        Assert.Equal("wrok", unknown.QueueOrTopic);
        await SendAsync(app, "x", queue: "nobody-listens");
        await SendAsync(app, "x", queue: "WORK");
        await app.RunAsync();

        Assert.Equal(["x#1"], app.Journal.Entries);
    }

    [Fact]
    public async Task Send_QueueFull_IsRefusedUntilMessagesAreHandled()
    {
        await using var app = await StartAsync(Worker, options => (options.MaxQueueDepth, options.MaxConcurrentCalls) = (2, 1));
        await SendAsync(app, "wait", id: "1");
        await SendAsync(app, "wait", id: "2");

        await Assert.ThrowsAsync<QueueFullException>(() => SendAsync(app, "x", id: "3"));
        app.Journal.Gate("work").SetResult();
        await app.RunAsync();
        await SendAsync(app, "x", id: "3");
        await SendAsync(app, "x", id: "3");
        await app.RunAsync();

        Assert.Equal("x#1", app.Journal.Entries[^1]);
        Assert.Equal(0, Depth(app));
    }

    [Fact]
    public async Task Send_BodyTooLargeOrNoId_IsRefused()
    {
        await using var app = await StartAsync(Worker, options => options.MaxMessageSize = 3);

        await Assert.ThrowsAsync<MessageTooLargeException>(() => SendAsync(app, "four"));
        await Assert.ThrowsAsync<ArgumentException>(() => SendAsync(app, "abc", id: ""));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => SendAsync(app, "abc", id: new string('i', 129)));
        await app.RunAsync();

        Assert.Empty(app.Journal.Entries);
        Assert.Equal(0, Depth(app));
    }

    [Fact]
    public async Task Handle_TypesOfPayload_AreRead()
    {
        await using var app = await StartAsync([typeof(QueueTestFunctions.Typed)]);
        const string trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

        await SendAsync(app, """{ "name": "a", "count": 2 }""", queue: "json");
        await app.App.MessageBus.SendAsync("bytes", new OutgoingMessage { MessageId = "b", Body = new byte[] { 0, 255 } });
        await app.App.MessageBus.SendAsync("bytes", new OutgoingMessage { MessageId = "empty", Body = Array.Empty<byte>() });
        await SendAsync(app, "raw", queue: "binary");
        await app.App.MessageBus.SendAsync("text", OutgoingMessage.FromJson("t", "Đơn") with
        {
            Subject = "request",
            ApplicationProperties = new Dictionary<string, string> { ["agency"] = "x" },
            TraceParent = trace,
        });
        await app.RunAsync();

        Assert.Equal(
            [
                "Item { Name = a, Count = 2 }",
                "binary raw",
                "bytes ",
                "bytes 00FF",
                $$"""Đơn|t|request|"2026-08-03T01:00:00Z"|{"agency":"x"}|{{trace}}""",
            ],
            app.Journal.Entries.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Handle_UnreadableBody_IsDeadLetteredWithoutBeingTriedAgain()
    {
        await using var app = await StartAsync([typeof(QueueTestFunctions.Typed)]);

        await SendAsync(app, "no json", queue: "json", id: "1");
        await app.App.MessageBus.SendAsync("text", new OutgoingMessage { MessageId = "2", Body = new byte[] { 0xC3, 0x28 } });
        await app.RunAsync(TimeSpan.FromDays(1));

        Assert.Empty(app.Journal.Entries);
        var letters = (await app.App.DeadLetters.ListAsync()).Items;
        Assert.Equal([("json", 1, "UnreadableBody"), ("text", 1, "UnreadableBody")],
            letters.OrderBy(letter => letter.MessageId).Select(letter => (letter.Queue, letter.DeliveryCount, letter.Reason)));
    }

    [Fact]
    public async Task Handle_FunctionWithOutput_SendsWhatItReturns()
    {
        await using var app = await StartAsync(
            [typeof(QueueTestFunctions.Chain), typeof(QueueTestFunctions.Typed), typeof(QueueTestFunctions.Subscribers)]);

        await SendAsync(app, """{ "Name": "a", "Count": 21 }""", queue: "doubler", id: "1");
        await SendAsync(app, """{ "Name": "b", "Count": 0 }""", queue: "doubler", id: "2");
        await app.RunAsync(TimeSpan.FromHours(1));

        Assert.Equal(
            ["Item { Name = a, Count = 42 }", "double 0", "double 21", "first told False", "second told False"],
            app.Journal.Entries.Order(StringComparer.Ordinal));
    }

    private static Task SendAsync(TestApp app, string text, string queue = "work", string? id = null) =>
        app.App.MessageBus.SendAsync(queue, new OutgoingMessage { MessageId = id ?? text, Body = Encoding.UTF8.GetBytes(text) });

    /// <summary>Goes to the moment at which a message comes back whose lock was lost, while its first delivery still runs.</summary>
    private static async Task NextDeliveryAsync(TestApp app)
    {
        await TestApp.UntilAsync(() => app.Clock.NextDue is not null);
        app.Clock.AdvanceToNext();
    }

    private static long Depth(TestApp app) => app.App.Services.GetRequiredService<Entities>().Queues.Sum(queue => queue.Depth);

    private static List<long> Due(TestApp app) => app.App.Services.GetRequiredService<RuntimeStore>().Read(connection =>
    {
        var due = new List<long>();
        using var rows = connection.Statement("SELECT due FROM message");
        while (rows.Next())
        {
            due.Add(rows.Long(0));
        }

        return due;
    });

    private static long Count(TestApp app, string sql) => app.App.Services.GetRequiredService<RuntimeStore>().Read(connection =>
    {
        using var row = connection.Statement(sql);
        return row.Next() ? row.Long(0) : -1;
    });

    private Task<TestApp> StartAsync(
        Type[] functions, Action<EmbeddedOptions>? configure = null, Embedded.Clock.VirtualClock? clock = null) =>
        TestApp.StartAsync(_folder.Path, functions, configure: configure, clock: clock);
}
