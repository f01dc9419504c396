using LienThong.Embedded.Engine;

namespace LienThong.Embedded.Tests.Engine;

public sealed class TimerTests
{
    [Fact]
    public async Task CreateTimer_YearsAhead_FiresThenAndNotBefore()
    {
        await using var machine = await Machine.StartAsync(functions => functions
            .Orchestrator("Wait", async context =>
            {
                await context.CreateTimer(new DateTime(2032, 2, 29, 1, 2, 3, DateTimeKind.Utc), CancellationToken.None);
                return (object?)context.CurrentUtcDateTime;
            }));
        var id = await machine.ScheduleAsync("Wait");
        await machine.PassAsync(TimeSpan.FromDays(365));
        Assert.Equal(OrchestrationRuntimeStatus.Running, await machine.StatusAsync(id));

        var ended = await machine.EndAsync(id);

        Assert.Equal(new DateTime(2032, 2, 29, 1, 2, 3, DateTimeKind.Utc), ended.ReadOutputAs<DateTime>());
    }

    [Fact]
    public async Task CreateTimer_InThePast_FiresAtOnce()
    {
        await using var machine = await Machine.StartAsync(functions => functions
            .Orchestrator("Wait", context => context.CreateTimer(context.CurrentUtcDateTime.AddDays(-1), CancellationToken.None)));
        var id = await machine.ScheduleAsync("Wait");

        await machine.PassAsync(TimeSpan.Zero);

        Assert.Equal(OrchestrationRuntimeStatus.Completed, await machine.StatusAsync(id));
    }

    [Fact]
    public async Task CreateTimer_Cancelled_ThrowsAndIsGone()
    {
        await using var machine = await Machine.StartAsync(functions => functions
            .Orchestrator("Wait", async context =>
            {
                using var cancel = new CancellationTokenSource();
                var timer = context.CreateTimer(TimeSpan.FromDays(30), cancel.Token);
                await context.WaitForExternalEvent<object?>("go");
                cancel.Cancel();
                try
                {
                    await timer;
                    return (object?)"fired";
                }
                catch (TaskCanceledException)
                {
                    return "cancelled";
                }
            }));
        var id = await machine.ScheduleAsync("Wait");
        await machine.IdleAsync();
        Assert.Equal(1, machine.Count("durable_timers"));

        await machine.Client.RaiseEventAsync(id, "go");
        await machine.IdleAsync();

        Assert.Equal("cancelled", (await machine.Client.GetInstanceAsync(id, true))!.ReadOutputAs<string>());
        Assert.Equal(0, machine.Count("durable_timers"));
        Assert.Null(machine.Clock.NextDue is { } due && due > machine.Clock.GetUtcNow().AddDays(31) ? due : null);
    }

    [Fact]
    public async Task CreateTimer_CancelledInTheSameTurn_NeverIs()
    {
        await using var machine = await Machine.StartAsync(functions => functions
            .Orchestrator("Wait", async context =>
            {
                using var cancel = new CancellationTokenSource();
                _ = context.CreateTimer(TimeSpan.FromDays(30), cancel.Token);
                cancel.Cancel();
                await context.WaitForExternalEvent<object?>("go");
            }));
        await machine.ScheduleAsync("Wait");

        await machine.IdleAsync();

        Assert.Equal(0, machine.Count("durable_timers"));
    }

    [Fact]
    public async Task CreateTimer_CancelledAfterACrash_IsGone()
    {
        await using var machine = await Machine.StartAsync(functions => functions
            .Orchestrator("Wait", async context => await context.WaitForExternalEvent<string>("go", TimeSpan.FromDays(30))));
        var id = await machine.ScheduleAsync("Wait");
        await machine.IdleAsync();
        await machine.CrashAndStartAsync();

        await machine.Client.RaiseEventAsync(id, "go", "a");

        Assert.Equal("a", (await machine.EndAsync(id)).ReadOutputAs<string>());
        Assert.Equal(0, machine.Count("durable_timers"));
    }

