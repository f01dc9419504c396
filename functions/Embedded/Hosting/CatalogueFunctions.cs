using System.Diagnostics.CodeAnalysis;
using LienThong.Embedded.Engine;

namespace LienThong.Embedded.Hosting;

/// <summary>The app's orchestrators and activities, as the durable engine calls them.</summary>
internal sealed class CatalogueFunctions(FunctionCatalogue catalogue, FunctionInvoker invoker, IServiceProvider services) : IDurableFunctions
{
    private readonly Dictionary<string, OrchestratorFunction> _orchestrators = catalogue.With<Trigger.Orchestration>().ToDictionary(
        pair => pair.Trigger.Name,
        // No middleware around an orchestrator: it is replayed, and may not leave its own synchronization context.
        pair => (OrchestratorFunction)(context => pair.Function.CallAsync(services, context)),
        StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, ActivityFunction> _activities = catalogue.With<Trigger.Activity>().ToDictionary(
        pair => pair.Trigger.Name,
        pair => (ActivityFunction)((call, cancellation) => invoker.RunAsync(
            pair.Function,
            JsonDataConverter.Default.Deserialize(call.InputJson, pair.Function.PayloadType),
            cancellation,
            new Dictionary<string, object?> { ["instanceId"] = call.InstanceId },
            call.TraceParent)),
        StringComparer.OrdinalIgnoreCase);

    public bool TryGetOrchestrator(string name, [NotNullWhen(true)] out OrchestratorFunction? function) =>
        _orchestrators.TryGetValue(name, out function);

    public bool TryGetActivity(string name, [NotNullWhen(true)] out ActivityFunction? function) => _activities.TryGetValue(name, out function);
}
