using System.Collections.Immutable;
using LienThong.Embedded.Tests.Engine;

namespace LienThong.Embedded.Tests.Compliance;

/// <summary>One instance has an id at a time; whoever waits for it hears how it goes.</summary>
public sealed class StartRules
{
    private static Task<TaskHub> HubAsync() => TaskHub.StartAsync(functions => functions
        .Orchestrator("Wait", async context => await context.WaitForExternalEvent<string>("go"))
        .Orchestrator("Done", context => Task.FromResult<object?>(1))
        .Orchestrator("Fail", _ => throw new AgencyDownException("hỏng")));

    [Fact]
    public async Task InstanceId_OfARunningInstance_IsRefused()
    {
        await using var hub = await HubAsync();
        await hub.ScheduleAsync("Wait", id: "H1");

        Assert.Contains(
            "'H1'", (await Assert.ThrowsAsync<InvalidOperationException>(() => hub.ScheduleAsync("Wait", id: "H1"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InstanceId_OfASuspendedInstance_IsRefused()
    {
        await using var hub = await HubAsync();
        await hub.ScheduleAsync("Wait", id: "H1");
        await hub.Client.SuspendInstanceAsync("H1");
        await hub.IdleAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => hub.ScheduleAsync("Wait", id: "H1"));
    }

    [Fact]
    public async Task InstanceId_OfAnEndedInstance_StartsAfresh()
    {
        await using var hub = await HubAsync();
        await hub.RunAsync("Fail", id: "H1");

        await hub.ScheduleAsync("Wait", id: "H1");
        await hub.Client.RaiseEventAsync("H1", "go", "a");
        var ended = await hub.EndAsync("H1");

        Assert.Equal(("Wait", "a"), (ended.Name, ended.ReadOutputAs<string>()));
        Assert.Null(ended.FailureDetails);
        Assert.Equal("H1", await hub.ListAsync());
    }

    [Fact]
    public async Task InstanceId_UsedAgainWhileAnActivityOfTheFirstStillRuns_ItsResultGoesNowhere()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var slow = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var number = 0;
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("One", async context => await context.CallActivityAsync<int>("Number"))
            .Activity<object?>("Number", async (_, _) =>
            {
                var mine = Interlocked.Increment(ref number);
                if (mine == 1)
                {
                    slow.SetResult();
                    await release.Task;
                }

                return mine;
            }));
        await hub.ScheduleAsync("One", id: "H1");
        await slow.Task;
        await hub.Client.TerminateInstanceAsync("H1");
        await hub.Client.WaitForInstanceCompletionAsync("H1");

        await hub.ScheduleAsync("One", id: "H1");
        await hub.Client.WaitForInstanceCompletionAsync("H1");
        release.SetResult();

        Assert.Equal(2, (await hub.EndAsync("H1")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task InstanceId_EndedInAStatusToBeKept_IsRefused()
    {
        await using var hub = await HubAsync();
        await hub.RunAsync("Done", id: "H1");

        await Assert.ThrowsAsync<InvalidOperationException>(() => hub.Client.ScheduleNewOrchestrationInstanceAsync(
            "Wait", null, new StartOrchestrationOptions("H1") { DedupeStatuses = ["Completed"] }));
    }

    [Fact]
    public async Task InstanceId_FromManyAtOnce_StartsOne()
    {
        await using var hub = await HubAsync();

        var tries = await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ =>
        {
            try
            {
                await hub.ScheduleAsync("Wait", id: "H1");
                return true;
            }
            catch (InvalidOperationException)
            {
                return false;
            }
        }));

        Assert.Single(tries, true);
        Assert.Equal("H1", await hub.ListAsync());
    }

    [Fact]
    public async Task Start_Answered_SurvivesACrash()
    {
        await using var hub = await HubAsync();
        var id = await hub.ScheduleAsync("Wait");

        await hub.CrashAsync();
        await hub.Client.RaiseEventAsync(id, "go", "a");

        Assert.Equal("a", (await hub.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Start_ForLater_StartsThenEvenAfterACrash()
    {
        await using var hub = await HubAsync();
        var at = hub.Now.AddDays(2);
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Done", null, new StartOrchestrationOptions("H1", at));
        await hub.PassAsync(TimeSpan.FromDays(1));
        Assert.Equal(OrchestrationRuntimeStatus.Pending, await hub.StatusAsync("H1"));
        await hub.CrashAsync();

        Assert.Equal(at, (await hub.EndAsync("H1")).LastUpdatedAt);
    }

    [Fact]
    public async Task Start_WithTags_ShowsThem()
    {
        await using var hub = await HubAsync();
        var tags = ImmutableDictionary<string, string>.Empty.Add("procedure", "birth");

        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Wait", null, new StartOrchestrationOptions("H1") { Tags = tags });

        Assert.Equal("birth", (await hub.Client.GetInstanceAsync("H1"))!.Tags["procedure"]);
    }

    [Fact]
    public async Task Start_OfAnOrchestratorThatDoesNotExist_FailsAndIsNamed()
    {
        await using var hub = await HubAsync();

        var ended = await hub.RunAsync("Nowhere");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Contains("'Nowhere'", ended.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WaitForStart_OfADelayedStart_WaitsForIt()
    {
        await using var hub = await HubAsync();
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Wait", null, new StartOrchestrationOptions("H1", hub.Now.AddHours(1)));
        var waiting = hub.Client.WaitForInstanceStartAsync("H1");
        await hub.IdleAsync();
        Assert.False(waiting.IsCompleted);

        await hub.PassAsync(TimeSpan.FromHours(1));

        Assert.Equal(OrchestrationRuntimeStatus.Running, (await waiting).RuntimeStatus);
    }

    [Fact]
    public async Task WaitForCompletion_OfARunningInstance_WaitsForItsEnd()
    {
        await using var hub = await HubAsync();
        var id = await hub.ScheduleAsync("Wait");
        var waiting = hub.Client.WaitForInstanceCompletionAsync(id, true);
        await hub.IdleAsync();
        Assert.False(waiting.IsCompleted);

        await hub.Client.RaiseEventAsync(id, "go", "a");

        Assert.Equal("a", (await waiting).ReadOutputAs<string>());
        Assert.True((await hub.Client.WaitForInstanceCompletionAsync(id)).IsCompleted);
    }
}
