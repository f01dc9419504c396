using LienThong.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LienThong.Storage.Tests.Sqlite;

public sealed class GroupCommitTests : IDisposable
{
    private const string Claim = "INSERT INTO claims (fingerprint, dossier) VALUES ($1, 'G22.99.08-260907-000001')";

    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TempFolder _folder = new();
    private readonly SqliteDatabase _database;
    private readonly ManualResetEventSlim _gate = new();
    private int _commits;

    public GroupCommitTests() => _database = SqliteDatabase.Open(Path.Combine(_folder.Path, "test.db"), SqliteSchema.Steps, new SqliteStorageOptions
    {
        MaxWaitingWrites = 100,
        WriterOpened = connection => raw.sqlite3_commit_hook(
            connection.Handle!,
            _ =>
            {
                Interlocked.Increment(ref _commits);
                return 0;
            },
            null),
    });

    public void Dispose()
    {
        _gate.Set();
        _database.Dispose();
        _gate.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Run_WritesThatWait_ShareOneCommit()
    {
        var held = await HoldWriterAsync();
        var before = Volatile.Read(ref _commits);

        var writes = Enumerable.Range(0, 50).Select(i => Insert($"{i}")).ToArray();
        _gate.Set();
        await Task.WhenAll([held, .. writes]);

        // One for the write that held the writer, one for all others.
        Assert.Equal(2, Volatile.Read(ref _commits) - before);
        Assert.Equal(50, await CountAsync());
    }

    [Fact]
    public async Task Run_OneWriteFailsByItself_TheOthersOfItsCommitStand()
    {
        var held = await HoldWriterAsync();

        var before = Insert("before");
        var twice = Insert("before");
        var throws = _database.WriteAsync<int>(
            session =>
            {
                session.Execute(Claim, "undone");
                throw new InvalidDataException("of its own doing");
            },
            None);
        var wrong = _database.WriteAsync(session => session.Execute("INSERT INTO nothing VALUES (1)"), None);
        var after = Insert("after");
        _gate.Set();

        await Task.WhenAll(held, before, after);
        Assert.Equal(raw.SQLITE_CONSTRAINT, (await Assert.ThrowsAsync<SqliteException>(() => twice)).SqliteErrorCode);
        await Assert.ThrowsAsync<InvalidDataException>(() => throws);
        await Assert.ThrowsAsync<SqliteException>(() => wrong);
        Assert.Equal(2, await CountAsync());
    }

    [Fact]
    public async Task Run_TooManyWait_OneMoreIsRefusedAndTheOthersStand()
    {
        var held = await HoldWriterAsync();
        var writes = Enumerable.Range(0, 100).Select(i => Insert($"{i}")).ToArray();

        await Assert.ThrowsAsync<StorageOverloadedException>(() => Insert("one more"));

        _gate.Set();
        await Task.WhenAll([held, .. writes]);
        Assert.Equal(100, await CountAsync());
    }

    [Fact]
    public async Task Run_CancelledWhileWaiting_IsNotDone()
    {
        using var cancellation = new CancellationTokenSource();
        var held = await HoldWriterAsync();
        var cancelled = _database.WriteAsync(session => session.Execute(Claim, "cancelled"), cancellation.Token);
        var other = Insert("other");

        await cancellation.CancelAsync();
        _gate.Set();

        await Task.WhenAll(held, other);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task Run_Read_WaitsForNoWriter()
    {
        await Insert("1");
        var held = await HoldWriterAsync();

        Assert.Equal(1, await CountAsync());

        _gate.Set();
        await held;
    }

    private async Task<Task> HoldWriterAsync()
    {
        var running = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var held = _database.WriteAsync(
            session =>
            {
                running.SetResult();
                _gate.Wait();
                return session.Execute("UPDATE health SET mark = '' WHERE id = 1");
            },
            None);
        await running.Task;
        return held;
    }

    private Task<int> Insert(string fingerprint) => _database.WriteAsync(session => session.Execute(Claim, fingerprint), None);

    private Task<long> CountAsync() =>
        _database.ReadAsync(session => session.First("SELECT count(*) FROM claims", row => row.GetInt64(0)), None);
}
