using LienThong.Storage.Sqlite;

namespace LienThong.Storage.Tests.Sqlite;

public sealed class SqliteDatabaseTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TempFolder _folder = new();
    private readonly SqliteDatabase _database;

    public SqliteDatabaseTests() => _database = SqliteDatabase.Open(DatabasePath, new SqliteStorageOptions());

    private string DatabasePath => Path.Combine(_folder.Path, "test.db");

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Write_WhileThereIsAlwaysARead_LogStaysBounded()
    {
        const int megabyte = 1024 * 1024;
        var mark = new string('x', megabyte);
        await WriteAsync(mark);
        using var enough = new CancellationTokenSource();
        var reading = Task.Run(() => ReadWithoutPauseAsync(enough.Token));

        var longest = 0L;
        for (var i = 0; i < 2 * SqliteDatabase.MaxLogBytes / megabyte; i++)
        {
            await WriteAsync(mark);
            longest = Math.Max(longest, new FileInfo(DatabasePath + "-wal").Length);
        }

        await enough.CancelAsync();
        Assert.True(await reading > 1);
        Assert.InRange(longest, megabyte, SqliteDatabase.MaxLogBytes + (4 * megabyte));
    }

    private Task<int> WriteAsync(string mark) => _database.WriteAsync(
        session => session.Execute("INSERT INTO health (id, mark) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET mark = excluded.mark", mark),
        None);

    // Each read ends only when the next one has begun.
    private async Task<int> ReadWithoutPauseAsync(CancellationToken enough)
    {
        var reads = 0;
        var before = new TaskCompletionSource();
        var last = Task.CompletedTask;
        while (!enough.IsCancellationRequested)
        {
            var (begun, end) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource());
            var read = Task.Factory.StartNew(
                () => _database.ReadAsync(
                    session => session.First(
                        "SELECT length(mark) FROM health",
                        row =>
                        {
                            begun.SetResult();
                            end.Task.Wait();
                            return row.GetInt32(0);
                        }),
                    None),
                None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default).Unwrap();
            await begun.Task;
            before.SetResult();
            await last;
            (before, last) = (end, read);
            reads++;
        }

        before.SetResult();
        await last;
        return reads;
    }
}
