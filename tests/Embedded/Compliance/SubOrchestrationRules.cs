using LienThong.Embedded.Tests.Engine;

namespace LienThong.Embedded.Tests.Compliance;

/// <summary>An orchestration can call another, which is an instance like any other.</summary>
public sealed class SubOrchestrationRules
{
    [Fact]
    public async Task SubOrchestration_Result_ReturnsToTheParent()
    {
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Chain", async context => await context.CallSubOrchestratorAsync<int>("Step", 20))
            .Orchestrator("Step", async context => await context.CallActivityAsync<int>("Double", context.GetInput<int>()))
            .Activity<int>("Double", number => 2 * number));

        Assert.Equal(40, (await hub.RunAsync("Chain")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task SubOrchestration_Failure_ThrowsInTheParentWithItsCause()
    {
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Chain", async context =>
            {
                try
                {
                    await context.CallSubOrchestratorAsync("Step");
                    return (object?)"none";
                }
                catch (TaskFailedException failed) when (failed.FailureDetails.IsCausedBy<AgencyException>())
                {
                    return $"{failed.TaskName}: {failed.FailureDetails.ErrorMessage}";
                }
            })
            .Orchestrator("Step", _ => throw new AgencyDownException("hỏng")));

        Assert.Equal("Step: hỏng", (await hub.RunAsync("Chain")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task SubOrchestration_NamedInstance_HasThatIdAndKnowsItsParent()
    {
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Chain", async context =>
                await context.CallSubOrchestratorAsync<string>("Step", "birth", new SubOrchestrationOptions(instanceId: "H1:birth")))
            .Orchestrator("Step", context => Task.FromResult<object?>(
                $"{context.GetInput<string>()} {context.InstanceId} {context.Parent!.Name} {context.Parent.InstanceId}")));

        Assert.Equal("birth H1:birth Chain H1", (await hub.RunAsync("Chain", id: "H1")).ReadOutputAs<string>());
        Assert.Equal(OrchestrationRuntimeStatus.Completed, await hub.StatusAsync("H1:birth"));
    }

    [Fact]
    public async Task SubOrchestration_UnnamedInstance_KeepsItsIdOverReplays()
    {
        var ids = new HashSet<string>();
        await using var hub = await TaskHub.StartAsync(functions => functions
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
        var id = await hub.ScheduleAsync("Chain");
        await hub.IdleAsync();

        await hub.CrashAsync();
        await hub.Client.RaiseEventAsync(id, "go");

        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await hub.EndAsync(id)).RuntimeStatus);
        Assert.Equal(2, ids.Count);
    }

    [Fact]
    public async Task SubOrchestration_ParentEndedFirst_ChildGoesOn()
    {
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Chain", context =>
            {
                _ = context.CallSubOrchestratorAsync("Step", null, new SubOrchestrationOptions(instanceId: "child"));
                return Task.FromResult<object?>("done");
            })
            .Orchestrator("Step", async context => await context.WaitForExternalEvent<string>("go")));
        var parent = await hub.RunAsync("Chain");

        await hub.Client.RaiseEventAsync("child", "go", "ok");
        var child = await hub.EndAsync("child");

        Assert.Equal("done", parent.ReadOutputAs<string>());
        Assert.Equal("ok", child.ReadOutputAs<string>());
        Assert.Equal(parent.LastUpdatedAt, (await hub.Client.GetInstanceAsync(parent.InstanceId))!.LastUpdatedAt);
    }

    [Fact]
    public async Task SubOrchestration_ParentPurgedFirst_ChildGoesOn()
    {
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Chain", context =>
            {
                _ = context.CallSubOrchestratorAsync("Step", null, new SubOrchestrationOptions(instanceId: "child"));
                return Task.CompletedTask;
            })
            .Orchestrator("Step", async context => await context.WaitForExternalEvent<string>("go")));
        var parent = await hub.RunAsync("Chain");
        await hub.IdleAsync();

        await hub.Client.PurgeInstanceAsync(parent.InstanceId);
        await hub.CrashAsync();
        await hub.Client.RaiseEventAsync("child", "go", "ok");

        Assert.Equal("ok", (await hub.EndAsync("child")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task SubOrchestration_ParentContinuedAsNew_OldChildsResultGoesNowhere()
    {
        await using var hub = await TaskHub.StartAsync(functions => functions
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
        await hub.ScheduleAsync("Chain", 0, "parent");
        await hub.IdleAsync();
        await hub.Client.RaiseEventAsync("parent", "again");
        await hub.IdleAsync();

        await hub.Client.RaiseEventAsync("child0", "go", 100);
        await hub.IdleAsync();
        await hub.Client.RaiseEventAsync("child1", "go", 200);

        Assert.Equal(200, (await hub.EndAsync("parent")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task SubOrchestration_IdOfAnInstanceThatRuns_ThrowsInTheParentAndLeavesTheOtherAlone()
    {
        await using var hub = await TaskHub.StartAsync(functions => functions
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
        await hub.ScheduleAsync("Wait", id: "H1:birth");
        await hub.IdleAsync();

        Assert.Contains("'H1:birth' exists and is Running", (await hub.RunAsync("Chain")).ReadOutputAs<string>(), StringComparison.Ordinal);
        Assert.Equal(OrchestrationRuntimeStatus.Running, await hub.StatusAsync("H1:birth"));
    }

    [Fact]
    public async Task SubOrchestration_Terminated_ThrowsInTheParent()
    {
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Chain", context => context.CallSubOrchestratorAsync("Step", null, new SubOrchestrationOptions(instanceId: "child")))
            .Orchestrator("Step", context => context.WaitForExternalEvent<object?>("go")));
        var id = await hub.ScheduleAsync("Chain");
        await hub.IdleAsync();

        await hub.Client.TerminateInstanceAsync("child");
        var ended = await hub.EndAsync(id);

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Contains("'child' was terminated", ended.FailureDetails!.InnerFailure!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SubOrchestration_OfAnOrchestratorThatDoesNotExist_FailsAndIsNamed()
    {
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Chain", context => context.CallSubOrchestratorAsync("Nowhere")));

        var ended = await hub.RunAsync("Chain");

        Assert.Contains("'Nowhere'", ended.FailureDetails!.InnerFailure!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SubOrchestration_CrashWhileItWaits_BothGoOn()
    {
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Chain", async context => await context.CallSubOrchestratorAsync<string>(
                "Step", null, new SubOrchestrationOptions(instanceId: "child")))
            .Orchestrator("Step", async context =>
            {
                await context.CreateTimer(TimeSpan.FromDays(3), CancellationToken.None);
                return (object?)"sau ba ngày";
            }));
        var id = await hub.ScheduleAsync("Chain");
        await hub.IdleAsync();

        await hub.CrashAsync();

        Assert.Equal("sau ba ngày", (await hub.EndAsync(id)).ReadOutputAs<string>());
    }
}
