using System.Globalization;
using System.Runtime.CompilerServices;

namespace LienThong.Storage.Sqlite;

/// <summary>Documents of facts, one row each.</summary>
internal sealed class SqliteFactStore(SqliteDatabase database) : IFactStore
{
    // A page ends early when its documents are large, so that its size in memory is bounded.
    private const long MaxPageBytes = 4 * 1024 * 1024;

    public Task<FactDocument?> ReadAsync(string partition, string key, CancellationToken cancellation)
    {
        Bounds.FactKey(partition);
        Bounds.FactKey(key);
        return database.ReadAsync(
            session => session.First(
                "SELECT etag, content FROM facts WHERE partition = $1 AND key = $2",
                row => new FactDocument(key, row.GetFieldValue<byte[]>(1), new ETag(row.GetString(0))),
                partition, key),
            cancellation);
    }

    public IAsyncEnumerable<FactDocument> ReadRangeAsync(string partition, string from, string to, CancellationToken cancellation)
    {
        Bounds.FactKey(partition);
        Bounds.FactKey(from);
        Bounds.FactKey(to);
        return PagesAsync(partition, from, to, cancellation);
    }

    public async Task<bool> TryCreateAsync(string partition, string key, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        Bounds.Fact(partition, key, content);
        return await database.WriteAsync(
            session => session.Execute(
                "INSERT INTO facts (partition, key, etag, content) VALUES ($1, $2, $3, $4) ON CONFLICT (partition, key) DO NOTHING",
                partition, key, NewETag(), content.ToArray()),
            cancellation) > 0;
    }

    public async Task<bool> TryReplaceAsync(string partition, string key, ReadOnlyMemory<byte> content, ETag etag, CancellationToken cancellation)
    {
        Bounds.Fact(partition, key, content);
        return await database.WriteAsync(
            session => session.Execute(
                "UPDATE facts SET etag = $3, content = $4 WHERE partition = $1 AND key = $2 AND etag = $5",
                partition, key, NewETag(), content.ToArray(), etag.ToString()),
            cancellation) > 0;
    }

    private async IAsyncEnumerable<FactDocument> PagesAsync(
        string partition, string from, string to, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var after = "";
        while (true)
        {
            var (page, isLast) = await database.ReadAsync(session => Page(session, partition, from, to, after), cancellation);
            foreach (var document in page)
            {
                yield return document;
            }

            if (isLast)
            {
                yield break;
            }

            after = page[^1].Key;
        }
    }

    private static (List<FactDocument> Page, bool IsLast) Page(SqliteSession session, string partition, string from, string to, string after)
    {
        List<FactDocument> page = [];
        var bytes = 0L;
        session.Each(
            "SELECT key, etag, content FROM facts WHERE partition = $1 AND key >= $2 AND key <= $3 AND key > $4 ORDER BY key",
            row =>
            {
                page.Add(new FactDocument(row.GetString(0), row.GetFieldValue<byte[]>(2), new ETag(row.GetString(1))));
                bytes += page[^1].Content.Length;
                return bytes < MaxPageBytes;
            },
            partition, from, to, after);
        return (page, bytes < MaxPageBytes);
    }

    private static string NewETag() => Random.Shared.NextInt64().ToString("x16", CultureInfo.InvariantCulture);
}
