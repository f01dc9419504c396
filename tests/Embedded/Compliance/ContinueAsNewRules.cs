namespace LienThong.Embedded.Tests.Compliance;

/// <summary>An orchestration can begin anew with another input and an empty history, and no event is lost between.</summary>
public sealed class ContinueAsNewRules
{
    [Fact]
    public async Task ContinueAsNew_WithANewInput_BeginsAnewWithItAndTheSameId()
    {
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Count", context =>
            {
                var count = context.GetInput<int>();
                if (count < 5)
                {
                    context.ContinueAsNew(count + 1);
                }

                return Task.FromResult<object?>(context.InstanceId);
            }));

        var ended = await hub.RunAsync("Count", 0, "H1");

        Assert.Equal(5, ended.ReadInputAs<int>());
        Assert.Equal("H1", ended.ReadOutputAs<string>());
    }

    [Fact]
    public async Task ContinueAsNew_CrashBetweenExecutions_GoesOn()
    {
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Count", async context =>
            {
                var count = context.GetInput<int>();
                await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
                if (count < 6)
                {
                    context.ContinueAsNew(count + 1);
                }

                return (object?)count;
            }));
        var id = await hub.ScheduleAsync("Count", 0);
        for (var minute = 0; minute < 4; minute++)
        {
            await hub.PassAsync(TimeSpan.FromMinutes(1));
            await hub.CrashAsync();
        }

        Assert.Equal(6, (await hub.EndAsync(id)).ReadOutputAs<int>());
    }

    [Theory]
    [InlineData(true, "early late")]
    [InlineData(false, "late")]
    public async Task ContinueAsNew_UnprocessedEvents_AreKeptInOrderIfAskedFor(bool preserve, string expected)
    {
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Events", async context =>
            {
                if (context.GetInput<int>() == 0)
                {
                    await context.WaitForExternalEvent<object?>("again");
                    context.ContinueAsNew(1, preserve);
                    return (object?)null;
                }

                var seen = new List<string>();
                do
                {
                    seen.Add(await context.WaitForExternalEvent<string>("decision"));
                }
                while (seen[^1] != "late");
                return string.Join(' ', seen);
            }));
        var id = await hub.ScheduleAsync("Events", 0);
        await hub.Client.RaiseEventAsync(id, "decision", "early");
        await hub.Client.RaiseEventAsync(id, "again");
        await hub.IdleAsync();

        await hub.Client.RaiseEventAsync(id, "decision", "late");

        Assert.Equal(expected, (await hub.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task ContinueAsNew_EventsOverManyExecutionsAndCrashes_AreSeenOnceAndInOrder()
    {
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Events", async context =>
            {
                var seen = context.GetInput<List<int>>()!;
                _ = context.WaitForExternalEvent<int>("nothing");
                seen.Add(await context.WaitForExternalEvent<int>("add"));
                await context.CallActivityAsync("Look");
                if (seen.Count < 40)
                {
                    context.ContinueAsNew(seen);
                }

                return (object?)seen;
            })
            .Activity("Look", () => null));
        var id = await hub.ScheduleAsync("Events", Array.Empty<int>());

        for (var number = 0; number < 40; number++)
        {
            await hub.Client.RaiseEventAsync(id, "add", number);
            if (number is 13 or 29)
            {
                await hub.CrashAsync();
            }
        }

        Assert.Equal(Enumerable.Range(0, 40), (await hub.EndAsync(id)).ReadOutputAs<int[]>());
    }

    [Fact]
    public async Task ContinueAsNew_WaitLeftBehind_SwallowsNoEvent()
    {
        await using var hub = await TaskHub.StartAsync(functions => functions
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
        var id = await hub.ScheduleAsync("Look", 0);
        await hub.Client.SuspendInstanceAsync(id);
        await hub.Client.RaiseEventAsync(id, "again");
        await hub.Client.RaiseEventAsync(id, "look", "thấy");
        await hub.IdleAsync();

        // Both events reach the orchestrator together, the second after its code has ended.
        await hub.Client.ResumeInstanceAsync(id);

        Assert.Equal("thấy", (await hub.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task ContinueAsNew_ActivityAndTimerLeftBehind_DoNotReachTheNextExecution()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var second = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var hub = await TaskHub.StartAsync(functions => functions
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

                // The same calls in the same places as those left behind.
                var fast = context.CallActivityAsync<int>("Fast");
                var timer = context.CreateTimer(TimeSpan.FromDays(2), CancellationToken.None);
                await timer;
                return $"{await fast} {context.CurrentUtcDateTime:dd}";
            })
            .Activity<object?>("Slow", async (_, _) =>
            {
                await release.Task;
                return 1;
            })
            .Activity("Fast", () =>
            {
                second.TrySetResult();
                return 2;
            }));
        var id = await hub.ScheduleAsync("Loop", 0);
        await hub.Client.RaiseEventAsync(id, "again");
        await second.Task;

        release.SetResult();

        Assert.Equal("2 09", (await hub.EndAsync(id)).ReadOutputAs<string>());
    }
}
