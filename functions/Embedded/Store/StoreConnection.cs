using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LienThong.Embedded.Store;

/// <summary>A connection to the store that keeps its prepared statements.</summary>
public sealed class StoreConnection : SqliteConnection
{
    private readonly Dictionary<string, Statement> _statements = new(ReferenceEqualityOrText.Instance);

    internal StoreConnection(string path, SqliteOpenMode mode, RuntimeStoreOptions options)
        : base(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString())
    {
        Open();
        Execute(FormattableString.Invariant($"""
            PRAGMA busy_timeout = {(long)options.BusyTimeout.TotalMilliseconds};
            PRAGMA synchronous = {(options.Synchronous.Equals("NORMAL", StringComparison.OrdinalIgnoreCase) ? "NORMAL" : "FULL")};
            PRAGMA wal_autocheckpoint = 0;
            PRAGMA temp_store = MEMORY;
            PRAGMA cache_size = {(mode == SqliteOpenMode.ReadOnly ? -4096 : -32768)};
            """));
    }

    /// <summary>A new connection, or one that was kept.</summary>
    internal static StoreConnection Open(string path, SqliteOpenMode mode, RuntimeStoreOptions options) =>
        options.Kept?.Take(mode) ?? new StoreConnection(path, mode, options);

    /// <summary>Closes it, or keeps it.</summary>
    internal void End(SqliteOpenMode mode, RuntimeStoreOptions options)
    {
        if (options.Kept is { } kept)
        {
            kept.Keep(mode, this);
        }
        else
        {
            Dispose();
        }
    }

    /// <summary>Whether a transaction is open.</summary>
    internal bool InTransaction => raw.sqlite3_get_autocommit(Handle!) == 0;

    /// <summary>A statement, prepared the first time this text is seen.</summary>
    /// <exception cref="InvalidOperationException">The same statement is being read: two readings of one text cannot nest.</exception>
    public Statement Statement(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            _statements.Add(sql, statement = new Statement(Handle!, sql));
        }

        return statement.InUse
            ? throw new InvalidOperationException($"The statement is still being read: {sql}")
            : statement;
    }

    /// <summary>Makes every statement ready for its next use, wherever a failure left it.</summary>
    internal void Reset()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }
    }

    /// <summary>Gives up the transaction that is open, if one is.</summary>
    internal void Undo()
    {
        Reset();
        if (InTransaction)
        {
            Execute("ROLLBACK");
        }
    }

    /// <summary>Runs SQL of one or more statements, not kept.</summary>
    public void Execute(string sql)
    {
        using var command = CreateCommand();
#pragma warning disable CA2100 // The callers are this runtime's own; no text from outside comes here.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    /// <summary>The key of the row that was last inserted.</summary>
    public long LastRow => raw.sqlite3_last_insert_rowid(Handle!);

    /// <summary>Pages written by this connection since the last call.</summary>
    internal int TakePagesWritten()
    {
        const int cacheWrites = 9;
        _ = raw.sqlite3_db_status(Handle!, cacheWrites, out var pages, out _, 1);
        return pages;
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var statement in _statements.Values)
            {
                statement.Close();
            }

            _statements.Clear();
        }

        base.Dispose(disposing);
    }

    /// <summary>Texts are constants, so most look-ups end at the reference.</summary>
    private sealed class ReferenceEqualityOrText : IEqualityComparer<string>
    {
        public static ReferenceEqualityOrText Instance { get; } = new();

        public bool Equals(string? left, string? right) => ReferenceEquals(left, right) || string.Equals(left, right, StringComparison.Ordinal);

        public int GetHashCode(string text) => text.Length ^ (text[^1] << 16) ^ (text[text.Length / 2] << 8);
    }
}
