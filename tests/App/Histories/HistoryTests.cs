using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using LienThong.App.Dossiers;
using LienThong.App.OneMachine;
using LienThong.App.Tests.Harness;
using LienThong.Embedded.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.App.Tests.Histories;

/// <summary>
/// The orchestrators of today go on with what those of every released version have begun: their histories stand here, as
/// <c>orchestrator/version/what-happened.json</c>, and are replayed. README.md says how they come about.
/// </summary>
public sealed class HistoryTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private const string ChangedOnPurpose = "changed-on-purpose.json";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Histories");

    private readonly IDurableFunctions _orchestrators = shared.App.Services.GetRequiredService<IDurableFunctions>();

    public static TheoryData<string> Released => [.. Files()];

    [Theory]
    [MemberData(nameof(Released))]
    public void Replay_HistoryOfAReleasedVersion_Passes(string file)
    {
        var history = Read(file);

        history.Replay(_orchestrators);

        Assert.Equal(file.Split('/')[0], history.Orchestrator);
    }

    [Fact]
    public void Replay_HistoryChangedOnPurpose_FailsAndNamesTheStep()
    {
        var mismatch = Assert.Throws<HistoryMismatchException>(() => Read(ChangedOnPurpose).Replay(_orchestrators));

        Assert.Contains(
            "turn 1, step 0: the history has sub-orchestration 'StepOrchestrator'", mismatch.Message, StringComparison.Ordinal);
        Assert.Contains(":burial'", mismatch.Message, StringComparison.Ordinal);
        Assert.Contains("the orchestrator now asks for sub-orchestration 'StepOrchestrator'", mismatch.Message, StringComparison.Ordinal);
        Assert.Contains(":birth'", mismatch.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Released))]
    public void Replay_AnyOneStepChanged_FailsAndNamesThatStep(string file)
    {
        var text = File.ReadAllText(Path.Combine(Folder, file));
        var turns = JsonNode.Parse(text)!["turns"]!.AsArray();
        var changed = 0;
        for (var turn = 0; turn < turns.Count; turn++)
        {
            for (var step = 0; step < turns[turn]!["out"]!.AsArray().Count; step++)
            {
                var history = JsonNode.Parse(text)!;
                var action = history["turns"]![turn]!["out"]![step]!.AsObject();
                action["event"] = ((int?)action["event"] ?? 0) + 1000;

                var mismatch = Assert.Throws<HistoryMismatchException>(() => RecordedHistory.Parse(history.ToJsonString()).Replay(_orchestrators));

                Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"turn {turn}, step {step}:"), mismatch.Message, StringComparison.Ordinal);
                changed++;
            }
        }

        Assert.NotEqual(0, changed);
    }

    [Fact]
    public void Histories_OfEveryOrchestratorInEveryReleasedVersion_AreThere()
    {
        var orchestrators =
            from type in typeof(OneMachineApp).Assembly.GetTypes()
            from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            where method.GetParameters().Any(parameter => parameter.IsDefined(typeof(OrchestrationTriggerAttribute)))
            select method.GetCustomAttribute<FunctionAttribute>()!.Name;
        var wanted =
            from orchestrator in orchestrators
            from version in Enumerable.Range(1, int.Parse(DossierTeller.OrchestratorVersion, null))
            select $"{orchestrator}/{version}";

        Assert.NotEmpty(wanted);
        Assert.Empty(wanted.Except(Files().Select(file => Path.GetDirectoryName(file)!.Replace('\\', '/'))));
    }

    [Fact]
    public void Histories_Data_IsKeysCodesAndTimesOnly()
    {
        string[] known =
        [
            "closed", "running", "ended", "lookAgainAt", "dossier", "step", "type", "message", "inner", "errorType", "waits",
            "week", "edition", "isNew", "provisional", "wanting",
        ];
        var members = Files()
            .SelectMany(file => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, file)))!["turns"]!.AsArray())
            .SelectMany(turn => turn!["in"]!.AsArray())
            .Select(input => input!["data"])
            .OfType<JsonObject>()
            .SelectMany(data => data.Select(member => member.Key))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

        Assert.NotEmpty(members);
        Assert.Empty(members.Except(known, StringComparer.OrdinalIgnoreCase));
    }

    private static IEnumerable<string> Files() => Directory.GetFiles(Folder, "*.json", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/'))
        .Where(file => file != ChangedOnPurpose)
        .Order(StringComparer.Ordinal);

    private static RecordedHistory Read(string file) => RecordedHistory.Parse(File.ReadAllText(Path.Combine(Folder, file)));
}
