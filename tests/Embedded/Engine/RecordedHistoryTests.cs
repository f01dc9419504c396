using System.Text.Json;
using LienThong.Embedded.Engine;

namespace LienThong.Embedded.Tests.Engine;

public sealed class RecordedHistoryTests
{
    private static async Task<object?> Chain(TaskOrchestrationContext context)
    {
        var birth = await context.CallActivityAsync<string>("Birth", context.GetInput<string>());
        await context.CallSubOrchestratorAsync("Step");
        await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
        context.SendEvent("agency", "done", context.NewGuid());
        return birth + await context.WaitForExternalEvent<string>("decision");
    }

    private static async Task<RecordedHistory> RecordAsync()
    {
        await using var machine = await Machine.StartAsync(functions => functions
            .Orchestrator("Chain", Chain)
            .Orchestrator("Step", _ => Task.CompletedTask)
            .Activity("Birth", _ => "khai sinh "));
        await machine.Client.ScheduleNewOrchestrationInstanceAsync("Chain", "An", new StartOrchestrationOptions("H1") { Version = "1" });
        await machine.PassAsync(TimeSpan.FromDays(2));
        await machine.Client.RaiseEventAsync("H1", "decision", "approved");
        await machine.EndAsync("H1");
        Assert.Null(machine.Engine.Record("nobody"));
        return machine.Engine.Record("H1")!;
    }

    [Fact]
    public async Task Replay_OfARecordedHistory_WithTheSameCode_Passes()
    {
        var json = (await RecordAsync()).ToJson();

        var history = RecordedHistory.Parse(json);
        history.Replay(new Functions().Orchestrator("Chain", Chain));

        Assert.Equal(("Chain", "H1", "1"), (history.Orchestrator, history.InstanceId, history.Version));
        Assert.Equal(json, history.ToJson());
        Assert.Contains("\"data\": \"approved\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_OfARecordedHistory_WithOtherCode_NamesTheStep()
    {
        var history = await RecordAsync();

        var mismatch = Assert.Throws<HistoryMismatchException>(() => history.Replay(new Functions().Orchestrator("Chain", async context =>
        {
            await context.CallActivityAsync<string>("Birth");
            return (object?)null;
        })));

        Assert.Contains("turn 1, step 0: the history has sub-orchestration 'Step'", mismatch.Message, StringComparison.Ordinal);
        Assert.Contains("now asks for completion", mismatch.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_OfAnotherOrchestrator_IsRefused()
    {
        var history = await RecordAsync();

        Assert.Throws<ArgumentException>(() => history.Replay(new Functions()));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("không phải JSON")]
    public void Parse_TextThatIsNoHistory_IsRefused(string text) => Assert.ThrowsAny<JsonException>(() => RecordedHistory.Parse(text));
}
