using LienThong.Embedded.Engine;

namespace LienThong.Embedded.Tests.Engine;

public sealed class TimerTests
{
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
}
