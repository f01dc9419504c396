using System.Text.Json.Serialization;

namespace LienThong.Embedded.Engine;

/// <summary>What can happen to an instance. The numbers are stored: they are never changed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<InputKind>))]
internal enum InputKind
{
    /// <summary>It begins, or begins anew after continue-as-new; the data is the input.</summary>
    Started = 0,

    /// <summary>An activity has a result.</summary>
    TaskCompleted = 1,

    /// <summary>An activity failed; the data is the failure.</summary>
    TaskFailed = 2,

    /// <summary>A sub-orchestration has a result.</summary>
    ChildCompleted = 3,

    /// <summary>A sub-orchestration failed, was terminated or could not start; the data is the failure.</summary>
    ChildFailed = 4,

    /// <summary>A timer is due.</summary>
    TimerFired = 5,

    /// <summary>An event from outside or from another instance.</summary>
    EventRaised = 6,

    /// <summary>It is to be halted. Never part of a turn, nor are those below.</summary>
    Suspend = 7,

    /// <summary>It may go on.</summary>
    Resume = 8,

    /// <summary>It is to end; the data is its output.</summary>
    Terminate = 9,

    /// <summary>Its orchestrator left the orchestrator's thread: it awaited something that is not durable.</summary>
    Escaped = 10,
}
