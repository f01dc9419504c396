namespace LienThong.Embedded.Durable;

/// <summary>Which instances are listed.</summary>
/// <param name="CreatedFrom">Created at this moment or later; null for no bound.</param>
/// <param name="CreatedTo">Created at this moment or earlier; null for no bound.</param>
/// <param name="Statuses">In one of these statuses; null for any.</param>
/// <param name="TaskHubNames">Not used on one machine.</param>
/// <param name="InstanceIdPrefix">With an instance id that begins so; null for any.</param>
/// <param name="PageSize">Instances a page.</param>
/// <param name="FetchInputsAndOutputs">Whether inputs, outputs and custom statuses come along.</param>
/// <param name="ContinuationToken">Where an earlier listing stopped.</param>
public record OrchestrationQuery(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null,
    IEnumerable<string>? TaskHubNames = null,
    string? InstanceIdPrefix = null,
    int PageSize = OrchestrationQuery.DefaultPageSize,
    bool FetchInputsAndOutputs = false,
    string? ContinuationToken = null)
{
    /// <summary>Instances a page unless another number is given.</summary>
    public const int DefaultPageSize = 100;
}
