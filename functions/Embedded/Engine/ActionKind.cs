using System.Text.Json.Serialization;

namespace LienThong.Embedded.Engine;

/// <summary>What an orchestrator can ask for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ActionKind>))]
internal enum ActionKind
{
    /// <summary>Run an activity.</summary>
    CallActivity,

    /// <summary>Run another orchestrator.</summary>
    CallChild,

    /// <summary>Wake me at a moment.</summary>
    CreateTimer,

    /// <summary>Do not wake me any more.</summary>
    CancelTimer,

    /// <summary>Send an event to another instance.</summary>
    SendEvent,

    /// <summary>I am done.</summary>
    Complete,

    /// <summary>I have failed.</summary>
    Fail,

    /// <summary>Begin anew with another input.</summary>
    ContinueAsNew,
}
