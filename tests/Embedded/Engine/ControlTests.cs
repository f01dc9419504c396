namespace LienThong.Embedded.Tests.Engine;

public sealed class ControlTests
{
    private static Task<Machine> WaitingAsync() => Machine.StartAsync(functions => functions
        .Orchestrator("Wait", async context => await context.WaitForExternalEvent<string>("go"))
        .Orchestrator("Sum", async context =>
        {
            var number = await context.CallActivityAsync<int>("Number");
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            return (object?)(number + await context.WaitForExternalEvent<int>("add"));
        })
        .Orchestrator("Chain", context => Task.WhenAll(
            context.CallSubOrchestratorAsync("Middle", null, new SubOrchestrationOptions(instanceId: "middle")),
            context.CreateTimer(TimeSpan.FromDays(100), CancellationToken.None)))
        .Orchestrator("Middle", context => context.CallSubOrchestratorAsync("Wait", null, new SubOrchestrationOptions(instanceId: "leaf")))
        .Orchestrator("Done", context => Task.FromResult<object?>(context.GetInput<int>() + 1))
        .Activity("Number", _ => 40));

    [Fact]
    public async Task Suspend_WhileSuspended_WhatComesWaitsUntilResumed()
    {
        await using var machine = await WaitingAsync();
        var id = await machine.ScheduleAsync("Sum");
        await machine.IdleAsync();
        await machine.Client.SuspendInstanceAsync(id, "kiểm tra");
        await machine.Client.RaiseEventAsync(id, "add", 2);
        await machine.PassAsync(TimeSpan.FromHours(3));
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, await machine.StatusAsync(id));
        Assert.Equal(0, machine.Count("durable_inbox"));
        Assert.Equal(0, machine.Count("durable_timers"));

        await machine.Client.ResumeInstanceAsync(id);

        Assert.Equal(42, (await machine.EndAsync(id)).ReadOutputAs<int>());
        Assert.Equal(0, machine.Count("durable_parked"));
    }

    [Fact]
    public async Task Suspend_WhileAnActivityRuns_ItsResultWaits()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var machine = await Machine.StartAsync(functions => functions
            .Orchestrator("One", async context => await context.CallActivityAsync<int>("Slow"))
            .Activity("Slow", async (_, _) =>
            {
                await release.Task;
                return 5;
            }));
        var id = await machine.ScheduleAsync("One");
        await machine.Client.WaitForInstanceStartAsync(id);
        await machine.Client.SuspendInstanceAsync(id);
        while (await machine.StatusAsync(id) != OrchestrationRuntimeStatus.Suspended)
        {
            await Task.Yield();
        }

        release.SetResult();
        await machine.IdleAsync();
        Assert.Equal(0, machine.Count("durable_tasks"));
        Assert.Equal(1, machine.Count("durable_parked"));
        await machine.CrashAndStartAsync();
        await machine.Client.ResumeInstanceAsync(id);

        Assert.Equal(5, (await machine.EndAsync(id)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Terminate_RunningInstance_EndsItWithTheOutputGiven()
    {
        await using var machine = await WaitingAsync();
        var id = await machine.ScheduleAsync("Sum");
        await machine.IdleAsync();

        await machine.Client.TerminateInstanceAsync(id, new TerminateInstanceOptions("rút hồ sơ"));
        await machine.IdleAsync();
        var ended = await machine.Client.GetInstanceAsync(id, true);

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, ended!.RuntimeStatus);
        Assert.Equal("rút hồ sơ", ended.ReadOutputAs<string>());
        Assert.Equal(0, machine.Count("durable_timers"));
    }

    [Fact]
    public async Task Terminate_AfterACrash_RemovesItsTimersWithoutItsCode()
    {
        await using var machine = await WaitingAsync();
        var id = await machine.ScheduleAsync("Sum");
        await machine.IdleAsync();
        machine.Crash();
        machine.Functions.WithoutOrchestrator("Sum");
        await machine.StartAsync();

        await machine.Client.TerminateInstanceAsync(id);
        await machine.IdleAsync();

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, await machine.StatusAsync(id));
        Assert.Equal(0, machine.Count("durable_timers"));
    }

    [Fact]
    public async Task Terminate_BeforeADelayedStart_NeverStarts()
    {
        await using var machine = await WaitingAsync();
        await machine.Client.ScheduleNewOrchestrationInstanceAsync(
            "Done", 1, new StartOrchestrationOptions("H1", machine.Clock.GetUtcNow().AddHours(1)));

        await machine.Client.TerminateInstanceAsync("H1");
        await machine.PassAsync(TimeSpan.FromHours(2));

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, await machine.StatusAsync("H1"));
        Assert.Equal(0, machine.Count("durable_timers"));
    }

    [Fact]
    public async Task Terminate_NotRecursive_LeavesTheChildren()
    {
        await using var machine = await WaitingAsync();
        await machine.ScheduleAsync("Chain", id: "top");
        await machine.IdleAsync();

        await machine.Client.TerminateInstanceAsync("top");
        await machine.IdleAsync();

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, await machine.StatusAsync("top"));
        Assert.Equal(OrchestrationRuntimeStatus.Running, await machine.StatusAsync("middle"));
        Assert.Equal(0, machine.Count("durable_timers"));
    }

    [Fact]
    public async Task Terminate_WhileSuspended_Ends()
    {
        await using var machine = await WaitingAsync();
        var id = await machine.ScheduleAsync("Wait");
        await machine.Client.SuspendInstanceAsync(id);
        await machine.Client.RaiseEventAsync(id, "go", "a");
        await machine.IdleAsync();

        await machine.Client.TerminateInstanceAsync(id);
        await machine.IdleAsync();

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, await machine.StatusAsync(id));
        Assert.Equal(0, machine.Count("durable_parked"));
    }

    [Fact]
    public async Task Control_OfEndedOrUnknownInstance_ChangesNothing()
    {
        await using var machine = await WaitingAsync();
        var ended = await machine.RunAsync("Done", 1);

        foreach (var id in (string[])[ended.InstanceId, "nobody"])
        {
            await machine.Client.SuspendInstanceAsync(id);
            await machine.Client.ResumeInstanceAsync(id);
            await machine.Client.TerminateInstanceAsync(id);
        }

        await machine.IdleAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Completed, await machine.StatusAsync(ended.InstanceId));
        Assert.Equal(0, machine.Count("durable_inbox"));
    }

    [Fact]
    public async Task Purge_EndedInstance_RemovesItAndItsHistory()
    {
        await using var machine = await WaitingAsync();
        var ended = await machine.RunAsync("Done", 1);

        var purged = await machine.Client.PurgeInstanceAsync(ended.InstanceId);

        Assert.Equal(1, purged.PurgedInstanceCount);
        Assert.Null(await machine.Client.GetInstanceAsync(ended.InstanceId));
        Assert.Equal(0, machine.Count("durable_history"));
    }

    [Fact]
    public async Task Purge_Recursive_RemovesTheEndedTree()
    {
        await using var machine = await WaitingAsync();
        await machine.ScheduleAsync("Middle", id: "middle");
        await machine.Client.WaitForInstanceStartAsync("middle");
        await machine.IdleAsync();
        await machine.Client.RaiseEventAsync("leaf", "go", "a");
        await machine.EndAsync("middle");

        var purged = await machine.Client.PurgeInstanceAsync("middle", new PurgeInstanceOptions(Recursive: true));

        Assert.Equal(2, purged.PurgedInstanceCount);
        Assert.Equal(0, machine.Count("durable_instances"));
    }
}
