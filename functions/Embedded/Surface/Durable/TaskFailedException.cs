namespace LienThong.Embedded.Durable;

/// <summary>An activity or a sub-orchestration failed.</summary>
/// <param name="taskName">Its name.</param>
/// <param name="taskId">Its number within the orchestration.</param>
/// <param name="failureDetails">Why it failed.</param>
public sealed class TaskFailedException(string taskName, int taskId, TaskFailureDetails failureDetails)
    : Exception($"Task '{taskName}' (#{taskId}) failed: {failureDetails?.ErrorMessage}")
{
    /// <summary>The task's name.</summary>
    public string TaskName { get; } = taskName;

    /// <summary>The task's number within the orchestration.</summary>
    public int TaskId { get; } = taskId;

    /// <summary>Why the task failed.</summary>
    public TaskFailureDetails FailureDetails { get; } = failureDetails ?? throw new ArgumentNullException(nameof(failureDetails));
}
