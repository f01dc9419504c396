using System.Reflection;
using LienThong.App.OneMachine;

namespace LienThong.App.Tests.Architecture;

public sealed class SourceRuleTests
{
    [Fact]
    public void Sources_AllFolders_NameNoRuntime()
    {
        var sources = Repository.Sources("functions").Concat(Repository.Sources("tests")).ToList();

        Assert.Contains(sources, s => s.Path == "functions/App/Http/FileDossier.cs");
        Assert.Empty(sources.SelectMany(s => SourceRules.InAnySource(s.Path, s.Text)));
    }

    [Theory]
    [InlineData("Microsoft.DurableTask")]
    [InlineData("Microsoft.DurableTask.Client")]
    [InlineData("Microsoft.Azure.Functions.Worker")]
    [InlineData("LienThong.Embedded.Durable")]
    [InlineData("LienThong.Embedded.Functions")]
    [InlineData("static LienThong.Embedded.Durable.TaskName")]
    [InlineData("Retry = LienThong.Embedded.Functions.RetryContext")]
    public void InAnySource_PlantedName_IsCaughtOutsideSurfaceOnly(string name)
    {
        var planted = $"using System;\nusing {name};\n";

        Assert.Single(SourceRules.InAnySource("functions/App/Http/Planted.cs", planted));
        Assert.Single(SourceRules.InAnySource("functions/Embedded/Engine/Planted.cs", "global " + planted.Replace("using System;\n", "", StringComparison.Ordinal)));
        Assert.Empty(SourceRules.InAnySource("functions/Embedded/Surface/Durable/Planted.cs", planted));
    }

    [Fact]
    public void ComplianceRules_Sources_NameNoEngine()
    {
        var sources = Repository.Sources("tests/Embedded/Compliance").ToList();

        Assert.Contains(sources, s => s.Path.EndsWith("/TimerRules.cs", StringComparison.Ordinal));
        Assert.Empty(sources.SelectMany(s => SourceRules.InComplianceRule(s.Path, s.Text)));
    }

    [Theory]
    [InlineData("using LienThong.Embedded.Engine;")]
    [InlineData("await using var machine = new Machine();")]
    [InlineData("var options = new DurableOptions();")]
    [InlineData("Assert.Equal(0, hub.Engine.Live);")]
    public void InComplianceRule_PlantedEngine_IsCaught(string line) =>
        Assert.NotEmpty(SourceRules.InComplianceRule("tests/Embedded/Compliance/PlantedRules.cs", line));

    [Fact]
    public void Orchestrators_Sources_HoldNothingThatReplayWouldNotFind()
    {
        var sources = Repository.Sources("functions/App/Orchestrations").ToList();

        Assert.Contains(sources, s => s.Path.EndsWith("/StepOrchestrator.cs", StringComparison.Ordinal));
        Assert.Empty(sources.SelectMany(s => SourceRules.InOrchestrator(s.Path, s.Text)));
    }

    [Fact]
    public void Orchestrators_InTheApp_AllStandWhereTheSourcesAreChecked()
    {
        var orchestrators = typeof(OneMachineApp).Assembly.GetTypes()
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(m => m.GetParameters().Any(p => p.IsDefined(typeof(OrchestrationTriggerAttribute))))
            .ToList();

        Assert.NotEmpty(orchestrators);
        Assert.All(orchestrators, m => Assert.Equal("LienThong.App.Orchestrations", m.DeclaringType!.Namespace));
    }

