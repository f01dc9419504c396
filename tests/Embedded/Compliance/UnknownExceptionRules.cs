using LienThong.Embedded.Tests.Engine;

namespace LienThong.Embedded.Tests.Compliance;

/// <summary>
/// What becomes of an exception that nobody declared: an orchestrator's own. Asked to, the engine parks the instance until
/// somebody has mended the code; otherwise the instance fails, as Durable Functions has it.
/// </summary>
public sealed class UnknownExceptionRules
{
    private static async Task<object?> Broken(TaskOrchestrationContext context)
    {
        var drawn = await context.CallActivityAsync<int>("Draw");
        context.SetCustomStatus("before");
        var told = await context.WaitForExternalEvent<string>("decision");
        context.SetCustomStatus("after");
        return told == "unforeseen" ? throw new InvalidDataException("không lường trước") : $"{drawn} {told}";
    }

    private static async Task<object?> Mended(TaskOrchestrationContext context)
    {
        var drawn = await context.CallActivityAsync<int>("Draw");
        return $"{drawn} {await context.WaitForExternalEvent<string>("decision")} {await context.WaitForExternalEvent<string>("decision")}";
    }

    private static Task<TaskHub> HubAsync(bool park = true)
    {
        var drawn = 0;
        return TaskHub.StartAsync(
            functions => functions.Orchestrator("Chain", Broken)
                .Orchestrator("Parent", async context => await context.CallSubOrchestratorAsync<string>(
                    "Chain", null, new SubOrchestrationOptions(instanceId: "child")))
                .Activity("Draw", () => ++drawn),
            park);
    }

    [Fact]
    public async Task UnknownException_ParksTheInstance_AndResumeContinuesItWithMendedCode()
    {
        await using var hub = await HubAsync();
        var id = await hub.ScheduleAsync("Chain");
        await hub.IdleAsync();
        await hub.Client.RaiseEventAsync(id, "decision", "unforeseen");
        await hub.IdleAsync();

        // The turn that threw has not happened: the custom status is that of the turn before.
        var parked = (await hub.Client.GetInstanceAsync(id, true))!;
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, parked.RuntimeStatus);
        Assert.True(parked.FailureDetails!.IsCausedBy<InvalidDataException>());
        Assert.Equal("không lường trước", parked.FailureDetails.ErrorMessage);
        Assert.Equal("before", parked.ReadCustomStatusAs<string>());

