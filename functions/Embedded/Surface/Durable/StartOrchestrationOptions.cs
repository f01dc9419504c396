using System.Collections.Immutable;

namespace LienThong.Embedded.Durable;

/// <summary>How an orchestration is started.</summary>
/// <param name="InstanceId">Its instance id; null for one made by the runtime.</param>
/// <param name="StartAt">When it starts; null for at once.</param>
public record StartOrchestrationOptions(string? InstanceId = null, DateTimeOffset? StartAt = null)
{
    /// <summary>Names and values kept with the instance.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The version that the instance keeps to its end; null for none.</summary>
    public TaskVersion? Version { get; init; }

    /// <summary>
    /// Statuses of an earlier instance with the same id in which the start is refused, as the names of
    /// <see cref="OrchestrationRuntimeStatus"/>. One that has not ended refuses it in any case.
    /// </summary>
    public IReadOnlyList<string>? DedupeStatuses { get; init; }
}
