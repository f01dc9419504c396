namespace LienThong.Embedded.Durable;

/// <summary>How an activity or a sub-orchestration is called.</summary>
public record TaskOptions
{
    /// <summary>Options.</summary>
    /// <param name="retry">How the task is tried again when it fails; null for not at all.</param>
    public TaskOptions(TaskRetryOptions? retry) => Retry = retry;

    /// <summary>How the task is tried again when it fails; null for not at all.</summary>
    public TaskRetryOptions? Retry { get; init; }

    /// <summary>Options that try again as the policy says.</summary>
    public static TaskOptions FromRetryPolicy(RetryPolicy policy) => new(new TaskRetryOptions(policy));
}
