namespace LienThong.Embedded.Tests.Engine;

public sealed class ContinueAsNewTests
{
    private static Func<TaskOrchestrationContext, Task<object?>> Counting(int until) => async context =>
    {
        var count = context.GetInput<int>();
        if (count < until)
        {
            await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
            context.ContinueAsNew(count + 1);
        }

        return count;
    };

    [Fact]
    public async Task ContinueAsNew_ManyTimes_KeepsTheHistoryShort()
    {
        await using var machine = await Machine.StartAsync(functions => functions.Orchestrator("Count", Counting(100)));
        await machine.ScheduleAsync("Count", 0);

        await machine.PassAsync(TimeSpan.FromMinutes(50));

        Assert.InRange(machine.Count("durable_history"), 1, 2);
    }

    [Fact]
    public async Task ContinueAsNew_ActivityAndTimerLeftBehind_DoNotReachTheNextExecution()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var machine = await Machine.StartAsync(functions => functions
            .Orchestrator("Loop", async context =>
            {
                if (context.GetInput<int>() == 0)
                {
                    _ = context.CallActivityAsync<int>("Slow");
                    _ = context.CreateTimer(TimeSpan.FromHours(5), CancellationToken.None);
                    await context.WaitForExternalEvent<object?>("again");
                    context.ContinueAsNew(1);
                    return (object?)null;
                }

                // The same numbers as those left behind.
                var fast = context.CallActivityAsync<int>("Fast");
                var timer = context.CreateTimer(TimeSpan.FromDays(2), CancellationToken.None);
                await timer;
                return $"{await fast} {context.CurrentUtcDateTime:dd}";
            })
            .Activity("Slow", async (_, _) =>
            {
                await release.Task;
                return 1;
            })
            .Activity("Fast", _ => 2));
        var id = await machine.ScheduleAsync("Loop", 0);
        await machine.Client.RaiseEventAsync(id, "again");
        await machine.Client.WaitForInstanceStartAsync(id);
        while ((await machine.Client.GetInstanceAsync(id, true))!.ReadInputAs<int>() == 0)
        {
            await Task.Yield();
        }

        release.SetResult();

        Assert.Equal("2 09", (await machine.EndAsync(id)).ReadOutputAs<string>());
        Assert.Equal(0, machine.Count("durable_tasks"));
        Assert.Equal(0, machine.Count("durable_timers"));
    }
}
