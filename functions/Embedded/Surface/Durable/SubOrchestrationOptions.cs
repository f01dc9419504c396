namespace LienThong.Embedded.Durable;

/// <summary>How a sub-orchestration is called.</summary>
public record SubOrchestrationOptions : TaskOptions
{
    /// <summary>Options.</summary>
    /// <param name="retry">How the sub-orchestration is tried again when it fails; null for not at all.</param>
    /// <param name="instanceId">Its instance id; null for one made by the runtime, the same at every replay.</param>
    public SubOrchestrationOptions(TaskRetryOptions? retry = null, string? instanceId = null)
        : base(retry) => InstanceId = instanceId;

    /// <summary>The instance id; null for one made by the runtime.</summary>
    public string? InstanceId { get; init; }
}
