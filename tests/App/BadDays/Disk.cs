using LienThong.App.Tests.Harness;
using LienThong.Embedded.Hosting;
using LienThong.Embedded.Store;
using LienThong.Storage;
using LienThong.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using SQLitePCL;

namespace LienThong.App.Tests.BadDays;

/// <summary>A disk under the app's databases, on which room can run out and come back.</summary>
internal sealed class Disk
{
    private volatile bool _dossiersFull;
    private volatile bool _runtimeFull;
    private volatile bool _auditFull;

    /// <summary>No room any more for what the app keeps.</summary>
    public void FillUnderDossiers() => _dossiersFull = true;

    /// <summary>No room any more for what the runtime keeps.</summary>
    public void FillUnderRuntime() => _runtimeFull = true;

    /// <summary>No room any more for the audit log.</summary>
    public void FillUnderAudit() => _auditFull = true;

    public void MakeRoom() => _dossiersFull = _runtimeFull = _auditFull = false;

    /// <summary>Puts the disk under an app.</summary>
    public RunningAppOptions Under() => new()
    {
        Configure = (builder, folder) =>
        {
            builder.Services.AddSingleton(services => SqliteStorage.Open(
                new SqliteStorageOptions { Folder = folder, WriterOpened = Opened }, services.GetRequiredService<TimeProvider>()));
            builder.Services.AddSingleton<IAuditLog>(_ => SqliteAuditLog.Open(new SqliteStorageOptions
            {
                Folder = folder,
                WriterOpened = connection => raw.sqlite3_commit_hook(connection.Handle!, _ => _auditFull ? 1 : 0, null),
            }));
            builder.Services.AddSingleton(_ => RuntimeStore.Open(new RuntimeStoreOptions { Folder = folder, Fault = Fail }));
        },
    };

    // No commit gets onto the disk; SQLite undoes it.
    private void Opened(SqliteConnection connection) => raw.sqlite3_commit_hook(connection.Handle!, _ => _dossiersFull ? 1 : 0, null);

    private void Fail(CommitPoint point)
    {
        if (_runtimeFull && point == CommitPoint.Before)
        {
            throw new SqliteException("database or disk is full", raw.SQLITE_FULL);
        }
    }
}
