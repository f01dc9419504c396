using System.Collections.Immutable;

namespace LienThong.Embedded.Tests.Engine;

public sealed class StartTests
{
    private static Task<Machine> MachineAsync() => Machine.StartAsync(functions => functions
        .Orchestrator("Wait", async context => await context.WaitForExternalEvent<string>("go"))
        .Orchestrator("Version", context => Task.FromResult<object?>(context.Version))
        .Orchestrator("Status", async context =>
        {
            context.SetCustomStatus(new { Step = "birth" });
            await context.WaitForExternalEvent<object?>("go");
            context.SetCustomStatus(new { Step = "residence" });
        })
        .Orchestrator("Fail", _ => throw new AgencyDownException("hỏng")));

    [Fact]
    public async Task Schedule_IdOfARunningInstance_IsRefused()
    {
        await using var machine = await MachineAsync();
        await machine.ScheduleAsync("Wait", id: "H1");

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => machine.ScheduleAsync("Wait", id: "H1"));

        Assert.Contains("'H1'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Schedule_IdOfAnEndedInstance_StartsAfresh()
    {
        await using var machine = await MachineAsync();
        await machine.RunAsync("Fail", id: "H1");

        await machine.ScheduleAsync("Wait", id: "H1");
        await machine.Client.RaiseEventAsync("H1", "go", "a");
        var ended = await machine.EndAsync("H1");

        Assert.Equal("a", ended.ReadOutputAs<string>());
        Assert.Null(ended.FailureDetails);
        Assert.Equal(1, machine.Count("durable_instances"));
    }

    [Fact]
    public async Task Schedule_EndedInAStatusThatIsRefused_IsRefused()
    {
        await using var machine = await MachineAsync();
        await machine.RunAsync("Version", id: "H1");
        var options = new StartOrchestrationOptions("H1") { DedupeStatuses = ["Completed"] };

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => machine.Client.ScheduleNewOrchestrationInstanceAsync("Wait", null, options));
    }