    public static TheoryData<string, string> Planted => new()
    {
        { "a clock", "var now = DateTime.UtcNow;" },
        { "a clock", "var now = DateTimeOffset.Now;" },
        { "a clock", "var day = DateTime.Today;" },
        { "a clock", "var now = time.GetUtcNow();" },
        { "a clock", "var text = $\"{DateTime.UtcNow:O}\";" },
        { "a clock", "var url = \"https://a.vn\"; var now = DateTime.UtcNow;" },
        { "chance", "var id = Guid.NewGuid();" },
        { "chance", "var n = new Random().Next();" },
        { "chance", "var n = code.GetHashCode();" },
        { "another thread", "await Task.Run(() => 1);" },
        { "another thread", "await step.ContinueWith(_ => 1);" },
        { "a timer of its own", "await Task.Delay(1);" },
        { "a timer of its own", "using var cancel = new CancellationTokenSource(TimeSpan.FromDays(1));" },
        { "a timer of its own", "cancel.CancelAfter(1);" },
        { "ConfigureAwait(false)", "await context.CallActivityAsync(x).ConfigureAwait(false);" },
        { "CancelAsync", "await cancel.CancelAsync();" },
        { "blocking", "var progress = step.Result;" },
        { "blocking", "step.Wait();" },
        { "input or output", "var text = File.ReadAllText(path);" },
        { "input or output", "var answer = await new HttpClient().GetAsync(uri);" },
        { "input or output", "Console.WriteLine(code);" },
        { "configuration", "var limit = settings.Get(nameof(IConfiguration));" },
        { "configuration", "IOptions<Limits> limits = null!;" },
        { "configuration", "var zone = Environment.GetEnvironmentVariable(name);" },
        { "a service", "DossierDesk desk = null!;" },
        { "a service", "IDossierStore store = null!;" },
        { "a service", "var desk = services.GetRequiredService<Desk>();" },
        { "a logger that replay repeats", "ILogger<X> log = null!;" },
        { "a logger that replay repeats", "log.LogInformation(text);" },
        { "static state", "private static int count;" },
        { "static state", "private static int Count { get; set; }" },
        { "static state", "private static List<string> seen = [];" },
        { "static state", "private static readonly Dictionary<string, int> Seen = [];" },
        { "static state", "private static HashSet<string> Seen { get; } = [];" },
        { "static state", "private static readonly int[] Counts = [0, 0];" },
        { "state of the caller", "var trace = Activity.Current;" },
        { "state of the caller", "private readonly AsyncLocal<string> code = new();" },
        { "names without their type", "using static System.DateTime;" },
    };

    [Theory]
    [MemberData(nameof(Planted))]
    public void InOrchestrator_PlantedInARealOne_IsCaughtInItsLine(string kind, string planted)
    {
        var (path, text) = Repository.Sources("functions/App/Orchestrations").Single(s => s.Path.EndsWith("/StepOrchestrator.cs", StringComparison.Ordinal));
        var lines = text.Split('\n').ToList();
        var at = lines.FindIndex(line => line.Contains("GetInput<StepKey>", StringComparison.Ordinal)) + 1;
        lines.Insert(at, planted);

        Assert.Contains($"{path}:{at + 1}: {kind}", SourceRules.InOrchestrator(path, string.Join('\n', lines)));
    }

    [Fact]
    public void InOrchestrator_EveryKind_IsPlanted() =>
        Assert.Equal(SourceRules.Kinds.Order(), Planted.Select(row => (string)row[0]).Distinct().Order());

    [Theory]
    [InlineData("var now = context.CurrentUtcDateTime;")]
    [InlineData("var id = context.NewGuid();")]
    [InlineData("var timer = context.CreateTimer(due, cancel.Token);")]
    [InlineData("using var cancel = new CancellationTokenSource();")]
    [InlineData("cancel.Cancel();")]
    [InlineData("var log = context.CreateReplaySafeLogger<X>(); log.LogInformation(text); log.LogError(text);")]
    [InlineData("// DateTime.UtcNow is not for here.")]
    [InlineData("/* Nor is\n Guid.NewGuid(). */")]
    [InlineData("var text = \"DateTime.UtcNow\";")]
    [InlineData("private const int Looks = 200;")]
    [InlineData("public static TaskOptions Short { get; } = TaskOptions.FromRetryPolicy(policy);")]
    [InlineData("private static readonly TimeSpan Limit = TimeSpan.FromDays(1);")]
    [InlineData("private static bool IsOfTheStore(TaskFailureDetails failure) => true;")]
    public void InOrchestrator_WhatReplays_IsLeftAlone(string line) => Assert.Empty(SourceRules.InOrchestrator("good.cs", line));
}