    [Fact]
    public async Task CreateTimer_LeftBehindByAnEndedInstance_IsGone()
    {
        await using var machine = await Machine.StartAsync(functions => functions
            .Orchestrator("Wait", context => Task.WhenAny(
                context.CreateTimer(TimeSpan.FromDays(1000), CancellationToken.None),
                context.WaitForExternalEvent<object?>("go"))));
        var id = await machine.ScheduleAsync("Wait");
        await machine.IdleAsync();

        await machine.Client.RaiseEventAsync(id, "go");
        await machine.EndAsync(id);

        Assert.Equal(0, machine.Count("durable_timers"));
    }

    [Fact]
    public async Task CreateTimer_DueWhileTheMachineWasOff_FiresAtTheStart()
    {
        await using var machine = await Machine.StartAsync(functions => functions
            .Orchestrator("Wait", context => context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None)));
        var id = await machine.ScheduleAsync("Wait");
        await machine.IdleAsync();
        await machine.StopAsync();
        machine.Clock.AdvanceTo(machine.Clock.GetUtcNow().AddDays(2));

        await machine.StartAsync();
        await machine.IdleAsync();

        Assert.Equal(OrchestrationRuntimeStatus.Completed, await machine.StatusAsync(id));
    }

    [Fact]
    public async Task CreateTimer_MoreThanFitInMemory_AllFireInOrder()
    {
        var fired = new List<int>();
        await using var machine = new Machine { Options = new DurableOptions { MaxQueued = 5, MaxConcurrentOrchestrators = 1 } };
        machine.Functions
            .Orchestrator("Wait", async context =>
            {
                var number = context.GetInput<int>();
                await context.CreateTimer(TimeSpan.FromMinutes(number), CancellationToken.None);
                lock (fired)
                {
                    fired.Add(number);
                }
            });
        await machine.StartAsync();
        var numbers = Enumerable.Range(1, 80).Select(number => number * 37 % 81).ToArray();
        foreach (var number in numbers)
        {
            await machine.ScheduleAsync("Wait", number);
        }

        await machine.PassAsync(TimeSpan.FromMinutes(40));
        await machine.CrashAndStartAsync();
        await machine.PassAsync(TimeSpan.FromMinutes(41));

        Assert.Equal(Enumerable.Range(1, 80), fired);
        Assert.Equal(0, machine.Count("durable_timers"));
    }

    [Fact]
    public async Task CreateTimer_ManyDueAtOnce_AllFire()
    {
        await using var machine = new Machine { Options = new DurableOptions { MaxQueued = 7, LiveInstances = 10 } };
        machine.Functions.Orchestrator("Wait", context => context.CreateTimer(
            new DateTime(2026, 10, 1, 0, 0, 0, DateTimeKind.Utc), CancellationToken.None));
        await machine.StartAsync();
        var ids = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => machine.ScheduleAsync("Wait")));
        await machine.IdleAsync();

        await machine.PassAsync(TimeSpan.FromDays(40));

        foreach (var id in ids)
        {
            Assert.Equal(OrchestrationRuntimeStatus.Completed, await machine.StatusAsync(id));
        }
    }

    [Fact]
    public async Task CurrentUtcDateTime_ClockSetBack_NeverGoesBack()
    {
        var clock = new BackwardClock();
        var folder = Directory.CreateTempSubdirectory("lienthong-engine-");
        var inFlight = new LienThong.Embedded.Clock.InFlight();
        var seen = new List<DateTime>();
        var functions = new Functions().Orchestrator("Wait", async context =>
        {
            for (var turn = 0; turn < 3; turn++)
            {
                seen.Add(context.CurrentUtcDateTime);
                await context.WaitForExternalEvent<object?>("go");
            }
        });
        await using (var store = Embedded.Store.RuntimeStore.Open(new() { Folder = folder.FullName, Synchronous = "NORMAL" }))
        await using (var engine = new DurableEngine(
            store, functions, inFlight, clock, new DurableOptions(), Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance))
        {
            await engine.StartAsync();
            var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Wait");
            for (var turn = 0; turn < 3; turn++)
            {
                await inFlight.WhenIdleAsync();
                clock.Now = clock.Now.AddHours(-1);
                await engine.Client.RaiseEventAsync(id, "go");
            }

            await inFlight.WhenIdleAsync();
        }

        folder.Delete(recursive: true);
        Assert.Equal(3, seen.Count);
        Assert.Single(seen.Distinct());
    }

    private sealed class BackwardClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 9, 7, 1, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
