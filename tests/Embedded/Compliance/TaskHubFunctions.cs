using System.Text.Json;

namespace LienThong.Embedded.Tests.Compliance;

/// <summary>Orchestrators and activities of a rule, as an app would write them.</summary>
internal sealed class TaskHubFunctions(Engine.Functions functions)
{
    public TaskHubFunctions Orchestrator(string name, Func<TaskOrchestrationContext, Task<object?>> run)
    {
        functions.Orchestrator(name, run);
        return this;
    }

    public TaskHubFunctions Orchestrator(string name, Func<TaskOrchestrationContext, Task> run)
    {
        functions.Orchestrator(name, run);
        return this;
    }

    /// <summary>An activity that takes nothing.</summary>
    public TaskHubFunctions Activity(string name, Func<object?> run) => Activity<JsonElement?>(name, _ => run());

    /// <summary>An activity that takes an input.</summary>
    public TaskHubFunctions Activity<TInput>(string name, Func<TInput, object?> run) =>
        Activity<TInput>(name, (input, _) => Task.FromResult(run(input)));

    /// <summary>An activity that takes its time, and hears when the engine stops.</summary>
    public TaskHubFunctions Activity<TInput>(string name, Func<TInput, CancellationToken, Task<object?>> run)
    {
        functions.Activity(
            name, (call, cancellation) => run(call.InputJson is { } json ? JsonSerializer.Deserialize<TInput>(json)! : default!, cancellation));
        return this;
    }

    /// <summary>Takes an orchestrator away, as a deployment without it does.</summary>
    public TaskHubFunctions WithoutOrchestrator(string name)
    {
        functions.WithoutOrchestrator(name);
        return this;
    }
}
