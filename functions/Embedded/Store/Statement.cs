using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LienThong.Embedded.Store;

/// <summary>
/// A prepared statement of one connection, kept for the next time. Bind values in order with <c>With</c>, then
/// <see cref="Run"/> it or read rows while <see cref="Next"/>. Columns count from 0.
/// </summary>
/// <remarks>Disposing makes it ready for the next use; the connection keeps it. A statement that is read only in part must
/// be disposed (<c>using</c>).</remarks>
public sealed class Statement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private int _bound;

    internal Statement(sqlite3 database, string sql)
    {
        _database = database;
        var code = raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement, out var rest);
        SqliteException.ThrowExceptionForRC(code, database);
        if (!string.IsNullOrWhiteSpace(rest))
        {
            throw new ArgumentException("One statement at a time is prepared.", nameof(sql));
        }
    }

    /// <summary>Whether it is between its first step and its end.</summary>
    internal bool InUse { get; private set; }

    /// <summary>Binds the next parameter.</summary>
    public Statement With(long value) => Bound(raw.sqlite3_bind_int64(_statement, ++_bound, value));

    /// <inheritdoc cref="With(long)" />
    public Statement With(long? value) =>
        value is { } number ? With(number) : Bound(raw.sqlite3_bind_null(_statement, ++_bound));

    /// <inheritdoc cref="With(long)" />
    public Statement With(string? value) => Bound(value is null
        ? raw.sqlite3_bind_null(_statement, ++_bound)
        : raw.sqlite3_bind_text(_statement, ++_bound, value));

    /// <inheritdoc cref="With(long)" />
    public Statement With(ReadOnlySpan<byte> value) => Bound(raw.sqlite3_bind_blob(_statement, ++_bound, value));

    /// <summary>Runs it to its end and returns how many rows it changed.</summary>
    public int Run()
    {
        try
        {
            while (Step())
            {
            }

            return raw.sqlite3_changes(_database);
        }
        finally
        {
            Dispose();
        }
    }

    /// <summary>Goes to the next row; false, and ready for the next use, after the last.</summary>
    public bool Next()
    {
        if (Step())
        {
            return true;
        }

        Dispose();
        return false;
    }

    /// <summary>Whether the column is null.</summary>
    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    /// <summary>The column as a number; 0 for null.</summary>
    public long Long(int column) => raw.sqlite3_column_int64(_statement, column);

    /// <summary>The column as a number; 0 for null.</summary>
    public int Int(int column) => raw.sqlite3_column_int(_statement, column);

    /// <summary>The column as text; null for null.</summary>
    public string? Text(int column) => IsNull(column) ? null : raw.sqlite3_column_text(_statement, column).utf8_to_string();

    /// <summary>The column's bytes, valid until the next step; empty for null.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(_statement, column);

    /// <summary>Makes it ready for the next use.</summary>
    public void Dispose()
    {
        InUse = false;
        _bound = 0;
        // The code is that of the last step, which has been thrown already.
        _ = raw.sqlite3_reset(_statement);
        _ = raw.sqlite3_clear_bindings(_statement);
    }

    internal void Close() => _statement.Dispose();

    private bool Step()
    {
        InUse = true;
        var code = raw.sqlite3_step(_statement);
        if (code is raw.SQLITE_ROW or raw.SQLITE_DONE)
        {
            return code == raw.SQLITE_ROW;
        }

        try
        {
            SqliteException.ThrowExceptionForRC(code, _database);
            return false;
        }
        finally
        {
            Dispose();
        }
    }

    private Statement Bound(int code)
    {
        SqliteException.ThrowExceptionForRC(code, _database);
        return this;
    }
}
