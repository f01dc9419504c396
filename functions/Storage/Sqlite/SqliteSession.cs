using Microsoft.Data.Sqlite;

namespace LienThong.Storage.Sqlite;

/// <summary>
/// One connection with its prepared statements. Statements name their parameters $1, $2 and so on. Used by one thread at
/// a time.
/// </summary>
internal sealed class SqliteSession(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _statements = [];
    private readonly HashSet<Action> _afterCommit = [];

    /// <summary>Called after each commit, before anybody is told of it. For tests.</summary>
    public Action? Committed { get; init; }

    /// <summary>Runs a statement that writes.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Execute(string sql, params ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteNonQuery();

    /// <summary>The first row of a query, or the default when there is none.</summary>
    public T? First<T>(string sql, Func<SqliteDataReader, T> row, params ReadOnlySpan<object?> values)
    {
        using var reader = Bind(sql, values).ExecuteReader();
        return reader.Read() ? row(reader) : default;
    }

    /// <summary>The rows of a query, one after the other, until they end or <paramref name="row"/> gives false.</summary>
    public void Each(string sql, Func<SqliteDataReader, bool> row, params ReadOnlySpan<object?> values)
    {
        using var reader = Bind(sql, values).ExecuteReader();
        while (reader.Read() && row(reader))
        {
        }
    }

    /// <summary>Every row of a query.</summary>
    public List<T> All<T>(string sql, Func<SqliteDataReader, T> row, params ReadOnlySpan<object?> values)
    {
        List<T> rows = [];
        using var reader = Bind(sql, values).ExecuteReader();
        while (reader.Read())
        {
            rows.Add(row(reader));
        }

        return rows;
    }

    /// <summary>Has something called once when the present transaction is on the disk, before its writers are told.</summary>
    public void AfterCommit(Action call) => _afterCommit.Add(call);

    public void Begin()
    {
        _afterCommit.Clear();
        Execute("BEGIN IMMEDIATE");
    }

    /// <returns>What is to be called now.</returns>
    public IReadOnlyCollection<Action> Commit()
    {
        Execute("COMMIT");
        Committed?.Invoke();
        return _afterCommit;
    }

    public void Rollback() => Execute("ROLLBACK");

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        connection.Dispose();
    }

    private SqliteCommand Bind(string sql, ReadOnlySpan<object?> values)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            statement = Prepare(sql, values.Length);
            _statements.Add(sql, statement);
        }

        for (var i = 0; i < values.Length; i++)
        {
            statement.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return statement;
    }

    private SqliteCommand Prepare(string sql, int parameters)
    {
        var statement = connection.CreateCommand();
        statement.CommandText = sql;
        for (var i = 1; i <= parameters; i++)
        {
            statement.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
        }

        return statement;
    }
}
