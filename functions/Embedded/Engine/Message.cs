namespace LienThong.Embedded.Engine;

/// <summary>Where a message is kept until a turn has used it.</summary>
internal enum MessageSource
{
    /// <summary>Nowhere: it is made again if it is lost.</summary>
    Memory,

    /// <summary>A row of the inbox.</summary>
    Inbox,

    /// <summary>The row of the task that it answers.</summary>
    Task,

    /// <summary>The row of the timer that fired.</summary>
    Timer,

    /// <summary>With what came before the instance started or while it was suspended.</summary>
    Parked,
}

/// <summary>Something that an instance is told.</summary>
/// <param name="Instance">The instance's number.</param>
/// <param name="Execution">The execution that it is for; <see cref="AnyExecution"/> for whichever runs.</param>
/// <param name="Input">What it is told.</param>
/// <param name="Source">Where it is kept.</param>
/// <param name="Key">The row's id, or the timer's due time in ticks.</param>
internal sealed record Message(long Instance, int Execution, TurnInput Input, MessageSource Source, long Key)
{
    public const int AnyExecution = -1;

    /// <summary>The number under which a delayed start stands among the timers.</summary>
    public const int StartTimer = -1;

    /// <summary>The instance, when the sender has just written it: that spares reading it.</summary>
    public InstanceHeader? Header { get; init; }

    /// <summary>Whether it is for the instance as a whole and not for its orchestrator.</summary>
    public bool IsControl => Input.Kind is InputKind.Suspend or InputKind.Resume or InputKind.Terminate or InputKind.Escaped;

    /// <summary>What a timer's moment brings.</summary>
    public static Message Of(DueTimer timer) => new(
        timer.Instance,
        timer.Execution,
        timer.Event == StartTimer ? new TurnInput(InputKind.Started) : new TurnInput(InputKind.TimerFired, timer.Event),
        MessageSource.Timer,
        timer.Due);
}
