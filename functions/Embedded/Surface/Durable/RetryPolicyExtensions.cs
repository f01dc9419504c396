namespace LienThong.Embedded.Durable;

/// <summary>What the engine asks a retry policy.</summary>
internal static class RetryPolicyExtensions
{
    /// <summary>Whether the policy holds the failure worth another attempt.</summary>
    public static bool Handles(this RetryPolicy policy, TaskFailureDetails failure) => policy.Decide(failure);
}
