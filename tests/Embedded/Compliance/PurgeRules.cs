namespace LienThong.Embedded.Tests.Compliance;

/// <summary>What has ended can be removed, and nothing else can.</summary>
public sealed class PurgeRules
{
    private static Task<TaskHub> HubAsync() => TaskHub.StartAsync(functions => functions
        .Orchestrator("Wait", async context => await context.WaitForExternalEvent<string>("go"))
        .Orchestrator("Done", context => Task.FromResult<object?>(context.GetInput<int>() + 1))
        .Orchestrator("Chain", context => context.CallSubOrchestratorAsync("Wait", null, new SubOrchestrationOptions(instanceId: "leaf"))));

    [Fact]
    public async Task Purge_EndedInstance_RemovesItForGood()
    {
        await using var hub = await HubAsync();
        var ended = await hub.RunAsync("Done", 1);

        Assert.Equal(1, (await hub.Client.PurgeInstanceAsync(ended.InstanceId)).PurgedInstanceCount);
        Assert.Equal(0, (await hub.Client.PurgeInstanceAsync(ended.InstanceId)).PurgedInstanceCount);

        await hub.CrashAsync();
        Assert.Null(await hub.Client.GetInstanceAsync(ended.InstanceId));
    }

    [Fact]
    public async Task Purge_RunningOrSuspendedOrUnknownInstance_LeavesIt()
    {
        await using var hub = await HubAsync();
        await hub.ScheduleAsync("Wait", id: "running");
        await hub.ScheduleAsync("Wait", id: "suspended");
        await hub.Client.SuspendInstanceAsync("suspended");
        await hub.IdleAsync();

        foreach (var id in (string[])["running", "suspended", "nobody"])
        {
            Assert.Equal(0, (await hub.Client.PurgeInstanceAsync(id)).PurgedInstanceCount);
        }

        Assert.Equal(OrchestrationRuntimeStatus.Running, await hub.StatusAsync("running"));
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, await hub.StatusAsync("suspended"));
    }

    [Fact]
    public async Task Purge_WithChildren_RemovesTheEndedTree()
    {
        await using var hub = await HubAsync();
        await hub.ScheduleAsync("Chain", id: "top");
        await hub.IdleAsync();
        await hub.Client.RaiseEventAsync("leaf", "go", "a");
        await hub.EndAsync("top");

        Assert.Equal(2, (await hub.Client.PurgeInstanceAsync("top", new PurgeInstanceOptions(Recursive: true))).PurgedInstanceCount);
        Assert.Null(await hub.Client.GetInstanceAsync("leaf"));
    }

    [Fact]
    public async Task PurgeAll_CreatedBefore_RemovesThoseAndNoOthers()
    {
        await using var hub = await HubAsync();
        var waiting = await hub.ScheduleAsync("Wait");
        for (var number = 0; number < 250; number++)
        {
            await hub.ScheduleAsync("Done", number);
        }

        await hub.PassAsync(TimeSpan.FromDays(1));
        var late = await hub.RunAsync("Done", 1);

        var purged = await hub.Client.PurgeAllInstancesAsync(new PurgeInstancesFilter(CreatedTo: hub.Now.AddHours(-1)));

        Assert.Equal(250, purged.PurgedInstanceCount);
        Assert.Equal(OrchestrationRuntimeStatus.Running, await hub.StatusAsync(waiting));
        Assert.Equal(OrchestrationRuntimeStatus.Completed, await hub.StatusAsync(late.InstanceId));
    }

    [Fact]
    public async Task PurgeAll_ByStatus_RemovesThoseAndNoOthers()
    {
        await using var hub = await HubAsync();
        await hub.ScheduleAsync("Wait", id: "terminated");
        await hub.Client.TerminateInstanceAsync("terminated");
        await hub.ScheduleAsync("Wait", id: "running");
        await hub.RunAsync("Done", 1, "completed");

        var purged = await hub.Client.PurgeAllInstancesAsync(new PurgeInstancesFilter(
            Statuses: [OrchestrationRuntimeStatus.Terminated, OrchestrationRuntimeStatus.Running]));

        Assert.Equal(1, purged.PurgedInstanceCount);
        Assert.Equal("running completed", await hub.ListAsync());
    }
}
