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
    public async Task ContinueAsNew_WithANewInput_BeginsAnewWithIt()
    {
        await using var machine = await Machine.StartAsync(functions => functions.Orchestrator("Count", Counting(5)));

        var ended = await machine.RunAsync("Count", 0);

        Assert.Equal(5, ended.ReadOutputAs<int>());
        Assert.Equal(5, ended.ReadInputAs<int>());
    }

    [Fact]
    public async Task ContinueAsNew_ManyTimes_KeepsTheHistoryShort()
    {
        await using var machine = await Machine.StartAsync(functions => functions.Orchestrator("Count", Counting(100)));
        await machine.ScheduleAsync("Count", 0);

        await machine.PassAsync(TimeSpan.FromMinutes(50));

        Assert.InRange(machine.Count("durable_history"), 1, 2);
    }

    [Fact]
    public async Task ContinueAsNew_CrashBetweenExecutions_GoesOn()
    {
        await using var machine = await Machine.StartAsync(functions => functions.Orchestrator("Count", Counting(6)));
        var id = await machine.ScheduleAsync("Count", 0);
        for (var minute = 0; minute < 4; minute++)
        {
            await machine.PassAsync(TimeSpan.FromMinutes(1));
            await machine.CrashAndStartAsync();
        }

        Assert.Equal(6, (await machine.EndAsync(id)).ReadOutputAs<int>());
    }

    [Theory]
    [InlineData(true, "c")]
    [InlineData(false, "d")]
    public async Task ContinueAsNew_EventsNobodyWaitedFor_AreKeptIfAskedFor(bool keep, string expected)
    {
        await using var machine = await Machine.StartAsync(functions => functions
            .Orchestrator("Events", async context =>
            {
                if (context.GetInput<int>() == 0)
                {
                    await context.WaitForExternalEvent<string>("other");
                    context.ContinueAsNew(1, keep);
                    return (object?)null;
                }

                return await context.WaitForExternalEvent<string>("decision");
            }));
        var id = await machine.ScheduleAsync("Events", 0);
        await machine.Client.RaiseEventAsync(id, "decision", "c");
        await machine.Client.RaiseEventAsync(id, "other", "x");
        await machine.IdleAsync();

        await machine.Client.RaiseEventAsync(id, "decision", "d");

        Assert.Equal(expected, (await machine.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task ContinueAsNew_EventsAcrossManyExecutions_AreSeenOnceAndInOrder()
    {
        await using var machine = await Machine.StartAsync(functions => functions
            .Orchestrator("Events", async context =>
            {
                var seen = context.GetInput<List<int>>()!;
                var dangling = context.WaitForExternalEvent<int>("nothing");
                seen.Add(await context.WaitForExternalEvent<int>("add"));
                await context.CallActivityAsync("Look");
                if (seen.Count < 40)
                {
                    context.ContinueAsNew(seen);
                }

                return (object?)seen;
            })
            .Activity("Look", _ => null));
        var id = await machine.ScheduleAsync("Events", Array.Empty<int>());

        for (var number = 0; number < 40; number++)
        {
            await machine.Client.RaiseEventAsync(id, "add", number);
            if (number is 13 or 29)
            {
                await machine.CrashAndStartAsync();
            }
        }

        Assert.Equal(Enumerable.Range(0, 40), (await machine.EndAsync(id)).ReadOutputAs<int[]>());
    }

    [Fact]
    public async Task ContinueAsNew_WaitLeftBehind_SwallowsNothing()
    {
        await using var machine = await Machine.StartAsync(functions => functions
            .Orchestrator("Look", async context =>
            {
                var look = context.WaitForExternalEvent<string>("look");
                if (context.GetInput<int>() == 0)
                {
                    await context.WaitForExternalEvent<object?>("again");
                    context.ContinueAsNew(1);
                    return (object?)null;
                }

                return await look;
            }));
        var id = await machine.ScheduleAsync("Look", 0);
        await machine.Client.SuspendInstanceAsync(id);
        await machine.Client.RaiseEventAsync(id, "again");
        await machine.Client.RaiseEventAsync(id, "look", "thấy");
        await machine.IdleAsync();

        // Both events reach the orchestrator in one turn, the second after its code has ended.
        await machine.Client.ResumeInstanceAsync(id);

        Assert.Equal("thấy", (await machine.EndAsync(id)).ReadOutputAs<string>());
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
