using LienThong.Embedded.Clock;

namespace LienThong.Embedded.Store;

/// <summary>Where the runtime's store is and how it writes.</summary>
public sealed record RuntimeStoreOptions
{
    /// <summary>The folder that holds <c>runtime.db</c>; made if it is not there.</summary>
    public required string Folder { get; init; }

    /// <summary>SQLite's synchronous mode: <c>FULL</c> (a commit survives a power cut) or <c>NORMAL</c> (it survives the
    /// process, but a power cut may take the last moments).</summary>
    public string Synchronous { get; init; } = "FULL";

    /// <summary>Writes that may wait for their turn; beyond it callers wait too.</summary>
    public int MaxWaitingWrites { get; init; } = 4_096;

    /// <summary>Writes that share one transaction at most.</summary>
    public int MaxBatch { get; init; } = 512;

    /// <summary>Connections for reading.</summary>
    public int Readers { get; init; } = 4;

    /// <summary>Pages of write-ahead log after which it is copied into the database.</summary>
    public int CheckpointPages { get; init; } = 4_000;

    /// <summary>How long a statement waits for a lock held from outside (a backup, an operator's shell).</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Where the store's work runs, and that of all who work on the store. For tests.</summary>
    internal Threads Threads { get; init; } = Threads.System;

    /// <summary>Called around each commit; what it throws is what the commit fails with. For tests.</summary>
    internal Action<CommitPoint>? Fault { get; init; }

    /// <summary>Where connections come from and go to instead of being opened and closed. For tests.</summary>
    internal KeptConnections? Kept { get; init; }
}
