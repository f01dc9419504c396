using DurableTask.Core;
using CoreTaskFailedException = DurableTask.Core.Exceptions.TaskFailedException;

namespace LienThong.Embedded.Azure;

/// <summary>What the engine asks a retry policy. The packages' policy answers only about failures in the form that Durable
/// Functions' own engine gives them.</summary>
internal static class RetryPolicyExtensions
{
    /// <summary>Whether the policy holds the failure worth another attempt.</summary>
    public static bool Handles(this RetryPolicy policy, TaskFailureDetails failure) =>
        policy.Handle(new CoreTaskFailedException(failure.ErrorMessage) { FailureDetails = Core(failure) });

    private static FailureDetails Core(TaskFailureDetails failure) => new(
        failure.ErrorType,
        failure.ErrorMessage,
        failure.StackTrace,
        failure.InnerFailure is { } inner ? Core(inner) : null,
        isNonRetriable: false,
        failure.Properties);
}
