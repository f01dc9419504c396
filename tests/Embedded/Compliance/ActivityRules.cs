using LienThong.Embedded.Tests.Engine;

namespace LienThong.Embedded.Tests.Compliance;

/// <summary>An activity runs at least once, and its result counts once.</summary>
public sealed class ActivityRules
{
    [Fact]
    public async Task Activity_WithInput_ReturnsItsResult()
    {
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Register", async context => await context.CallActivityAsync<string>("Greet", context.GetInput<string>()))
            .Activity<string>("Greet", name => $"chào {name}"));

        var ended = await hub.RunAsync("Register", "An");

        Assert.Equal(OrchestrationRuntimeStatus.Completed, ended.RuntimeStatus);
        Assert.Equal("chào An", ended.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Activity_WithoutInputOrResult_Runs()
    {
        var runs = 0;
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Register", context => context.CallActivityAsync("Count"))
            .Activity("Count", () => Interlocked.Increment(ref runs)));

        Assert.Null((await hub.RunAsync("Register")).SerializedOutput);
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task Activity_NameInAnotherCase_IsTheSame()
    {
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Register", async context => await context.CallActivityAsync<int>("COUNT"))
            .Activity("count", () => 7));

        Assert.Equal(7, (await hub.RunAsync("REGISTER")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Activity_CrashWhileItRuns_RunsAgainAndItsResultCountsOnce()
    {
        var runs = 0;
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Register", async context =>
            {
                var results = new List<int> { await context.CallActivityAsync<int>("Number") };
                await context.CallActivityAsync("Rest");
                return results;
            })
            .Activity("Rest", () => null)
            .Activity<object?>("Number", async (_, cancellation) =>
            {
                var run = Interlocked.Increment(ref runs);
                if (run == 1)
                {
                    started.SetResult();
                    await Task.Delay(Timeout.Infinite, cancellation);
                }

                return run;
            }));
        var id = await hub.ScheduleAsync("Register");
        await started.Task;

        await hub.CrashAsync();

        Assert.Equal(2, Assert.Single((await hub.EndAsync(id)).ReadOutputAs<int[]>()!));
        Assert.Equal(2, runs);
    }

    [Fact]
    public async Task Activity_CrashAfterItsResultIsSaved_DoesNotRunAgain()
    {
        var runs = 0;
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Register", async context =>
            {
                var drawn = await context.CallActivityAsync<int>("Draw");
                await context.WaitForExternalEvent<object?>("go");
                return (object?)drawn;
            })
            .Activity("Draw", () => Interlocked.Increment(ref runs)));
        var id = await hub.ScheduleAsync("Register");
        await hub.IdleAsync();

        await hub.CrashAsync();
        await hub.CrashAsync();
        await hub.Client.RaiseEventAsync(id, "go");

        Assert.Equal(1, (await hub.EndAsync(id)).ReadOutputAs<int>());
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task Activity_ThatFails_ThrowsInTheOrchestratorWithWhatHappened()
    {
        TaskFailedException? caught = null;
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Register", async context =>
            {
                try
                {
                    await context.CallActivityAsync("Send");
                }
                catch (TaskFailedException failed)
                {
                    caught = failed;
                }
            })
            .Activity("Send", () => throw new AgencyDownException("xã không trả lời")));

        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await hub.RunAsync("Register")).RuntimeStatus);
        Assert.Equal("Send", caught!.TaskName);
        Assert.Equal(typeof(AgencyDownException).FullName, caught.FailureDetails.ErrorType);
        Assert.Equal("xã không trả lời", caught.FailureDetails.ErrorMessage);
        Assert.Contains(nameof(Activity_ThatFails_ThrowsInTheOrchestratorWithWhatHappened), caught.FailureDetails.StackTrace, StringComparison.Ordinal);
        Assert.True(caught.FailureDetails.IsCausedBy<AgencyException>());
        Assert.False(caught.FailureDetails.IsCausedBy<InvalidOperationException>());
    }

    [Fact]
    public async Task Activity_ThatFailsUncaught_FailsTheInstanceWithTheCauseInside()
    {
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Register", context => context.CallActivityAsync("Send"))
            .Activity("Send", () => throw new AgencyDownException("mất kết nối")));

        var ended = await hub.RunAsync("Register");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.True(ended.FailureDetails!.IsCausedBy<TaskFailedException>());
        Assert.True(ended.FailureDetails.InnerFailure!.IsCausedBy<AgencyDownException>());
        Assert.Equal("mất kết nối", ended.FailureDetails.InnerFailure.ErrorMessage);
    }

    [Fact]
    public async Task Activity_ThatDoesNotExist_FailsAndIsNamed()
    {
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Register", context => context.CallActivityAsync("Nowhere")));

        var ended = await hub.RunAsync("Register");

        Assert.Contains("'Nowhere'", ended.FailureDetails!.InnerFailure!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Activity_NotAwaited_StillRuns()
    {
        var ran = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Register", context =>
            {
                _ = context.CallActivityAsync("Notify", "An");
                return Task.FromResult<object?>("done");
            })
            .Activity<string>("Notify", name =>
            {
                ran.SetResult(name);
                return null;
            }));

        Assert.Equal("done", (await hub.RunAsync("Register")).ReadOutputAs<string>());
        Assert.Equal("An", await ran.Task);
    }
}
