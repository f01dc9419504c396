namespace LienThong.Embedded.Tests.Compliance;

/// <summary>A suspended instance does nothing and loses nothing; resumed, it goes on where it stood.</summary>
public sealed class SuspendAndResumeRules
{
    private static Task<TaskHub> HubAsync() => TaskHub.StartAsync(functions => functions
        .Orchestrator("Sum", async context =>
        {
            var number = await context.CallActivityAsync<int>("Number");
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            return (object?)(number + await context.WaitForExternalEvent<int>("add"));
        })
        .Orchestrator("Done", context => Task.FromResult<object?>(context.GetInput<int>() + 1))
        .Activity("Number", () => 40));

    [Fact]
    public async Task Suspend_WhatFallsDueMeanwhile_WaitsUntilResumed()
    {
        await using var hub = await HubAsync();
        var id = await hub.ScheduleAsync("Sum");
        await hub.IdleAsync();
        await hub.Client.SuspendInstanceAsync(id, "kiểm tra");
        await hub.Client.RaiseEventAsync(id, "add", 2);
        await hub.PassAsync(TimeSpan.FromHours(3));
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, await hub.StatusAsync(id));

        await hub.Client.ResumeInstanceAsync(id, "kiểm tra xong");

        Assert.Equal(42, (await hub.EndAsync(id)).ReadOutputAs<int>());
        Assert.Equal(OrchestrationRuntimeStatus.Completed, await hub.StatusAsync(id));
    }

    [Fact]
    public async Task Suspend_AndACrash_StaysSuspendedAndLosesNothing()
    {
        await using var hub = await HubAsync();
        var id = await hub.ScheduleAsync("Sum");
        await hub.Client.SuspendInstanceAsync(id);
        await hub.Client.RaiseEventAsync(id, "add", 2);
        await hub.PassAsync(TimeSpan.FromHours(3));

        await hub.CrashAsync();
        await hub.PassAsync(TimeSpan.FromHours(3));
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, await hub.StatusAsync(id));
        await hub.Client.ResumeInstanceAsync(id);

        Assert.Equal(42, (await hub.EndAsync(id)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Suspend_WhileAnActivityRuns_ItsResultWaits()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var runs = 0;
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("One", async context => await context.CallActivityAsync<int>("Slow"))
            .Activity<object?>("Slow", async (_, _) =>
            {
                Interlocked.Increment(ref runs);
                await release.Task;
                return 5;
            }));
        var id = await hub.ScheduleAsync("One");
        await hub.Client.WaitForInstanceStartAsync(id);
        await hub.Client.SuspendInstanceAsync(id);
        release.SetResult();
        await hub.IdleAsync();
        await hub.CrashAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, await hub.StatusAsync(id));

        await hub.Client.ResumeInstanceAsync(id);

        Assert.Equal(5, (await hub.EndAsync(id)).ReadOutputAs<int>());
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task Suspend_BeforeADelayedStart_StartsWhenResumed()
    {
        await using var hub = await HubAsync();
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Done", 1, new StartOrchestrationOptions("H1", hub.Now.AddHours(1)));
        await hub.Client.SuspendInstanceAsync("H1");
        await hub.PassAsync(TimeSpan.FromHours(2));
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, await hub.StatusAsync("H1"));

        await hub.Client.ResumeInstanceAsync("H1");

        Assert.Equal(2, (await hub.EndAsync("H1")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Resume_OfWhatIsNotSuspended_ChangesNothing()
    {
        await using var hub = await HubAsync();
        var id = await hub.ScheduleAsync("Sum");
        await hub.IdleAsync();

        await hub.Client.ResumeInstanceAsync(id);
        await hub.Client.RaiseEventAsync(id, "add", 2);

        Assert.Equal(42, (await hub.EndAsync(id)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task SuspendAndResume_OfAnEndedOrUnknownInstance_ChangesNothing()
    {
        await using var hub = await HubAsync();
        var ended = await hub.RunAsync("Done", 1);

        foreach (var id in (string[])[ended.InstanceId, "nobody"])
        {
            await hub.Client.SuspendInstanceAsync(id);
            await hub.Client.ResumeInstanceAsync(id);
        }

        await hub.IdleAsync();
        Assert.Equal(ended.LastUpdatedAt, (await hub.Client.GetInstanceAsync(ended.InstanceId))!.LastUpdatedAt);
        Assert.Null(await hub.Client.GetInstanceAsync("nobody"));
    }
}
