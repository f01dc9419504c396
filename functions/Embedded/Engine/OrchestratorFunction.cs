namespace LienThong.Embedded.Engine;

/// <summary>An orchestrator: runs with its context and returns its output.</summary>
public delegate Task<object?> OrchestratorFunction(TaskOrchestrationContext context);
