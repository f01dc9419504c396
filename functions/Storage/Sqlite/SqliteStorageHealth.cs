using LienThong.Storage.Files;

namespace LienThong.Storage.Sqlite;

/// <summary>Writes a mark into the database and into the records folder, and reads both back.</summary>
internal sealed class SqliteStorageHealth(SqliteDatabase database, FileRecordStore records) : IStorageHealth
{
    public async Task CheckAsync(CancellationToken cancellation)
    {
        // Checks may run side by side: another's mark is as good a sign as one's own, no mark is none.
        var mark = Guid.NewGuid().ToString();
        await database.WriteAsync(
            session => session.Execute(
                "INSERT INTO health (id, mark) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET mark = excluded.mark", mark),
            cancellation);
        if (await database.ReadAsync(session => session.First("SELECT mark FROM health WHERE id = 1", row => row.GetString(0)), cancellation) is null)
        {
            throw new StorageUnavailableException("The database does not give back what was written.");
        }

        await records.CheckAsync(cancellation);
    }
}