    [Fact]
    public async Task Schedule_TheSameIdFromManyAtOnce_StartsOne()
    {
        await using var machine = await MachineAsync();

        var tries = await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ =>
        {
            try
            {
                await machine.ScheduleAsync("Wait", id: "H1");
                return true;
            }
            catch (InvalidOperationException)
            {
                return false;
            }
        }));

        Assert.Single(tries, true);
        Assert.Equal(1, machine.Count("durable_instances"));
    }

    [Fact]
    public async Task Schedule_WithAVersion_KeepsItToTheEnd()
    {
        await using var machine = await MachineAsync();
        await machine.Client.ScheduleNewOrchestrationInstanceAsync("Version", null, new StartOrchestrationOptions("H1") { Version = "2.1" });

        Assert.Equal("2.1", (await machine.EndAsync("H1")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Schedule_WithTags_ShowsThem()
    {
        await using var machine = await MachineAsync();
        var tags = ImmutableDictionary<string, string>.Empty.Add("procedure", "birth");

        await machine.Client.ScheduleNewOrchestrationInstanceAsync("Wait", null, new StartOrchestrationOptions("H1") { Tags = tags });

        Assert.Equal("birth", (await machine.Client.GetInstanceAsync("H1"))!.Tags["procedure"]);
    }

    [Fact]
    public async Task Schedule_ForLater_StartsThen()
    {
        await using var machine = await MachineAsync();
        var at = machine.Clock.GetUtcNow().AddDays(2);
        await machine.Client.ScheduleNewOrchestrationInstanceAsync("Version", null, new StartOrchestrationOptions("H1", at));
        await machine.PassAsync(TimeSpan.FromDays(1));
        Assert.Equal(OrchestrationRuntimeStatus.Pending, await machine.StatusAsync("H1"));
        await machine.CrashAndStartAsync();

        var ended = await machine.EndAsync("H1");

        Assert.Equal(at, ended.LastUpdatedAt);
    }

    [Fact]
    public async Task Schedule_InputTooLarge_IsRefused()
    {
        await using var machine = new Machine { Options = new() { MaxPayloadBytes = 100 } };
        await machine.StartAsync();

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => machine.ScheduleAsync("Wait", new string('x', 200)));

        Assert.Contains("202 bytes", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Orchestrator_ThatDoesNotExist_FailsAndNamesIt()
    {
        await using var machine = await MachineAsync();

        var ended = await machine.RunAsync("Nowhere");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Contains("'Nowhere'", ended.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Orchestrator_ThatThrows_FailsWithWhatHappened()
    {
        await using var machine = await MachineAsync();

        var ended = await machine.RunAsync("Fail");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.True(ended.FailureDetails!.IsCausedBy<AgencyDownException>());
        Assert.Null(ended.SerializedOutput);
    }

    [Fact]
    public async Task SetCustomStatus_WhileItRuns_IsShownAndSurvivesACrash()
    {
        await using var machine = await MachineAsync();
        var id = await machine.ScheduleAsync("Status");
        await machine.IdleAsync();
        await machine.CrashAndStartAsync();
        Assert.Equal("""{"Step":"birth"}""", (await machine.Client.GetInstanceAsync(id, true))!.SerializedCustomStatus);

        await machine.Client.RaiseEventAsync(id, "go");

        Assert.Equal("""{"Step":"residence"}""", (await machine.EndAsync(id)).SerializedCustomStatus);
    }

    [Fact]
    public async Task SetCustomStatus_MoreThan16KB_Throws()
    {
        await using var machine = await Machine.StartAsync(functions => functions.Orchestrator("Status", context =>
        {
            context.SetCustomStatus(new string('x', (16 * 1024) - 2));
            context.SetCustomStatus(new string('x', (16 * 1024) - 1));
            return Task.CompletedTask;
        }));

        var ended = await machine.RunAsync("Status");

        Assert.True(ended.FailureDetails!.IsCausedBy<ArgumentException>());
        Assert.Contains("16385 bytes", ended.FailureDetails.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetInstance_WithoutInputsAndOutputs_DoesNotReadThem()
    {
        await using var machine = await MachineAsync();
        var ended = await machine.RunAsync("Version", "in");

        var found = (await machine.Client.GetInstanceAsync(ended.InstanceId))!;

        Assert.Null(found.SerializedInput);
        Assert.Null(found.SerializedOutput);
        Assert.Throws<InvalidOperationException>(() => found.ReadInputAs<string>());
    }

    [Fact]
    public async Task GetInstance_Unknown_IsNull()
    {
        await using var machine = await MachineAsync();

        Assert.Null(await machine.Client.GetInstanceAsync("nobody"));
    }

    [Fact]
    public async Task WaitForInstanceCompletion_UntilItEnds_ReturnsHowItEnded()
    {
        await using var machine = await MachineAsync();
        var id = await machine.ScheduleAsync("Wait");
        var waiting = machine.Client.WaitForInstanceCompletionAsync(id, true);
        await machine.IdleAsync();
        Assert.False(waiting.IsCompleted);

        await machine.Client.RaiseEventAsync(id, "go", "a");

        Assert.Equal("a", (await waiting).ReadOutputAs<string>());
        Assert.True((await machine.Client.WaitForInstanceCompletionAsync(id)).IsCompleted);
        Assert.Equal(0, machine.Engine.WaitedFor);
    }

    [Fact]
    public async Task WaitForInstanceStart_DelayedStart_WaitsForIt()
    {
        await using var machine = await MachineAsync();
        await machine.Client.ScheduleNewOrchestrationInstanceAsync(
            "Wait", null, new StartOrchestrationOptions("H1", machine.Clock.GetUtcNow().AddHours(1)));
        var waiting = machine.Client.WaitForInstanceStartAsync("H1");
        await machine.IdleAsync();
        Assert.False(waiting.IsCompleted);

        await machine.PassAsync(TimeSpan.FromHours(1));

        Assert.Equal(OrchestrationRuntimeStatus.Running, (await waiting).RuntimeStatus);
    }

    [Fact]
    public async Task WaitForInstance_UnknownOrGivenUp_Throws()
    {
        await using var machine = await MachineAsync();
        var id = await machine.ScheduleAsync("Wait");
        using var cancelled = new CancellationTokenSource();
        var waiting = machine.Client.WaitForInstanceCompletionAsync(id, cancellation: cancelled.Token);
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await Assert.ThrowsAsync<InvalidOperationException>(() => machine.Client.WaitForInstanceCompletionAsync("nobody"));
        Assert.Equal(0, machine.Engine.WaitedFor);
    }
}
