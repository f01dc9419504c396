using LienThong.Embedded.Engine;

namespace LienThong.Embedded.Tests.Engine;

public class RetentionTests
{
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    [Fact]
    public async Task KeepEnded_EndedLongerAgo_RemovesThemAndTheirHistoriesByItself()
    {
        await using var machine = await StartAsync(new DurableOptions { KeepEnded = Month });
        var ended = await Task.WhenAll(Enumerable.Range(0, 70).Select(_ => machine.ScheduleAsync("Ends")));

        await machine.PassAsync(Month - TimeSpan.FromHours(2));
        Assert.All(ended, id => Assert.NotNull(machine.Client.GetInstanceAsync(id).Result));
        await machine.PassAsync(TimeSpan.FromHours(4));

        Assert.All(ended, id => Assert.Null(machine.Client.GetInstanceAsync(id).Result));
        Assert.Equal(0, machine.Count("durable_history"));
    }

    [Fact]
    public async Task KeepEnded_NotEndedOrEndedLately_LeavesThem()
    {
        await using var machine = await StartAsync(new DurableOptions { KeepEnded = Month });
        var waiting = await machine.ScheduleAsync("Waits");
        var late = await machine.ScheduleAsync("Sleeps", 40);
        var early = await machine.ScheduleAsync("Sleeps", 20);

        await machine.PassAsync(TimeSpan.FromDays(55));

        Assert.Equal(OrchestrationRuntimeStatus.Running, await machine.StatusAsync(waiting));
        Assert.Equal(OrchestrationRuntimeStatus.Completed, await machine.StatusAsync(late));
        Assert.Null(await machine.StatusAsync(early));
    }

    [Fact]
    public async Task KeepEnded_EndedBeforeARestart_RemovesThemAtTheStart()
    {
        await using var machine = await StartAsync(new DurableOptions());
        var ended = await machine.RunAsync("Ends");
        machine.Clock.AdvanceTo(machine.Clock.GetUtcNow() + Month + Month);
        await machine.StopAsync();
        machine.Options = new DurableOptions { KeepEnded = Month };

        await machine.StartAsync();
        await machine.PassAsync(TimeSpan.Zero);

        Assert.Null(await machine.StatusAsync(ended.InstanceId));
    }

    [Fact]
    public async Task KeepEnded_NotSet_KeepsThemForEver()
    {
        await using var machine = await StartAsync(new DurableOptions());
        var ended = await machine.RunAsync("Ends");

        await machine.PassAsync(TimeSpan.FromDays(3_650));
        await machine.RestartAsync();

        Assert.Equal(OrchestrationRuntimeStatus.Completed, await machine.StatusAsync(ended.InstanceId));
    }

    [Fact]
    public async Task KeepEnded_AFailingStore_RemovesThemAtTheNextInterval()
    {
        await using var machine = await StartAsync(new DurableOptions { KeepEnded = Month });
        var ended = await machine.RunAsync("Ends");
        machine.Fault = _ => throw new IOException("no space left");
        await machine.PassAsync(Month + TimeSpan.FromHours(2));
        Assert.NotNull(await machine.StatusAsync(ended.InstanceId));

        machine.Fault = null;
        await machine.PassAsync(TimeSpan.FromHours(1));

        Assert.Null(await machine.StatusAsync(ended.InstanceId));
    }

    private static async Task<Machine> StartAsync(DurableOptions options)
    {
        var machine = new Machine { Options = options };
        machine.Functions
            .Orchestrator("Ends", context => Task.CompletedTask)
            .Orchestrator("Waits", context => context.WaitForExternalEvent<int>("never"))
            .Orchestrator("Sleeps", context => context.CreateTimer(TimeSpan.FromDays(context.GetInput<int>()), CancellationToken.None));
        await machine.StartAsync();
        return machine;
    }
}
