using LienThong.Procedures.Identifiers;

namespace LienThong.Storage.Sqlite;

/// <summary>Repeatable requests, one row each.</summary>
internal sealed class SqliteIdempotencyStore(SqliteDatabase database) : IIdempotencyStore
{
    private const int MaxPurge = 10_000;

    public Task<IdempotencyEntry?> ReadAsync(string partner, string key, CancellationToken cancellation)
    {
        Bounds.Key(partner);
        Bounds.Key(key);
        return database.ReadAsync(session => Read(session, partner, key), cancellation);
    }

    public Task<IdempotencyEntry> ReserveAsync(IdempotencyEntry entry, CancellationToken cancellation)
    {
        Check(entry);
        return database.WriteAsync(
            session =>
            {
                var kept = session.Execute(
                    """
                    INSERT INTO idempotency (partner, key, body_hash, dossier, at) VALUES ($1, $2, $3, $4, $5)
                    ON CONFLICT (partner, key) DO NOTHING
                    """,
                    entry.Partner, entry.Key, entry.BodyHash, entry.Dossier.ToString(), entry.At.UtcTicks);
                return kept > 0 ? entry : Read(session, entry.Partner, entry.Key)!;
            },
            cancellation);
    }

    public Task<bool> ReplaceAsync(IdempotencyEntry entry, IdempotencyEntry with, CancellationToken cancellation)
    {
        Check(entry);
        Check(with);
        if ((entry.Partner, entry.Key) != (with.Partner, with.Key))
        {
            throw new ArgumentException("It is not of the same partner and key.", nameof(with));
        }

        return database.WriteAsync(
            session => session.Execute(
                """
                UPDATE idempotency SET body_hash = $6, dossier = $7, at = $8
                WHERE partner = $1 AND key = $2 AND body_hash = $3 AND dossier = $4 AND at = $5
                """,
                entry.Partner, entry.Key, entry.BodyHash, entry.Dossier.ToString(), entry.At.UtcTicks,
                with.BodyHash, with.Dossier.ToString(), with.At.UtcTicks) > 0,
            cancellation);
    }

    public Task<int> PurgeAsync(DateTimeOffset olderThan, int max, CancellationToken cancellation)
    {
        Bounds.Count(max, MaxPurge);
        return database.WriteAsync(
            session => session.Execute(
                """
                DELETE FROM idempotency WHERE (partner, key) IN
                  (SELECT partner, key FROM idempotency WHERE at < $1 ORDER BY at LIMIT $2)
                """,
                olderThan.UtcTicks, max),
            cancellation);
    }

    private static IdempotencyEntry? Read(SqliteSession session, string partner, string key) => session.First(
        "SELECT body_hash, dossier, at FROM idempotency WHERE partner = $1 AND key = $2",
        row => new IdempotencyEntry(
            partner, key, row.GetString(0), DossierCode.Parse(row.GetString(1)), new DateTimeOffset(row.GetInt64(2), TimeSpan.Zero)),
        partner, key);

    private static void Check(IdempotencyEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        Bounds.Key(entry.Partner);
        Bounds.Key(entry.Key);
        Bounds.Key(entry.BodyHash);
    }
}
