namespace LienThong.Embedded.Functions;

/// <summary>Makes the function an orchestrator; the parameter is a <c>TaskOrchestrationContext</c>.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class OrchestrationTriggerAttribute : Attribute
{
    /// <summary>The orchestrator's name; the function's name if null.</summary>
    public string? Orchestration { get; set; }
}
