using System.Globalization;
using System.Text.Json;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Identifiers;

namespace LienThong.Storage.Sqlite;

/// <summary>Dossiers as UTF-8 JSON, one row each. Rows are never deleted, so the change numbers only grow.</summary>
internal sealed class SqliteDossierStore(SqliteDatabase database) : IDossierStore
{
    private const string NextChange = "(SELECT coalesce(max(change), 0) + 1 FROM dossiers)";

    // A page of large dossiers ends early, so that its size in memory is bounded too.
    private const long MaxPageBytes = 8 * 1024 * 1024;

    private volatile TaskCompletionSource _change = NewSignal();

    public event Action? Changed;

    public async Task<Stored<Dossier>?> ReadAsync(DossierCode code, CancellationToken cancellation)
    {
        var row = await database.ReadAsync(
            session => session.First(
                "SELECT etag, doc FROM dossiers WHERE code = $1",
                r => new Row(0, r.GetString(0), r.GetFieldValue<byte[]>(1)),
                code.ToString()),
            cancellation);
        return row?.Open();
    }

    public Task<Stored<Dossier>?> TryCreateAsync(Dossier dossier, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dossier);
        return WriteAsync(
            dossier,
            (session, etag, doc) => session.Execute(
                $"INSERT INTO dossiers (code, version, etag, change, doc) VALUES ($1, $2, $3, {NextChange}, $4) ON CONFLICT (code) DO NOTHING",
                dossier.Code.ToString(), dossier.Version, etag, doc),
            cancellation);
    }

    public Task<Stored<Dossier>?> TryReplaceAsync(Dossier dossier, ETag etag, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dossier);
        return WriteAsync(
            dossier,
            (session, next, doc) => session.Execute(
                $"UPDATE dossiers SET version = $2, etag = $3, change = {NextChange}, doc = $4 WHERE code = $1 AND etag = $5",
                dossier.Code.ToString(), dossier.Version, next, doc, etag.ToString()),
            cancellation);
    }

    public async Task<DossierChanges> ReadChangesAsync(string? continuation, int max, CancellationToken cancellation)
    {
        Bounds.Count(max, IDossierStore.MaxChanges);
        var after = Position(continuation);
        var rows = await database.ReadAsync(
            session =>
            {
                // Ahead of every change there is: the store was put back to an earlier state than its reader's. What
                // was written since cannot be told from what the reader has seen, so it sees all of it again.
                after = after <= LastChange(session) ? after : 0;
                return After(session, after, max);
            },
            cancellation);
        return new([.. rows.Select(row => row.Open())], Continuation(rows.Count > 0 ? rows[^1].Change : after));
    }

    public async Task WaitForChangesAsync(string? continuation, CancellationToken cancellation)
    {
        var after = Position(continuation);
        while (true)
        {
            // Taken before looking, so that a write between the two is not missed.
            var change = _change;
            var last = await database.ReadAsync(LastChange, cancellation);
            if (last != after)
            {
                return;
            }

            await change.Task.WaitAsync(cancellation);
        }
    }

    public void Close() => _change.TrySetException(new ObjectDisposedException(nameof(SqliteStorage)));

    private async Task<Stored<Dossier>?> WriteAsync(Dossier dossier, Func<SqliteSession, string, byte[], int> write, CancellationToken cancellation)
    {
        var doc = JsonSerializer.SerializeToUtf8Bytes(dossier, DossierJson.Options);
        if (doc.Length > IDossierStore.MaxBytes)
        {
            throw new DossierTooLargeException(dossier.Code, doc.Length);
        }

        // The random part keeps an ETag from meaning another write after the store was put back to an earlier state.
        var etag = string.Create(CultureInfo.InvariantCulture, $"{dossier.Version}-{Random.Shared.NextInt64():x16}");
        var written = await database.WriteAsync(
            session =>
            {
                if (write(session, etag, doc) == 0)
                {
                    return false;
                }

                session.AfterCommit(Announce);
                return true;
            },
            cancellation);
        return written ? new(dossier, new ETag(etag)) : null;
    }

    private void Announce()
    {
        Interlocked.Exchange(ref _change, NewSignal()).TrySetResult();
        Changed?.Invoke();
    }

    private static List<Row> After(SqliteSession session, long change, int max)
    {
        List<Row> rows = [];
        var bytes = 0L;
        session.Each(
            "SELECT change, etag, doc FROM dossiers WHERE change > $1 ORDER BY change LIMIT $2",
            r =>
            {
                rows.Add(new Row(r.GetInt64(0), r.GetString(1), r.GetFieldValue<byte[]>(2)));
                bytes += rows[^1].Doc.Length;
                return bytes < MaxPageBytes;
            },
            change, max);
        return rows;
    }

    private static long LastChange(SqliteSession session) =>
        session.First("SELECT coalesce(max(change), 0) FROM dossiers", row => row.GetInt64(0));

    private static string Continuation(long change) => change.ToString(CultureInfo.InvariantCulture);

    private static long Position(string? continuation) => continuation is null ? 0
        : long.TryParse(continuation, NumberStyles.None, CultureInfo.InvariantCulture, out var change) ? change
        : throw new ContinuationInvalidException();

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed record Row(long Change, string ETag, byte[] Doc)
    {
        public Stored<Dossier> Open() => new(
            JsonSerializer.Deserialize<Dossier>(Doc, DossierJson.Options)!,
            new ETag(ETag));
    }
}
