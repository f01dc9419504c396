namespace LienThong.Embedded.Durable;

/// <summary>How a failed task is tried again.</summary>
/// <param name="policy">The policy.</param>
public sealed class TaskRetryOptions(RetryPolicy policy)
{
    /// <summary>The policy.</summary>
    public RetryPolicy? Policy { get; } = policy ?? throw new ArgumentNullException(nameof(policy));
}
