namespace LienThong.Embedded.Engine;

/// <summary>What is known of an instance besides its history.</summary>
internal sealed record InstanceHeader
{
    /// <summary>Its number in the store: never used twice, unlike its id.</summary>
    public required long Seq { get; init; }

    public required string Id { get; init; }

    public required string Name { get; init; }

    public string? Version { get; init; }

    /// <summary>How often it has begun anew by continue-as-new.</summary>
    public int Execution { get; init; }

    public OrchestrationRuntimeStatus Status { get; init; } = OrchestrationRuntimeStatus.Pending;

    public string? Input { get; init; }

    /// <summary>The traceparent under which it was started.</summary>
    public string? Trace { get; init; }

    public ParentLink? Parent { get; init; }

    /// <summary>Whether messages wait for it to start or to be resumed.</summary>
    public bool HasParked { get; init; }

    public bool HasEnded => Status is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed
        or OrchestrationRuntimeStatus.Terminated;
}

/// <summary>Which call of which instance a sub-orchestration answers.</summary>
internal sealed record ParentLink(long Seq, int Execution, int Event, string Name, string Id);
