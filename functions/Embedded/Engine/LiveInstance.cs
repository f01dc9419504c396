namespace LienThong.Embedded.Engine;

/// <summary>An instance in memory. Everything here can be lost: the store has it, or makes it again.</summary>
internal sealed class LiveInstance(long seq)
{
    public long Seq { get; } = seq;

    public InstanceState State { get; set; }

    /// <summary>What it was told and no turn has used.</summary>
    public List<Message> Mailbox { get; set; } = [];

    public InstanceHeader? Header { get; set; }

    /// <summary>Its orchestrator, where the last turn left it; null if it has to be replayed first.</summary>
    public OrchestratorRun? Run { get; set; }

    /// <summary>How many turns its history has; known while <see cref="Run"/> is there or <see cref="IsNew"/>.</summary>
    public int Turns { get; set; }

    /// <summary>The time of its last turn: the orchestrator's time never goes back.</summary>
    public DateTime LastTurn { get; set; }

    /// <summary>Whether its history is known to be empty.</summary>
    public bool IsNew { get; set; }

    /// <summary>How often in a row its turn could not be saved.</summary>
    public int FailedSaves { get; set; }

    /// <summary>Its place among the instances in memory, the one used last first.</summary>
    public LinkedListNode<LiveInstance>? Place { get; set; }

    /// <summary>Forgets what the store knows better.</summary>
    public void Forget()
    {
        Run?.Close();
        (Run, Header, Turns, IsNew, LastTurn) = (null, null, 0, false, default);
    }
}

/// <summary>What is being done with an instance in memory.</summary>
internal enum InstanceState
{
    /// <summary>Nothing.</summary>
    Idle,

    /// <summary>It waits for its turn.</summary>
    Ready,

    /// <summary>Its turn is being computed.</summary>
    Running,

    /// <summary>Its turn is being saved.</summary>
    Saving,

    /// <summary>Its turn could not be saved, and is tried again later.</summary>
    Waiting,
}
