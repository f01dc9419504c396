namespace LienThong.Embedded.Durable;

/// <summary>How far an orchestration has come.</summary>
public enum OrchestrationRuntimeStatus
{
    /// <summary>It runs, or waits.</summary>
    Running = 0,

    /// <summary>It has ended with a result.</summary>
    Completed = 1,

    /// <summary>It has ended with an error.</summary>
    Failed = 3,

    /// <summary>It was ended from outside.</summary>
    Terminated = 5,

    /// <summary>It has not begun.</summary>
    Pending = 6,

    /// <summary>It was halted from outside and can be resumed.</summary>
    Suspended = 7,
}
