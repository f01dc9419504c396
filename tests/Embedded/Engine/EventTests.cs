using LienThong.Embedded.Engine;

namespace LienThong.Embedded.Tests.Engine;

public sealed class EventTests
{
    private static Task<Machine> CollectorAsync(int count) => Machine.StartAsync(functions => functions
        .Orchestrator("Collect", async context =>
        {
            var seen = new List<string>();
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            while (seen.Count < count)
            {
                seen.Add(await context.WaitForExternalEvent<string>("decision"));
            }

            return (object?)string.Join(' ', seen);
        }));

    [Fact]
    public async Task WaitForExternalEvent_InTime_CancelsTheTimer()
    {
        await using var machine = await Machine.StartAsync(functions => functions
            .Orchestrator("Wait", async context => await context.WaitForExternalEvent<string>("decision", TimeSpan.FromDays(7))));
        var id = await machine.ScheduleAsync("Wait");
        await machine.IdleAsync();

        await machine.Client.RaiseEventAsync(id, "decision", "a");

        Assert.Equal("a", (await machine.EndAsync(id)).ReadOutputAs<string>());
        Assert.Equal(0, machine.Count("durable_timers"));
    }

    [Fact]
    public async Task RaiseEvent_ToNobody_IsDropped()
    {
        await using var machine = await CollectorAsync(1);

        await machine.Client.RaiseEventAsync("nobody", "decision", "a");
        await machine.IdleAsync();

        Assert.Equal(0, machine.Count("durable_inbox"));
    }

    [Fact]
    public async Task RaiseEvent_AfterTheEnd_IsDropped()
    {
        await using var machine = await Machine.StartAsync(functions => functions
            .Orchestrator("Done", _ => Task.FromResult<object?>(1)));
        var ended = await machine.RunAsync("Done");

        await machine.Client.RaiseEventAsync(ended.InstanceId, "decision", "a");
        await machine.IdleAsync();

        Assert.Equal(0, machine.Count("durable_inbox"));
        Assert.Equal(ended.LastUpdatedAt, (await machine.Client.GetInstanceAsync(ended.InstanceId))!.LastUpdatedAt);
    }

    [Fact]
    public async Task RaiseEvent_BeforeADelayedStart_IsKeptForIt()
    {
        await using var machine = await Machine.StartAsync(functions => functions
            .Orchestrator("Later", async context => await context.WaitForExternalEvent<string>("decision")));
        await machine.Client.ScheduleNewOrchestrationInstanceAsync(
            "Later", null, new StartOrchestrationOptions("H1", machine.Clock.GetUtcNow().AddDays(1)));
        await machine.Client.RaiseEventAsync("H1", "decision", "a");
        await machine.IdleAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Pending, await machine.StatusAsync("H1"));
        Assert.Equal(0, machine.Count("durable_inbox"));

        await machine.CrashAndStartAsync();
        var ended = await machine.EndAsync("H1");

        Assert.Equal("a", ended.ReadOutputAs<string>());
        Assert.Equal(0, machine.Count("durable_parked"));
    }

    [Fact]
    public async Task RaiseEvent_WithMoreInstancesThanFitInMemory_AllArrive()
    {
        await using var machine = new Machine { Options = new DurableOptions { LiveInstances = 5, MaxQueued = 4, MaxConcurrentOrchestrators = 2 } };
        machine.Functions.Orchestrator("Sum", async context =>
        {
            var sum = 0;
            for (var count = 0; count < 3; count++)
            {
                sum += await context.WaitForExternalEvent<int>("add");
            }

            return (object?)sum;
        });
        await machine.StartAsync();
        var ids = Enumerable.Range(0, 60).Select(number => $"H{number}").ToArray();
        await Task.WhenAll(ids.Select(id => machine.ScheduleAsync("Sum", id: id)));
        for (var round = 0; round < 3; round++)
        {
            await Task.WhenAll(ids.Select((id, number) => machine.Client.RaiseEventAsync(id, "add", number)));
        }

        await machine.IdleAsync();

        foreach (var (id, number) in ids.Select((id, number) => (id, number)))
        {
            Assert.Equal(3 * number, (await machine.Client.GetInstanceAsync(id, true))!.ReadOutputAs<int>());
        }

        Assert.InRange(machine.Engine.Live, 0, 5);
    }
}
