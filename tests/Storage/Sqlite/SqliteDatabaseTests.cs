using LienThong.Storage.Sqlite;

namespace LienThong.Storage.Tests.Sqlite;

public sealed class SqliteDatabaseTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TempFolder _folder = new();
    private readonly SqliteDatabase _database;

    public SqliteDatabaseTests() => _database = SqliteDatabase.Open(DatabasePath, SqliteSchema.Steps, new SqliteStorageOptions());

    private string DatabasePath => Path.Combine(_folder.Path, "test.db");

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Write_LogGrewUnderALongRead_IsCutWhenTheReadHasEnded()
    {
        const int megabyte = 1024 * 1024;
        await WriteAsync(new string('x', megabyte));
        using var end = new ManualResetEventSlim();
        var reading = await HoldReadAsync(end);

        // The log cannot begin anew while a read needs what was there when it began.
        for (var i = 0; i <= SqliteDatabase.MaxLogBytes / megabyte; i++)
        {
            // Other bytes each time: SQLite leaves pages alone that do not change.
            await WriteAsync(new string((char)('a' + (i % 2)), megabyte));
        }

        Assert.InRange(LogLength(), SqliteDatabase.MaxLogBytes, long.MaxValue);

        end.Set();
        await reading;
        await WriteAsync("x");
        await WriteAsync("x");

        Assert.InRange(LogLength(), 0, megabyte);
    }

    private long LogLength() => new FileInfo(DatabasePath + "-wal").Length;

    private Task<int> WriteAsync(string mark) => _database.WriteAsync(
        session => session.Execute("INSERT INTO health (id, mark) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET mark = excluded.mark", mark),
        None);

    private async Task<Task> HoldReadAsync(ManualResetEventSlim end)
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var reading = Task.Run(() => _database.ReadAsync(
            session => session.First(
                "SELECT length(mark) FROM health",
                row =>
                {
                    begun.SetResult();
                    end.Wait();
                    return row.GetInt32(0);
                }),
            None));
        await begun.Task;
        return reading;
    }
}
