using System.Globalization;
using System.Text.Json;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Identifiers;

namespace LienThong.Storage.Sqlite;

/// <summary>Dossiers as UTF-8 JSON, one row each. Rows are never deleted, so the change numbers only grow.</summary>
internal sealed class SqliteDossierStore(SqliteDatabase database) : IDossierStore, IDisposable
{
    private const string NextChange = "(SELECT coalesce(max(change), 0) + 1 FROM dossiers)";

    // A page of large dossiers ends early, so that its size in memory is bounded too.
    private const long MaxPageBytes = 8 * 1024 * 1024;

    private readonly RecentDossiers _recent = new();

    private volatile TaskCompletionSource _change = NewSignal();

    public event Action? Changed;

    public async Task<Stored<Dossier>?> ReadAsync(DossierCode code, CancellationToken cancellation)
    {
        var recent = _recent.Find(code);
        var row = await database.ReadAsync(
            session => session.First(
                "SELECT etag, CASE WHEN etag = $2 THEN NULL ELSE doc END FROM dossiers WHERE code = $1",
                r => new Row(new ETag(r.GetString(0)), r.IsDBNull(1) ? null : r.GetFieldValue<byte[]>(1)),
                code.ToString(), recent?.ETag.ToString()),
            cancellation);
        return row switch
        {
            null => null,
            { Doc: null } => recent,
            { Doc: { } doc } => Keep(Parse(doc, row.ETag), doc.Length),
        };
    }

    public Task<Stored<Dossier>?> TryCreateAsync(Dossier dossier, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dossier);
        return WriteAsync(
            dossier,
            IDossierStore.MaxBytes,
            (session, etag, doc) => session.Execute(
                $"INSERT INTO dossiers (code, version, etag, change, doc) VALUES ($1, $2, $3, {NextChange}, $4) ON CONFLICT (code) DO NOTHING",
                dossier.Code.ToString(), dossier.Version, etag, doc),
            cancellation);
    }

    public Task<Stored<Dossier>?> TryReplaceAsync(Dossier dossier, ETag etag, int maxBytes, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dossier);
        return WriteAsync(
            dossier,
            Math.Min(maxBytes, IDossierStore.MaxBytes),
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
        return new([.. rows.Select(Open)], Continuation(rows.Count > 0 ? rows[^1].Number : after));
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

    public void Dispose()
    {
        _change.TrySetException(new ObjectDisposedException(nameof(SqliteStorage)));
        _recent.Dispose();
    }

    private async Task<Stored<Dossier>?> WriteAsync(
        Dossier dossier, int maxBytes, Func<SqliteSession, string, byte[], int> write, CancellationToken cancellation)
    {
        var doc = JsonSerializer.SerializeToUtf8Bytes(dossier, DossierJson.Options);
        if (doc.Length > maxBytes)
        {
            throw new DossierTooLargeException(dossier.Code, doc.Length, maxBytes);
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
        return written ? Keep(new(dossier, new ETag(etag)), doc.Length) : null;
    }

    // What comes by the feed is as a rule what was just written.
    private Stored<Dossier> Open(Change change) =>
        _recent.Find(change.Code) is { } recent && recent.ETag == change.ETag ? recent : Parse(change.Doc, change.ETag);

    private Stored<Dossier> Keep(Stored<Dossier> stored, int bytes)
    {
        _recent.Keep(stored, bytes);
        return stored;
    }

    private static Stored<Dossier> Parse(byte[] doc, ETag etag) => new(JsonSerializer.Deserialize<Dossier>(doc, DossierJson.Options)!, etag);

    private void Announce()
    {
        Interlocked.Exchange(ref _change, NewSignal()).TrySetResult();
        Changed?.Invoke();
    }

    private static List<Change> After(SqliteSession session, long change, int max)
    {
        List<Change> rows = [];
        var bytes = 0L;
        session.Each(
            "SELECT change, code, etag, doc FROM dossiers WHERE change > $1 ORDER BY change LIMIT $2",
            r =>
            {
                rows.Add(new Change(r.GetInt64(0), DossierCode.Parse(r.GetString(1)), new ETag(r.GetString(2)), r.GetFieldValue<byte[]>(3)));
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

    /// <summary>A dossier's row; without its document when that is known already.</summary>
    private sealed record Row(ETag ETag, byte[]? Doc);

    private sealed record Change(long Number, DossierCode Code, ETag ETag, byte[] Doc);
}
