using System.Diagnostics;
using LienThong.Embedded.Store;
using LienThong.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LienThong.App.Tests.Crashes;

/// <summary>Counts, once armed, the moments before and after every commit of the three databases, and kills the process at one of them.</summary>
internal sealed class CommitPoints
{
    private readonly Lock _gate = new();
    private int _killAt;
    private int _reached;

    /// <summary>Begins to count, from 1.</summary>
    public void Arm(int killAt)
    {
        lock (_gate)
        {
            (_killAt, _reached) = (killAt, 0);
        }
    }

    /// <summary>Ends counting.</summary>
    /// <returns>How many there were.</returns>
    public int Disarm()
    {
        lock (_gate)
        {
            var reached = _reached;
            (_killAt, _reached) = (0, 0);
            return reached;
        }
    }

    public RuntimeStore OpenRuntime(string folder) => RuntimeStore.Open(new RuntimeStoreOptions { Folder = folder, Fault = _ => Reach() });

    public SqliteStorage OpenStorage(string folder, TimeProvider time) => SqliteStorage.Open(Watched(folder), time);

    public SqliteAuditLog OpenAudit(string folder) => SqliteAuditLog.Open(Watched(folder));

    private SqliteStorageOptions Watched(string folder) => new() { Folder = folder, WriterOpened = Watch, Committed = Reach };

    private void Watch(SqliteConnection connection) => raw.sqlite3_commit_hook(
        connection.Handle!,
        _ =>
        {
            Reach();
            return 0;
        },
        null);

    private void Reach()
    {
        // Whoever is at another point waits for the lock, and dies there.
        lock (_gate)
        {
            if (_killAt > 0 && ++_reached == _killAt)
            {
                Process.GetCurrentProcess().Kill();
                new ManualResetEvent(false).WaitOne();
            }
        }
    }
}
