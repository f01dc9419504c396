namespace LienThong.Embedded.Durable;

/// <summary>Which instances are purged. Those that have not ended never are.</summary>
/// <param name="CreatedFrom">Created at this moment or later; null for no bound.</param>
/// <param name="CreatedTo">Created at this moment or earlier; null for no bound.</param>
/// <param name="Statuses">In one of these statuses; null for any.</param>
public record PurgeInstancesFilter(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null);
