using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace LienThong.Embedded.Store;

/// <summary>The connections of stores that have ended, with their prepared statements, kept for the next store over the same file:
/// for tests that open thousands of stores, where preparing statements would be most of the work.</summary>
internal sealed class KeptConnections : IDisposable
{
    private readonly ConcurrentDictionary<SqliteOpenMode, ConcurrentBag<StoreConnection>> _kept = [];

    /// <summary>A connection that was kept; null if there is none.</summary>
    public StoreConnection? Take(SqliteOpenMode mode) => Of(mode).TryTake(out var connection) ? connection : null;

    /// <summary>Keeps a connection. What it has not committed is lost, as it is when a connection is closed.</summary>
    public void Keep(SqliteOpenMode mode, StoreConnection connection)
    {
        connection.Undo();
        Of(mode).Add(connection);
    }

    public void Dispose()
    {
        foreach (var connection in _kept.Values.SelectMany(kept => kept))
        {
            connection.Dispose();
        }

        _kept.Clear();
    }

    private ConcurrentBag<StoreConnection> Of(SqliteOpenMode mode) => _kept.GetOrAdd(mode, _ => []);
}
