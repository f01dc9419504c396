using System.Globalization;
using LienThong.Storage.Files;
using Microsoft.Data.Sqlite;

namespace LienThong.Storage.Sqlite;

/// <summary>
/// The audit log on one machine: a database <c>audit.db</c> of its own, which holds no personal data and can be handed to who
/// checks it. Unlike <c>dossiers.db</c> it may be open in several processes: a command appends while the app serves.
/// </summary>
public sealed class SqliteAuditLog : IAuditLog, IDisposable
{
    private const string Columns = "day, number, content, previous, hash";

    private readonly SqliteDatabase _database;

    private SqliteAuditLog(SqliteDatabase database) => _database = database;

    /// <summary>The log's file in a folder.</summary>
    public static string FileIn(string folder) => Path.Combine(folder, "audit.db");

    /// <summary>Opens the log of a folder, or makes a new one.</summary>
    /// <exception cref="StorageUnavailableException">It cannot be read and written, or a newer program wrote it.</exception>
    public static SqliteAuditLog Open(SqliteStorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(options.Folder);
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.Folder));
        try
        {
            Durable.CreateFolder(folder, folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SqliteRefusals.NotWritable(folder, e);
        }

        return new SqliteAuditLog(SqliteDatabase.Open(FileIn(folder), SqliteAuditSchema.Steps, options));
    }

    /// <inheritdoc />
    public Task<AuditHead?> HeadAsync(DateOnly day, CancellationToken cancellation) => _database.ReadAsync(
        session => session.First("SELECT day, count, hash FROM audit_heads WHERE day = $1", Head, AuditPosition.Text(day)), cancellation);

    /// <inheritdoc />
    public Task<AuditHead?> LastHeadAsync(DateOnly before, CancellationToken cancellation) => _database.ReadAsync(
        session => session.First("SELECT day, count, hash FROM audit_heads WHERE day < $1 ORDER BY day DESC LIMIT 1", Head, AuditPosition.Text(before)), cancellation);

    /// <inheritdoc />
    public Task<AuditHead?> NextHeadAsync(DateOnly after, CancellationToken cancellation) => _database.ReadAsync(
        session => session.First("SELECT day, count, hash FROM audit_heads WHERE day > $1 ORDER BY day LIMIT 1", Head, AuditPosition.Text(after)), cancellation);

    /// <inheritdoc />
    public Task<bool> TryAppendAsync(AuditHead? head, IReadOnlyList<AuditEntry> entries, CancellationToken cancellation)
    {
        AuditChain.CheckNumbers(head, entries);
        var after = AuditChain.HeadAfter(entries);
        return _database.WriteAsync(
            session =>
            {
                var moved = head is null
                    ? session.Execute(
                        "INSERT INTO audit_heads (day, count, hash) VALUES ($1, $2, $3) ON CONFLICT (day) DO NOTHING",
                        AuditPosition.Text(after.Day), after.Count, after.Hash)
                    : session.Execute(
                        "UPDATE audit_heads SET count = $2, hash = $3 WHERE day = $1 AND count = $4 AND hash = $5",
                        AuditPosition.Text(after.Day), after.Count, after.Hash, head.Count, head.Hash);
                if (moved == 0)
                {
                    return false;
                }

                foreach (var entry in entries)
                {
                    session.Execute(
                        $"INSERT INTO audit ({Columns}) VALUES ($1, $2, $3, $4, $5)",
                        AuditPosition.Text(entry.Day), entry.Number, entry.Content, entry.Previous, entry.Hash);
                }

                return true;
            },
            cancellation);
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<AuditEntry>> ReadAsync(DateOnly day, long after, int max, CancellationToken cancellation)
    {
        Bounds.Count(max, IAuditLog.MaxRead);
        return _database.ReadAsync<IReadOnlyList<AuditEntry>>(
            session => session.All($"SELECT {Columns} FROM audit WHERE day = $1 AND number > $2 ORDER BY number LIMIT $3", Entry, AuditPosition.Text(day), after, max),
            cancellation);
    }

    /// <inheritdoc />
    public async Task<AuditPage> PageAsync(AuditQuery query, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(query);
        Bounds.Count(query.Size, AuditQuery.MaxSize);
        var (day, number) = AuditPosition.Parse(query.Continuation);

        // One more than asked for tells whether there is another page.
        var rows = await _database.ReadAsync(
            session => session.All(
                $"""
                SELECT {Columns} FROM audit
                WHERE day BETWEEN $1 AND $2 AND (day, number) > ($3, $4)
                  {(query.Dossier is null ? "" : "AND dossier = $5")} {(query.By is null ? "" : "AND partner = $6")}
                ORDER BY day, number LIMIT $7
                """,
                Entry,
                AuditPosition.Text(query.From), AuditPosition.Text(query.To), day, number, query.Dossier, query.By, query.Size + 1),
            cancellation);
        return rows.Count <= query.Size
            ? new(rows, null)
            : new(rows[..query.Size], AuditPosition.After(rows[query.Size - 1]).ToContinuation());
    }

    /// <summary>Finishes the writes that wait, and closes the file.</summary>
    public void Dispose() => _database.Dispose();

    private static DateOnly Day(SqliteDataReader row) => DateOnly.ParseExact(row.GetString(0), "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static AuditHead Head(SqliteDataReader row) => new(Day(row), row.GetInt64(1), row.GetString(2));

    private static AuditEntry Entry(SqliteDataReader row) => new(Day(row), row.GetInt64(1), row.GetString(2), row.GetString(3), row.GetString(4));
}
