using LienThong.Embedded.Engine;

namespace LienThong.Embedded.Tests.Engine;

/// <summary>
/// Histories that earlier engines wrote, kept as files: whatever is changed in the engine, it must go on with what it has
/// written before. A new engine that writes something else gets files of its own beside these, which stay.
/// </summary>
public sealed class StoredHistoryTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Engine", "Histories");

    private static readonly string[] Names = [.. Directory.GetFiles(Folder, "*.json").Select(file => Path.GetFileName(file)!)];

    // The first kind is the one that a file leaves out; an execution that is followed by another is not kept, and these do not fail.
    private static readonly IEnumerable<string> KindsThatAreWritten = Enum.GetNames<ActionKind>()
        .Except([nameof(ActionKind.CallActivity), nameof(ActionKind.ContinueAsNew), nameof(ActionKind.Fail)]);

    public static TheoryData<string> Files => [.. Names];

    /// <summary>Asks for everything that an orchestrator can ask for, in two executions.</summary>
    private static async Task<object?> EveryStep(TaskOrchestrationContext context)
    {
        var execution = context.GetInput<int>();
        var number = await context.CallActivityAsync<int>("Number", execution);
        var tried = await context.CallActivityAsync<int>(
            "Flaky", null, TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromSeconds(5), backoffCoefficient: 2)));
        var fan = await Task.WhenAll(Enumerable.Range(0, 3).Select(each => context.CallActivityAsync<int>("Number", each)));
        var named = await context.CallSubOrchestratorAsync<string>("Step", number, new SubOrchestrationOptions(instanceId: $"child{execution}"));
        await context.CallSubOrchestratorAsync("Step", number);
        string failed;
        try
        {
            await context.CallSubOrchestratorAsync("Failing");
            failed = "";
        }
        catch (TaskFailedException failure)
        {
            failed = failure.TaskName;
        }

        await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
        context.SendEvent(context.InstanceId, "note", new { By = context.NewGuid() });
        var earlier = context.WaitForExternalEvent<string>("decision");
        var later = context.WaitForExternalEvent<string>("decision");
        using var cancel = new CancellationTokenSource();
        var limit = context.CreateTimer(context.CurrentUtcDateTime.AddDays(7), cancel.Token);
        if (await Task.WhenAny(later, limit) == later)
        {
            cancel.Cancel();
        }

        context.SetCustomStatus(new { Later = await later, Number = number });
        string late;
        try
        {
            late = await context.WaitForExternalEvent<string>("never", TimeSpan.FromMinutes(30));
        }
        catch (TaskCanceledException)
        {
            late = "never";
        }

        await context.WaitForExternalEvent<object?>("NOTE");
        if (execution == 0)
        {
            context.ContinueAsNew(1);
            return null;
        }

        return $"{tried} {fan.Sum()} {named} {failed} {await earlier} {await later} {late}";
    }

    private static Functions Orchestrators(Func<TaskOrchestrationContext, Task<object?>> everyStep) => new Functions()
        .Orchestrator("EveryStep", everyStep)
        .Orchestrator("Step", context => Task.FromResult<object?>($"step {context.GetInput<int>()}"))
        .Orchestrator("Failing", _ => throw new AgencyDownException("hỏng"));

    [Theory]
    [MemberData(nameof(Files))]
    public void Replay_OfAStoredHistory_Passes(string file) => Read(file).Replay(Orchestrators(EveryStep));

    [Theory]
    [MemberData(nameof(Files))]
    public void Replay_OfAStoredHistoryWithOtherCode_NamesTheStep(string file)
    {
        var history = Read(file);

        var mismatch = Assert.Throws<HistoryMismatchException>(() => history.Replay(Orchestrators(async context =>
        {
            await context.CallActivityAsync<int>("Number", 0);
            return await EveryStep(context);
        })));

        Assert.Contains(
            "turn 1, step 0: the history has activity 'Flaky' (#1), the orchestrator now asks for activity 'Number' (#1)",
            mismatch.Message,
            StringComparison.Ordinal);
    }

    /// <summary>Writes the files anew into the folder that RECORD_HISTORIES names; always, that what is recorded replays.</summary>
    [Fact]
    public async Task Record_EveryStep_ReplaysAndHoldsEveryKindOfStep()
    {
        var attempts = 0;
        await using var machine = new Machine();
        machine.Functions.Orchestrator("EveryStep", EveryStep)
            .Orchestrator("Step", context => Task.FromResult<object?>($"step {context.GetInput<int>()}"))
            .Orchestrator("Failing", _ => throw new AgencyDownException("hỏng"))
            .Activity("Number", call => 10 + int.Parse(call.InputJson!, null))
            .Activity("Flaky", _ => ++attempts % 3 == 0 ? attempts : throw new AgencyDownException("chưa được"));
        await machine.StartAsync();
        await machine.Client.ScheduleNewOrchestrationInstanceAsync("EveryStep", 0, new StartOrchestrationOptions("H1") { Version = "1" });
        RecordedHistory? first = null;
        foreach (var execution in (int[])[0, 1])
        {
            await machine.PassAsync(TimeSpan.FromHours(2));
            await machine.Client.RaiseEventAsync("H1", "decision", "a");
            await machine.PassAsync(TimeSpan.FromMinutes(1));
            first ??= machine.Engine.Record("H1");
            await machine.Client.RaiseEventAsync("H1", "decision", "b");
            await machine.PassAsync(TimeSpan.FromHours(1));
        }

        Assert.Equal("6 33 step 11 Failing b a never", (await machine.Client.GetInstanceAsync("H1", true))!.ReadOutputAs<string>());
        var histories = new Dictionary<string, string>
        {
            ["every-step-waiting.json"] = HistoryFiles.Portable(first!),
            ["every-step-continued.json"] = HistoryFiles.Portable(machine.Engine.Record("H1")!),
        };
        foreach (var (file, json) in histories)
        {
            RecordedHistory.Parse(json).Replay(Orchestrators(EveryStep));
            HistoryFiles.Keep(file, json);
        }

        var all = string.Concat(histories.Values) + string.Concat(Names.Select(file => File.ReadAllText(Path.Combine(Folder, file))));
        Assert.All(
            KindsThatAreWritten,
            kind => Assert.Contains($"\"{kind}\"", all, StringComparison.Ordinal));
    }

    private static RecordedHistory Read(string file) => RecordedHistory.Parse(File.ReadAllText(Path.Combine(Folder, file)));
}