        // What comes meanwhile waits with what it has parked on, over a crash too.
        await hub.Client.RaiseEventAsync(id, "decision", "approved");
        await hub.CrashAsync(functions => functions.Orchestrator("Chain", Mended));
        await hub.IdleAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, await hub.StatusAsync(id));
        await hub.Client.ResumeInstanceAsync(id);

        var ended = await hub.EndAsync(id);
        Assert.Equal("1 unforeseen approved", ended.ReadOutputAs<string>());
        Assert.Null(ended.FailureDetails);
    }

    [Fact]
    public async Task UnknownException_ResumedWithoutMending_ParksAgain()
    {
        await using var hub = await HubAsync();
        var id = await hub.ScheduleAsync("Chain");
        await hub.Client.RaiseEventAsync(id, "decision", "unforeseen");
        await hub.IdleAsync();

        for (var tries = 0; tries < 3; tries++)
        {
            await hub.Client.ResumeInstanceAsync(id);
            await hub.IdleAsync();
            var parked = (await hub.Client.GetInstanceAsync(id))!;
            Assert.Equal(OrchestrationRuntimeStatus.Suspended, parked.RuntimeStatus);
            Assert.True(parked.FailureDetails!.IsCausedBy<InvalidDataException>());
        }
    }

    [Fact]
    public async Task UnknownException_OnTheVeryFirstTurn_ParksAndResumes()
    {
        await using var hub = await TaskHub.StartAsync(
            functions => functions.Orchestrator("Chain", _ => throw new InvalidDataException("ngay từ đầu")), parkUnknownExceptions: true);
        var id = await hub.ScheduleAsync("Chain", 7);
        await hub.IdleAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, await hub.StatusAsync(id));

        await hub.CrashAsync(functions => functions.Orchestrator("Chain", context => Task.FromResult<object?>(context.GetInput<int>())));
        await hub.Client.ResumeInstanceAsync(id);

        Assert.Equal(7, (await hub.EndAsync(id)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task UnknownException_OfASubOrchestration_ParksTheChildAndTheParentWaits()
    {
        await using var hub = await HubAsync();
        var parent = await hub.ScheduleAsync("Parent");
        await hub.IdleAsync();
        await hub.Client.RaiseEventAsync("child", "decision", "unforeseen");
        await hub.PassAsync(TimeSpan.FromDays(1));
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, await hub.StatusAsync("child"));
        Assert.Equal(OrchestrationRuntimeStatus.Running, await hub.StatusAsync(parent));

        await hub.Client.RaiseEventAsync("child", "decision", "approved");
        await hub.CrashAsync(functions => functions.Orchestrator("Chain", Mended));
        await hub.Client.ResumeInstanceAsync("child");

        Assert.Equal("1 unforeseen approved", (await hub.EndAsync(parent)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task UnknownException_ParkedInstance_CanBeTerminated()
    {
        await using var hub = await HubAsync();
        var id = await hub.ScheduleAsync("Chain");
        await hub.Client.RaiseEventAsync(id, "decision", "unforeseen");
        await hub.IdleAsync();

        await hub.Client.TerminateInstanceAsync(id);

        var ended = await hub.EndAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, ended.RuntimeStatus);
        Assert.Null(ended.FailureDetails);
    }

    [Fact]
    public async Task DeclaredFailure_OfAnActivity_FailsTheInstanceAndParksNothing()
    {
        await using var hub = await TaskHub.StartAsync(
            functions => functions
                .Orchestrator("Register", context => context.CallActivityAsync("Send"))
                .Activity("Send", () => throw new AgencyDownException("từ chối")),
            parkUnknownExceptions: true);

        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await hub.RunAsync("Register")).RuntimeStatus);
    }

    [Fact]
    public async Task UnknownException_UnlessAskedToPark_FailsTheInstanceWithWhatHappened()
    {
        await using var hub = await HubAsync(park: false);
        var id = await hub.ScheduleAsync("Chain");
        await hub.Client.RaiseEventAsync(id, "decision", "unforeseen");

        var ended = await hub.EndAsync(id);

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.True(ended.FailureDetails!.IsCausedBy<InvalidDataException>());
        Assert.Null(ended.SerializedOutput);
    }

    /// <summary>How an orchestrator parks itself on either engine: it catches, and waits to be told that all is mended.</summary>
    [Fact]
    public async Task UnknownException_OfAnActivity_CanBeCaughtAndWaitedOutUntilSomebodySaysGoOn()
    {
        var mended = false;
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Step", async context =>
            {
                while (true)
                {
                    try
                    {
                        return (object?)await context.CallActivityAsync<string>("Send");
                    }
                    catch (TaskFailedException failed)
                    {
                        context.SetCustomStatus(failed.FailureDetails.ErrorType);
                        await context.WaitForExternalEvent<object?>("go on");
                        context.SetCustomStatus(null);
                    }
                }
            })
            .Activity("Send", () => mended ? "sent" : throw new AgencyDownException("chưa sửa")));
        var id = await hub.ScheduleAsync("Step");
        await hub.IdleAsync();
        Assert.Equal(typeof(AgencyDownException).FullName, (await hub.Client.GetInstanceAsync(id, true))!.ReadCustomStatusAs<string>());

        mended = true;
        await hub.Client.RaiseEventAsync(id, "go on");

        Assert.Equal("sent", (await hub.EndAsync(id)).ReadOutputAs<string>());
    }
}
