using LienThong.Procedures.Identifiers;
using Microsoft.Data.Sqlite;

namespace LienThong.Storage.Sqlite;

/// <summary>Worklists, one row an entry; a page is a range of one index.</summary>
internal sealed class SqliteWorklistStore(SqliteDatabase database, TimeProvider time) : IWorklistStore
{
    private const string Columns =
        "agency, dossier, step, version, procedure, status, round, since, due, overdue, late, attention";

    public Task PutAsync(WorklistEntry entry, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(entry);
        Bounds.Key(entry.Agency);
        Bounds.Key(entry.Step);
        return database.WriteAsync(
            session => session.Execute(
                $"""
                INSERT INTO worklist ({Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
                ON CONFLICT (agency, dossier, step) DO UPDATE SET
                  version = excluded.version, removed_at = NULL, procedure = excluded.procedure, status = excluded.status,
                  round = excluded.round, since = excluded.since, due = excluded.due, overdue = excluded.overdue,
                  late = excluded.late, attention = excluded.attention
                WHERE excluded.version >= version
                """,
                entry.Agency, entry.Dossier.ToString(), entry.Step, entry.Version, entry.Procedure, entry.Status, entry.Round,
                entry.Since.UtcTicks, entry.Due?.UtcTicks ?? WorklistPosition.NoDue, entry.Overdue, entry.Late, entry.Attention),
            cancellation);
    }

    public Task RemoveAsync(string agency, DossierCode code, string step, int version, CancellationToken cancellation)
    {
        Bounds.Key(agency);
        Bounds.Key(step);
        var now = time.GetUtcNow();
        return database.WriteAsync(
            session =>
            {
                // A few old removals go with each new one, so that they never pile up.
                session.Execute(
                    """
                    DELETE FROM worklist WHERE (agency, dossier, step) IN
                      (SELECT agency, dossier, step FROM worklist WHERE removed_at IS NOT NULL AND removed_at < $1 LIMIT 4)
                    """,
                    (now - IWorklistStore.RemovalsKept).UtcTicks);
                return session.Execute(
                    """
                    INSERT INTO worklist (agency, dossier, step, version, removed_at, procedure, status, round, since, due, overdue, late)
                    VALUES ($1, $2, $3, $4, $5, '', '', 0, 0, 0, 0, 0)
                    ON CONFLICT (agency, dossier, step) DO UPDATE SET version = excluded.version, removed_at = excluded.removed_at
                    WHERE excluded.version >= version
                    """,
                    agency, code.ToString(), step, version, now.UtcTicks);
            },
            cancellation);
    }

    public async Task<WorklistPage> PageAsync(string agency, WorklistQuery query, CancellationToken cancellation)
    {
        Bounds.Key(agency);
        ArgumentNullException.ThrowIfNull(query);
        Bounds.Count(query.Size, WorklistQuery.MaxSize);
        var after = WorklistPosition.Parse(query.Continuation);

        // One more than asked for tells whether there is another page.
        var rows = await database.ReadAsync(
            session => session.All(
                $"""
                SELECT {Columns} FROM worklist
                WHERE removed_at IS NULL AND agency = $1 AND (due, dossier, step) > ($2, $3, $4)
                  AND ($5 IS NULL OR status = $5) AND overdue >= $6
                ORDER BY due, dossier, step LIMIT $7
                """,
                Entry,
                agency, after.Due, after.Dossier, after.Step, query.Status, query.OverdueOnly, query.Size + 1),
            cancellation);
        return rows.Count <= query.Size
            ? new(rows, null)
            : new(rows[..query.Size], WorklistPosition.Of(rows[query.Size - 1]).ToContinuation());
    }

    public async Task<IReadOnlyList<WorklistCount>> CountAsync(string agency, CancellationToken cancellation)
    {
        Bounds.Key(agency);
        return await database.ReadAsync(
            session => session.All(
                """
                SELECT procedure, step, status, COUNT(*), SUM(overdue), SUM(late), MIN(since) FROM worklist
                WHERE removed_at IS NULL AND agency = $1
                GROUP BY procedure, step, status ORDER BY procedure, step, status
                """,
                row => new WorklistCount(
                    row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt32(3), row.GetInt32(4), row.GetInt32(5),
                    new DateTimeOffset(row.GetInt64(6), TimeSpan.Zero)),
                agency),
            cancellation);
    }

    private static WorklistEntry Entry(SqliteDataReader row) => new()
    {
        Agency = row.GetString(0),
        Dossier = DossierCode.Parse(row.GetString(1)),
        Step = row.GetString(2),
        Version = row.GetInt32(3),
        Procedure = row.GetString(4),
        Status = row.GetString(5),
        Round = row.GetInt32(6),
        Since = new DateTimeOffset(row.GetInt64(7), TimeSpan.Zero),
        Due = row.GetInt64(8) is var due and not WorklistPosition.NoDue ? new DateTimeOffset(due, TimeSpan.Zero) : null,
        Overdue = row.GetBoolean(9),
        Late = row.GetBoolean(10),
        Attention = row.IsDBNull(11) ? null : row.GetString(11),
    };
}
