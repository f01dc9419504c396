using System.Text.Json;

namespace LienThong.Storage.Sqlite;

/// <summary>Notices as UTF-8 JSON, one row each.</summary>
internal sealed class SqliteNoticeStore(SqliteDatabase database) : INoticeStore
{
    public Task<NoticeResult> TryAddAsync(StoredNotice notice, CancellationToken cancellation)
    {
        Bounds.Of(notice);
        var doc = JsonSerializer.SerializeToUtf8Bytes(notice.Notice);
        return database.WriteAsync(
            session =>
            {
                var added = session.Execute(
                    """
                    INSERT INTO notices (kind, code, content_hash, received_at, by, late, doc, likeness) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                    ON CONFLICT (kind, code) DO NOTHING
                    """,
                    notice.Kind, notice.Code, notice.ContentHash, notice.ReceivedAt.UtcTicks, notice.By, notice.Late, doc, notice.Likeness);
                if (added > 0)
                {
                    return NoticeResult.Added;
                }

                var stands = session.First(
                    "SELECT content_hash FROM notices WHERE kind = $1 AND code = $2", row => row.GetString(0), notice.Kind, notice.Code);
                return stands == notice.ContentHash ? NoticeResult.Same : NoticeResult.Different;
            },
            cancellation);
    }

    public Task<IReadOnlyList<string>> AlikeAsync(string kind, string likeness, int max, CancellationToken cancellation)
    {
        Bounds.Count(max, INoticeStore.MaxAlike);
        return database.ReadAsync<IReadOnlyList<string>>(
            session => session.All(
                "SELECT code FROM notices WHERE kind = $1 AND likeness = $2 ORDER BY id LIMIT $3", row => row.GetString(0), kind, likeness, max),
            cancellation);
    }

    public Task<StoredNotice?> ReadAsync(string kind, string code, CancellationToken cancellation) => database.ReadAsync(
        session => session.First(
            "SELECT content_hash, received_at, by, late, doc, likeness FROM notices WHERE kind = $1 AND code = $2",
            row => new StoredNotice(
                kind,
                code,
                JsonSerializer.Deserialize<JsonElement>(row.GetFieldValue<byte[]>(4)),
                row.GetString(0),
                new DateTimeOffset(row.GetInt64(1), TimeSpan.Zero),
                row.GetString(2),
                row.GetBoolean(3),
                row.IsDBNull(5) ? null : row.GetString(5)),
            kind, code),
        cancellation);
}
