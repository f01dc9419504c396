namespace LienThong.Embedded.Tests.Compliance;

/// <summary>A terminated instance ends where it stands, with its sub-orchestrations if asked for.</summary>
public sealed class TerminateRules
{
    private static Task<TaskHub> HubAsync() => TaskHub.StartAsync(functions => functions
        .Orchestrator("Wait", async context => await context.WaitForExternalEvent<string>("go"))
        .Orchestrator("Done", context => Task.FromResult<object?>(context.GetInput<int>() + 1))
        .Orchestrator("Chain", context => Task.WhenAll(
            context.CallSubOrchestratorAsync("Middle", null, new SubOrchestrationOptions(instanceId: "middle")),
            context.CreateTimer(TimeSpan.FromDays(100), CancellationToken.None)))
        .Orchestrator("Middle", context => context.CallSubOrchestratorAsync("Wait", null, new SubOrchestrationOptions(instanceId: "leaf"))));

    [Fact]
    public async Task Terminate_RunningInstance_EndsItWithTheOutputGiven()
    {
        await using var hub = await HubAsync();
        var id = await hub.ScheduleAsync("Wait");
        await hub.IdleAsync();

        await hub.Client.TerminateInstanceAsync(id, new TerminateInstanceOptions("rút hồ sơ"));

        var ended = await hub.EndAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, ended.RuntimeStatus);
        Assert.Equal("rút hồ sơ", ended.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Terminate_WithChildren_EndsTheWholeTree()
    {
        await using var hub = await HubAsync();
        await hub.ScheduleAsync("Chain", id: "top");
        await hub.IdleAsync();

        await hub.Client.TerminateInstanceAsync("top", new TerminateInstanceOptions(Recursive: true));
        await hub.IdleAsync();

        foreach (var id in (string[])["top", "middle", "leaf"])
        {
            Assert.Equal(OrchestrationRuntimeStatus.Terminated, await hub.StatusAsync(id));
        }
    }

    [Fact]
    public async Task Terminate_WithChildrenAndACrash_EndsTheWholeTree()
    {
        await using var hub = await HubAsync();
        await hub.ScheduleAsync("Chain", id: "top");
        await hub.IdleAsync();
        await hub.CrashAsync();

        await hub.Client.TerminateInstanceAsync("top", new TerminateInstanceOptions(Recursive: true));
        await hub.CrashAsync();
        await hub.IdleAsync();

        foreach (var id in (string[])["top", "middle", "leaf"])
        {
            Assert.Equal(OrchestrationRuntimeStatus.Terminated, await hub.StatusAsync(id));
        }
    }

    [Fact]
    public async Task Terminate_WithoutChildren_LeavesThem()
    {
        await using var hub = await HubAsync();
        await hub.ScheduleAsync("Chain", id: "top");
        await hub.IdleAsync();

        await hub.Client.TerminateInstanceAsync("top");
        await hub.IdleAsync();

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, await hub.StatusAsync("top"));
        Assert.Equal(OrchestrationRuntimeStatus.Running, await hub.StatusAsync("middle"));
    }

    [Fact]
    public async Task Terminate_WhileSuspended_Ends()
    {
        await using var hub = await HubAsync();
        var id = await hub.ScheduleAsync("Wait");
        await hub.Client.SuspendInstanceAsync(id);
        await hub.Client.RaiseEventAsync(id, "go", "a");
        await hub.IdleAsync();

        await hub.Client.TerminateInstanceAsync(id);

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await hub.EndAsync(id)).RuntimeStatus);
    }

    [Fact]
    public async Task Terminate_BeforeADelayedStart_NeverStarts()
    {
        await using var hub = await HubAsync();
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Done", 1, new StartOrchestrationOptions("H1", hub.Now.AddHours(1)));

        await hub.Client.TerminateInstanceAsync("H1");
        await hub.PassAsync(TimeSpan.FromHours(2));

        var ended = await hub.Client.GetInstanceAsync("H1", true);
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, ended!.RuntimeStatus);
        Assert.Null(ended.SerializedOutput);
    }

    [Fact]
    public async Task Terminate_OfAnOrchestratorThatIsNoLongerDeployed_Ends()
    {
        await using var hub = await HubAsync();
        var id = await hub.ScheduleAsync("Wait");
        await hub.IdleAsync();
        await hub.CrashAsync(functions => functions.WithoutOrchestrator("Wait"));

        await hub.Client.TerminateInstanceAsync(id);

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await hub.EndAsync(id)).RuntimeStatus);
    }

    [Fact]
    public async Task Terminate_OfAnEndedOrUnknownInstance_ChangesNothing()
    {
        await using var hub = await HubAsync();
        var ended = await hub.RunAsync("Done", 1);

        await hub.Client.TerminateInstanceAsync(ended.InstanceId);
        await hub.Client.TerminateInstanceAsync("nobody");
        await hub.IdleAsync();

        Assert.Equal(OrchestrationRuntimeStatus.Completed, await hub.StatusAsync(ended.InstanceId));
        Assert.Null(await hub.Client.GetInstanceAsync("nobody"));
    }
}
