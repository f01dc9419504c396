using System.Text.Json;
using LienThong.Procedures.Identifiers;

namespace LienThong.Storage.Sqlite;

/// <summary>Notices as UTF-8 JSON, one row each.</summary>
internal sealed class SqliteNoticeStore(SqliteDatabase database) : INoticeStore
{
    public Task<NoticeResult> TryAddAsync(StoredNotice notice, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(notice);
        Bounds.Key(notice.ContentHash);
        var doc = JsonSerializer.SerializeToUtf8Bytes(notice.Notice);
        return database.WriteAsync(
            session =>
            {
                var added = session.Execute(
                    """
                    INSERT INTO notices (code, content_hash, received_at, by, late, doc) VALUES ($1, $2, $3, $4, $5, $6)
                    ON CONFLICT (code) DO NOTHING
                    """,
                    notice.Code.ToString(), notice.ContentHash, notice.ReceivedAt.UtcTicks, notice.By, notice.Late, doc);
                if (added > 0)
                {
                    return NoticeResult.Added;
                }

                var stands = session.First(
                    "SELECT content_hash FROM notices WHERE code = $1", row => row.GetString(0), notice.Code.ToString());
                return stands == notice.ContentHash ? NoticeResult.Same : NoticeResult.Different;
            },
            cancellation);
    }

    public Task<StoredNotice?> ReadAsync(BirthCertificateCode code, CancellationToken cancellation) => database.ReadAsync(
        session => session.First(
            "SELECT content_hash, received_at, by, late, doc FROM notices WHERE code = $1",
            row => new StoredNotice(
                code,
                JsonSerializer.Deserialize<JsonElement>(row.GetFieldValue<byte[]>(4)),
                row.GetString(0),
                new DateTimeOffset(row.GetInt64(1), TimeSpan.Zero),
                row.GetString(2),
                row.GetBoolean(3)),
            code.ToString()),
        cancellation);
}
