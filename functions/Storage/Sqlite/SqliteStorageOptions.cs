using Microsoft.Data.Sqlite;

namespace LienThong.Storage.Sqlite;

/// <summary>Where a store on one machine lies, and how much it takes on.</summary>
public sealed class SqliteStorageOptions
{
    /// <summary>The folder of the database <c>dossiers.db</c> and of the records; made when it is missing. One process at
    /// a time has it open.</summary>
    public string Folder { get; set; } = "";

    /// <summary>Whether a write is answered only when it is on the disk. False: what was answered survives the process, but
    /// a power cut may take the last moments, records among them.</summary>
    public bool WaitForDisk { get; set; } = true;

    /// <summary>How many writes may wait for the disk; one more is refused with <see cref="StorageOverloadedException"/>.</summary>
    public int MaxWaitingWrites { get; set; } = 4096;

    /// <summary>How many reads run at once; others wait for their turn.</summary>
    public int MaxReaders { get; set; } = Math.Clamp(Environment.ProcessorCount * 2, 4, 16);

    /// <summary>Whether another process may be writing the file meanwhile, as with the audit log: then its length says nothing.</summary>
    public bool Shared { get; set; }

    /// <summary>Sees every connection of the writer when it is opened. For tests, to make the disk full or faulty.</summary>
    internal Action<SqliteConnection>? WriterOpened { get; set; }

    /// <summary>Called by the writer after each commit, before anybody is told of it. For tests, to end the process there.</summary>
    internal Action? Committed { get; set; }
}
