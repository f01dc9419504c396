using System.Diagnostics.CodeAnalysis;
using LienThong.Embedded.Engine;

namespace LienThong.Embedded.Tests.Engine;

/// <summary>Orchestrators and activities written in a test. They may be exchanged between two runs, as a deployment does.</summary>
internal sealed class Functions : IDurableFunctions
{
    private readonly Dictionary<string, OrchestratorFunction> _orchestrators = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ActivityFunction> _activities = new(StringComparer.OrdinalIgnoreCase);

    public Functions Orchestrator(string name, Func<TaskOrchestrationContext, Task<object?>> run)
    {
        _orchestrators[name] = context => run(context);
        return this;
    }

    public Functions Orchestrator(string name, Func<TaskOrchestrationContext, Task> run) => Orchestrator(name, async context =>
    {
        await run(context);
        return (object?)null;
    });

    public Functions Activity(string name, Func<ActivityCall, CancellationToken, Task<object?>> run)
    {
        _activities[name] = (call, cancellation) => run(call, cancellation);
        return this;
    }

    public Functions Activity(string name, Func<ActivityCall, object?> run) => Activity(name, (call, _) => Task.FromResult(run(call)));

    public Functions WithoutOrchestrator(string name)
    {
        _orchestrators.Remove(name);
        return this;
    }

    public bool TryGetOrchestrator(string name, [NotNullWhen(true)] out OrchestratorFunction? function) =>
        _orchestrators.TryGetValue(name, out function);

    public bool TryGetActivity(string name, [NotNullWhen(true)] out ActivityFunction? function) =>
        _activities.TryGetValue(name, out function);
}
