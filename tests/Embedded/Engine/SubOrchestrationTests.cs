namespace LienThong.Embedded.Tests.Engine;

public sealed class SubOrchestrationTests
{
    [Fact]
    public async Task CallSubOrchestrator_Named_ReturnsItsResultAndKnowsItsParent()
    {
        await using var machine = await Machine.StartAsync(functions => functions
            .Orchestrator("Chain", async context =>
                await context.CallSubOrchestratorAsync<string>("Step", "birth", new SubOrchestrationOptions(instanceId: "H1:birth")))
            .Orchestrator("Step", context => Task.FromResult<object?>(
                $"{context.GetInput<string>()} {context.InstanceId} {context.Parent!.Name} {context.Parent.InstanceId}")));

        var ended = await machine.RunAsync("Chain", id: "H1");

        Assert.Equal("birth H1:birth Chain H1", ended.ReadOutputAs<string>());
        Assert.Equal(OrchestrationRuntimeStatus.Completed, await machine.StatusAsync("H1:birth"));
    }

    [Fact]
    public async Task CallSubOrchestrator_Unnamed_HasTheSameIdAtEveryReplay()
    {
        var ids = new HashSet<string>();
        await using var machine = await Machine.StartAsync(functions => functions
            .Orchestrator("Chain", async context =>
            {
                await Task.WhenAll(context.CallSubOrchestratorAsync("Step"), context.CallSubOrchestratorAsync("Step"));
                await context.WaitForExternalEvent<object?>("go");
            })
            .Orchestrator("Step", context =>
            {
                lock (ids)
                {
                    ids.Add(context.InstanceId);
                }

                return Task.CompletedTask;
            }));
        var id = await machine.ScheduleAsync("Chain");
        await machine.IdleAsync();

        await machine.CrashAndStartAsync();
        await machine.Client.RaiseEventAsync(id, "go");
        var ended = await machine.EndAsync(id);

        Assert.Equal(OrchestrationRuntimeStatus.Completed, ended.RuntimeStatus);
        Assert.Equal(2, ids.Count);
    }

    [Fact]
    public async Task CallSubOrchestrator_ThatFails_ThrowsInTheParent()
    {
        await using var machine = await Machine.StartAsync(functions => functions
            .Orchestrator("Chain", async context =>
            {
                try
                {
                    await context.CallSubOrchestratorAsync("Step");
                    return (object?)"none";
                }
                catch (TaskFailedException failed) when (failed.FailureDetails.IsCausedBy<AgencyException>())
                {
                    return failed.TaskName;
                }
            })
            .Orchestrator("Step", _ => throw new AgencyDownException("hỏng")));

        Assert.Equal("Step", (await machine.RunAsync("Chain")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task CallSubOrchestrator_ThatDoesNotExist_FailsIt()
    {
        await using var machine = await Machine.StartAsync(functions => functions
            .Orchestrator("Chain", context => context.CallSubOrchestratorAsync("Nowhere")));

        var ended = await machine.RunAsync("Chain");

        Assert.Contains("'Nowhere'", ended.FailureDetails!.InnerFailure!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CallSubOrchestrator_IdInUse_ThrowsAndLeavesTheOtherAlone()
    {
        await using var machine = await Machine.StartAsync(functions => functions
            .Orchestrator("Chain", async context =>
            {
                try
                {
                    await context.CallSubOrchestratorAsync("Wait", null, new SubOrchestrationOptions(instanceId: "H1:birth"));
                    return (object?)"none";
                }
                catch (TaskFailedException failed)
                {
                    return failed.FailureDetails.ErrorMessage;
                }
            })
            .Orchestrator("Wait", context => context.WaitForExternalEvent<object?>("go")));
        await machine.ScheduleAsync("Wait", id: "H1:birth");
        await machine.IdleAsync();

        var ended = await machine.RunAsync("Chain");

        Assert.Contains("'H1:birth' exists and is Running", ended.ReadOutputAs<string>(), StringComparison.Ordinal);
        Assert.Equal(OrchestrationRuntimeStatus.Running, await machine.StatusAsync("H1:birth"));
    }

    [Fact]
    public async Task CallSubOrchestrator_ParentEndsFirst_ChildGoesOnAndItsResultGoesNowhere()
    {
        await using var machine = await Machine.StartAsync(functions => functions
            .Orchestrator("Chain", context =>
            {
                _ = context.CallSubOrchestratorAsync("Step", null, new SubOrchestrationOptions(instanceId: "child"));
                return Task.FromResult<object?>("done");
            })
            .Orchestrator("Step", async context => await context.WaitForExternalEvent<string>("go")));
        var parent = await machine.RunAsync("Chain");

        await machine.Client.RaiseEventAsync("child", "go", "ok");
        var child = await machine.EndAsync("child");

        Assert.Equal("done", parent.ReadOutputAs<string>());
        Assert.Equal("ok", child.ReadOutputAs<string>());
        Assert.Equal(0, machine.Count("durable_inbox"));
    }

    [Fact]
    public async Task CallSubOrchestrator_ParentContinuedAsNew_OldChildsResultGoesNowhere()
    {
        await using var machine = await Machine.StartAsync(functions => functions
            .Orchestrator("Chain", async context =>
            {
                var step = context.CallSubOrchestratorAsync<int>(
                    "Step", null, new SubOrchestrationOptions(instanceId: $"child{context.GetInput<int>()}"));
                if (context.GetInput<int>() == 0)
                {
                    await context.WaitForExternalEvent<object?>("again");
                    context.ContinueAsNew(1);
                    return (object?)null;
                }

                return await step;
            })
            .Orchestrator("Step", async context => await context.WaitForExternalEvent<int>("go")));
        await machine.ScheduleAsync("Chain", 0, "parent");
        await machine.IdleAsync();
        await machine.Client.RaiseEventAsync("parent", "again");
        await machine.IdleAsync();

        await machine.Client.RaiseEventAsync("child0", "go", 100);
        await machine.IdleAsync();
        await machine.Client.RaiseEventAsync("child1", "go", 200);

        Assert.Equal(200, (await machine.EndAsync("parent")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task CallSubOrchestrator_ChildTerminated_ThrowsInTheParent()
    {
        await using var machine = await Machine.StartAsync(functions => functions
            .Orchestrator("Chain", context => context.CallSubOrchestratorAsync(
                "Step", null, new SubOrchestrationOptions(instanceId: "child")))
            .Orchestrator("Step", context => context.WaitForExternalEvent<object?>("go")));
        var id = await machine.ScheduleAsync("Chain");
        await machine.IdleAsync();

        await machine.Client.TerminateInstanceAsync("child");
        var ended = await machine.EndAsync(id);

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Contains("'child' was terminated", ended.FailureDetails!.InnerFailure!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CallSubOrchestrator_CrashWhileTheChildWaits_BothGoOn()
    {
        await using var machine = await Machine.StartAsync(functions => functions
            .Orchestrator("Chain", async context => await context.CallSubOrchestratorAsync<string>(
                "Step", null, new SubOrchestrationOptions(instanceId: "child")))
            .Orchestrator("Step", async context =>
            {
                await context.CreateTimer(TimeSpan.FromDays(3), CancellationToken.None);
                return (object?)"sau ba ngày";
            }));
        var id = await machine.ScheduleAsync("Chain");
        await machine.IdleAsync();

        await machine.CrashAndStartAsync();

        Assert.Equal("sau ba ngày", (await machine.EndAsync(id)).ReadOutputAs<string>());
    }
}
