using LienThong.Procedures.Identifiers;
using Microsoft.Data.Sqlite;

namespace LienThong.Storage.Sqlite;

/// <summary>The open dossiers, one row each.</summary>
internal sealed class SqliteWatchStore(SqliteDatabase database, TimeProvider time) : IWatchStore
{
    public Task PutAsync(
        DossierCode code, int version, DateTimeOffset? nextWake, DateTimeOffset changedAt, CancellationToken cancellation) =>
        database.WriteAsync(
            session => session.Execute(
                """
                INSERT INTO watch (dossier, version, next_wake, changed_at) VALUES ($1, $2, $3, $4)
                ON CONFLICT (dossier) DO UPDATE SET
                  version = excluded.version, removed_at = NULL, next_wake = excluded.next_wake, changed_at = excluded.changed_at
                WHERE excluded.version >= version
                """,
                code.ToString(), version, nextWake?.UtcTicks, changedAt.UtcTicks),
            cancellation);

    public Task RemoveAsync(DossierCode code, int version, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            session =>
            {
                // A few old removals go with each new one, so that they never pile up.
                session.Execute(
                    """
                    DELETE FROM watch WHERE dossier IN
                      (SELECT dossier FROM watch WHERE removed_at IS NOT NULL AND removed_at < $1 LIMIT 4)
                    """,
                    (now - IWatchStore.RemovalsKept).UtcTicks);
                return session.Execute(
                    """
                    INSERT INTO watch (dossier, version, removed_at, changed_at) VALUES ($1, $2, $3, 0)
                    ON CONFLICT (dossier) DO UPDATE SET version = excluded.version, removed_at = excluded.removed_at
                    WHERE excluded.version >= version
                    """,
                    code.ToString(), version, now.UtcTicks);
            },
            cancellation);
    }

    public Task<IReadOnlyList<WatchEntry>> DueAsync(DateTimeOffset before, int max, CancellationToken cancellation) => QueryAsync(
        """
        SELECT dossier, version, next_wake, changed_at FROM watch
        WHERE removed_at IS NULL AND next_wake IS NOT NULL AND next_wake <= $1 ORDER BY next_wake, dossier LIMIT $2
        """,
        before, max, cancellation);

    public Task<IReadOnlyList<WatchEntry>> PageAsync(DossierCode? after, int max, CancellationToken cancellation)
    {
        Bounds.Count(max, IWatchStore.MaxEntries);
        return database.ReadAsync<IReadOnlyList<WatchEntry>>(
            session => session.All(
                """
                SELECT dossier, version, next_wake, changed_at FROM watch
                WHERE removed_at IS NULL AND dossier > $1 ORDER BY dossier LIMIT $2
                """,
                Entry, after?.ToString() ?? "", max),
            cancellation);
    }

    public Task<IReadOnlyList<WatchEntry>> UnchangedAsync(DateTimeOffset since, int max, CancellationToken cancellation) => QueryAsync(
        """
        SELECT dossier, version, next_wake, changed_at FROM watch
        WHERE removed_at IS NULL AND changed_at < $1 ORDER BY changed_at, dossier LIMIT $2
        """,
        since, max, cancellation);

    private Task<IReadOnlyList<WatchEntry>> QueryAsync(string sql, DateTimeOffset limit, int max, CancellationToken cancellation)
    {
        Bounds.Count(max, IWatchStore.MaxEntries);
        return database.ReadAsync<IReadOnlyList<WatchEntry>>(
            session => session.All(sql, Entry, limit.UtcTicks, max),
            cancellation);
    }

    private static WatchEntry Entry(SqliteDataReader row) => new(
        DossierCode.Parse(row.GetString(0)),
        row.GetInt32(1),
        row.IsDBNull(2) ? null : new DateTimeOffset(row.GetInt64(2), TimeSpan.Zero),
        new DateTimeOffset(row.GetInt64(3), TimeSpan.Zero));
}
