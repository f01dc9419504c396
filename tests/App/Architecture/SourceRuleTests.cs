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

    [Theory]
    [InlineData("var now = DateTime.UtcNow;")]
    [InlineData("var now = DateTimeOffset.Now;")]
    [InlineData("var now = time.GetUtcNow();")]
    [InlineData("var id = Guid.NewGuid();")]
    [InlineData("var n = new Random().Next();")]
    [InlineData("await Task.Run(() => 1);")]
    [InlineData("await Task.Delay(1);")]
    [InlineData("await context.CallActivityAsync(x).ConfigureAwait(false);")]
    [InlineData("await cancel.CancelAsync();")]
    [InlineData("var text = File.ReadAllText(path);")]
    [InlineData("var answer = await new HttpClient().GetAsync(uri);")]
    [InlineData("public static Task Run(IConfiguration settings)")]
    [InlineData("var zone = Environment.GetEnvironmentVariable(name);")]
    [InlineData("private readonly ILogger<X> log = null!;")]
    [InlineData("log.LogInformation(text);")]
    [InlineData("private static int count;")]
    [InlineData("private static List<string> seen = [];")]
    [InlineData("await desk.ReadAsync(code); private DossierDesk desk;")]
    public void InOrchestrator_PlantedViolation_IsCaught(string line) =>
        Assert.NotEmpty(SourceRules.InOrchestrator("planted.cs", $"namespace X;\n{line}\n"));

    [Theory]
    [InlineData("var now = context.CurrentUtcDateTime;")]
    [InlineData("var id = context.NewGuid();")]
    [InlineData("var timer = context.CreateTimer(due, cancel.Token);")]
    [InlineData("cancel.Cancel();")]
    [InlineData("var log = context.CreateReplaySafeLogger<X>(); log.LogInformation(text);")]
    [InlineData("// DateTime.UtcNow is not for here.")]
    [InlineData("private const int Looks = 200;")]
    public void InOrchestrator_WhatReplays_IsLeftAlone(string line) => Assert.Empty(SourceRules.InOrchestrator("good.cs", line));
}
