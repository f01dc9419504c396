using System.Diagnostics.CodeAnalysis;

namespace LienThong.Embedded.Engine;

/// <summary>The orchestrators and activities of an app, by name, regardless of case.</summary>
public interface IDurableFunctions
{
    /// <summary>Finds an orchestrator.</summary>
    bool TryGetOrchestrator(string name, [NotNullWhen(true)] out OrchestratorFunction? function);

    /// <summary>Finds an activity.</summary>
    bool TryGetActivity(string name, [NotNullWhen(true)] out ActivityFunction? function);
}
