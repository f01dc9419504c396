using System.Net.Sockets;
using LienThong.Embedded.Store;
using Microsoft.Data.Sqlite;

namespace LienThong.Embedded.Tests.Store;

public sealed class RuntimeStoreTests : IDisposable
{
    private static readonly StoreSchema Notes = new("notes", ["CREATE TABLE notes(id INTEGER PRIMARY KEY, text TEXT UNIQUE)"]);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lienthong-store-");

    private string Database => Path.Combine(_folder.FullName, "runtime.db");

    public void Dispose() => _folder.Delete(recursive: true);

    private RuntimeStoreOptions Options(Action<CommitPoint>? fault = null) =>
        new() { Folder = _folder.FullName, Synchronous = "NORMAL", Fault = fault };

    private async Task<RuntimeStore> OpenAsync(RuntimeStoreOptions? options = null)
    {
        var store = RuntimeStore.Open(options ?? Options());
        await store.ApplyAsync(Notes);
        return store;
    }

    private static Action<StoreConnection> Insert(string text) =>
        store => store.Statement("INSERT INTO notes(text) VALUES (?)").With(text).Run();

    private static string Texts(RuntimeStore store) => store.Read(connection =>
    {
        var texts = new List<string>();
        using var row = connection.Statement("SELECT text FROM notes ORDER BY id");
        while (row.Next())
        {
            texts.Add(row.Text(0)!);
        }

        return string.Join(' ', texts);
    });

    [Fact]
    public async Task Write_WhenItCompletes_IsReadByOthersAndAfterReopening()
    {
        await using (var store = await OpenAsync())
        {
            await store.WriteAsync(Insert("một"));
            Assert.Equal("một", Texts(store));
        }

        await using var again = await OpenAsync();
        Assert.Equal("một", Texts(again));
    }

    [Fact]
    public async Task Write_ReturnsWhatTheWriteReturns()
    {
        await using var store = await OpenAsync();

        var key = await store.WriteAsync(connection =>
        {
            Insert("một")(connection);
            return connection.LastRow;
        });

        Assert.Equal(1, key);
    }

    [Fact]
    public async Task Write_ManyAtOnce_ShareCommitsAndKeepTheirOrder()
    {
        var commits = 0;
        using var first = new ManualResetEventSlim();
        await using var store = await OpenAsync(Options(point =>
        {
            if (point == CommitPoint.Before)
            {
                commits++;
                first.Wait();
            }
        }) with { MaxBatch = 100 }, first);

        commits = 0;
        first.Reset();
        var writes = Enumerable.Range(0, 201).Select(number => store.WriteAsync(Insert($"{number}"))).ToArray();
        first.Set();
        await Task.WhenAll(writes);

        Assert.InRange(commits, 3, 4);
        Assert.Equal(string.Join(' ', Enumerable.Range(0, 201)), Texts(store));
    }

    private async Task<RuntimeStore> OpenAsync(RuntimeStoreOptions options, ManualResetEventSlim gate)
    {
        gate.Set();
        return await OpenAsync(options);
    }

    [Fact]
    public async Task Write_ThatThrows_IsUndoneAlone()
    {
        using var gate = new ManualResetEventSlim();
        await using var store = await OpenAsync(Options(_ => gate.Wait()), gate);
        gate.Reset();
        var holding = store.WriteAsync(Insert("trước"));

        // These share a batch: the one in the middle writes, then throws.
        var good = store.WriteAsync(Insert("một"));
        var bad = store.WriteAsync(connection =>
        {
            Insert("hai")(connection);
            throw new InvalidOperationException("không được");
        });
        var twice = store.WriteAsync(Insert("một"));
        var last = store.WriteAsync(Insert("ba"));
        gate.Set();

        await Task.WhenAll(holding, good, last);
        await Assert.ThrowsAsync<InvalidOperationException>(() => bad);
        await Assert.ThrowsAsync<SqliteException>(() => twice);
        Assert.Equal("trước một ba", Texts(store));
    }

    [Fact]
    public async Task Write_CommitFails_FailsTheBatchAndTheNextOneGoesOn()
    {
        var fail = false;
        await using var store = await OpenAsync(Options(point =>
        {
            if (fail && point == CommitPoint.Before)
            {
                throw new IOException("thiết bị không trả lời");
            }
        }));
        fail = true;

        var failed = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.WriteAsync(Insert("một")));
        fail = false;
        await store.WriteAsync(Insert("hai"));

        Assert.Contains("thiết bị không trả lời", failed.Message, StringComparison.Ordinal);
        Assert.Contains(Database, failed.Message, StringComparison.Ordinal);
        Assert.Equal("hai", Texts(store));
    }

    [Fact]
    public async Task Write_DiskFull_FailsClearlyAndGoesOnWhenThereIsRoom()
    {
        await using var store = await OpenAsync();
        await store.WriteAsync(connection => connection.Execute("PRAGMA max_page_count = 1"));

        var full = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.WriteAsync(Insert(new string('x', 100_000))));
        await store.WriteAsync(connection => connection.Execute("PRAGMA max_page_count = 1000000"));
        await store.WriteAsync(Insert("có chỗ"));

        Assert.Contains("the disk is full", full.Message, StringComparison.Ordinal);
        Assert.Equal("có chỗ", Texts(store));
    }

    [Fact]
    public async Task Write_DatabaseHeldByAnotherProgram_FailsAndGoesOnAfterwards()
    {
        await using var store = await OpenAsync(Options() with { BusyTimeout = TimeSpan.FromMilliseconds(10) });
        await using (var shell = new SqliteConnection($"Data Source={Database};Pooling=False"))
        {
            shell.Open();
            Execute(shell, "BEGIN IMMEDIATE");

            var busy = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.WriteAsync(Insert("một")));

            Assert.Contains("another program", busy.Message, StringComparison.Ordinal);
        }

        await store.WriteAsync(Insert("hai"));
        Assert.Equal("hai", Texts(store));
    }

    [Fact]
    public async Task Write_NoPlaceLeft_WaitsOrIsRefusedAsAsked()
    {
        using var gate = new ManualResetEventSlim();
        await using var store = await OpenAsync(Options(_ => gate.Wait()) with { MaxWaitingWrites = 2 }, gate);
        gate.Reset();
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = store.WriteAsync(_ => reached.SetResult());
        await reached.Task;
        var waiting = new[] { store.WriteAsync(Insert("một")), store.WriteAsync(Insert("hai")) };

        await Assert.ThrowsAsync<StoreOverloadedException>(() => store.WriteAsync(Insert("ba"), wait: false));
        using var givenUp = new CancellationTokenSource();
        var late = store.WriteAsync(Insert("bốn"), cancellation: givenUp.Token);
        await givenUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => late);
        var patient = store.WriteAsync(Insert("năm"));
        gate.Set();
        await Task.WhenAll([running, .. waiting, patient]);

        Assert.Equal("một hai năm", Texts(store));
    }

    [Fact]
    public async Task Write_AfterClosing_IsRefused()
    {
        var store = await OpenAsync();
        await store.DisposeAsync();
        await store.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.WriteAsync(Insert("một")));
        Assert.Throws<ObjectDisposedException>(() => Texts(store));
    }

    [Fact]
    public async Task Close_WhileWritesWait_WritesThem()
    {
        var store = await OpenAsync();
        var writes = Enumerable.Range(0, 500).Select(number => store.WriteAsync(Insert($"{number}"))).ToArray();

        await store.DisposeAsync();
        await Task.WhenAll(writes);

        await using var again = await OpenAsync();
        Assert.Equal(500, Texts(again).Split(' ').Length);
        Assert.False(File.Exists(Database + "-wal") && new FileInfo(Database + "-wal").Length > 0);
    }

    [Fact]
    public async Task Abandon_InTheMiddleOfACommit_KeepsWhatWasCommittedAndNothingElse()
    {
        RuntimeStore? store = null;
        var crash = false;
        store = await OpenAsync(Options(point =>
        {
            if (crash && point == CommitPoint.Before)
            {
                store!.Abandon();
            }
        }));
        await store.WriteAsync(Insert("một"));
        crash = true;
        var lost = store.WriteAsync(Insert("hai"));

        await using var again = await UntilFreeAsync();

        Assert.Equal("một", Texts(again));
        Assert.False(lost.IsCompleted);
    }

    private async Task<RuntimeStore> UntilFreeAsync()
    {
        while (true)
        {
            try
            {
                return await OpenAsync();
            }
            catch (StoreRefusedException)
            {
                await Task.Yield();
            }
        }
    }

    [Fact]
    public async Task Read_WhileTheWriterWrites_SeesWhatIsCommittedAndDoesNotWait()
    {
        using var gate = new ManualResetEventSlim();
        await using var store = await OpenAsync(Options(_ => gate.Wait()), gate);
        await store.WriteAsync(Insert("một"));
        gate.Reset();
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var writing = store.WriteAsync(connection =>
        {
            Insert("hai")(connection);
            reached.SetResult();
        });
        await reached.Task;

        var seen = Texts(store);
        gate.Set();
        await writing;

        Assert.Equal("một", seen);
        Assert.Equal("một hai", Texts(store));
    }

    [Fact]
    public async Task Read_ThatTriesToWrite_IsRefused()
    {
        await using var store = await OpenAsync();

        Assert.Throws<SqliteException>(() => store.Read(connection => connection.Statement("DELETE FROM notes").Run()));
    }

    [Fact]
    public async Task Log_AfterManyWrites_DoesNotGrowWithoutEnd()
    {
        await using var store = await OpenAsync(Options() with { CheckpointPages = 100 });
        for (var round = 0; round < 40; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 50).Select(number =>
                store.WriteAsync(Insert($"{round} {number} {new string('x', 4000)}"))));
        }

        // About 10,000 pages were written; the log begins again after a tenth of them at the latest.
        Assert.InRange(new FileInfo(Database + "-wal").Length, 1, 1300 * 4096);
        Assert.Equal(2000, store.Read(connection =>
        {
            using var row = connection.Statement("SELECT count(*) FROM notes");
            row.Next();
            return row.Long(0);
        }));
    }

    [Fact]
    public async Task Open_SecondTimeOnOneFolder_IsRefusedAndNamesTheHolder()
    {
        await using var store = await OpenAsync();

        var refused = Assert.Throws<StoreRefusedException>(() => RuntimeStore.Open(Options()));

        Assert.Equal("store.in-use", refused.Code);
        Assert.Contains($"in use by process {Environment.ProcessId}", refused.Message, StringComparison.Ordinal);
        Assert.Contains(_folder.FullName, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_LockFileOfADeadProcessThatCannotBeWritten_SaysSoAndNamesNoProcess()
    {
        await (await OpenAsync()).DisposeAsync();
        Assert.True(File.Exists(Path.Combine(_folder.FullName, "runtime.pid")));

        // As on a disk that is mounted for reading only, not even root can open the name of a socket for writing.
        var path = Path.Combine(_folder.FullName, "runtime.lock");
        File.Delete(path);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));

        var refused = Assert.Throws<StoreRefusedException>(() => RuntimeStore.Open(Options()));

        Assert.Equal("store.not-writable", refused.Code);
        Assert.DoesNotContain($"process {Environment.ProcessId}", refused.Message, StringComparison.Ordinal);
        Assert.Contains("mount its disk for writing", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_FolderThatIsAFile_IsRefused()
    {
        var file = Path.Combine(_folder.FullName, "file");
        File.WriteAllText(file, "x");

        Assert.Throws<StoreRefusedException>(() => RuntimeStore.Open(Options() with { Folder = file }));
    }

    [Fact]
    public void Open_FileThatIsNoDatabase_IsRefusedAndLeftAlone()
    {
        File.WriteAllText(Database, new string('x', 10_000));

        var refused = Assert.Throws<StoreRefusedException>(() => RuntimeStore.Open(Options()));

        Assert.Contains("is not a database", refused.Message, StringComparison.Ordinal);
        Assert.Equal(new string('x', 10_000), File.ReadAllText(Database));
    }

    [Fact]
    public void Open_EmptyFile_IsRefused()
    {
        File.WriteAllText(Database, string.Empty);

        var refused = Assert.Throws<StoreRefusedException>(() => RuntimeStore.Open(Options()));

        Assert.Contains("cut short", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_FileCutShort_IsRefused()
    {
        await using (var store = await OpenAsync())
        {
            await store.WriteAsync(Insert(new string('x', 100_000)));
        }

        using (var file = File.OpenWrite(Database))
        {
            file.SetLength(file.Length / 2 / 4096 * 4096);
        }

        var refused = Assert.Throws<StoreRefusedException>(() => RuntimeStore.Open(Options()));

        Assert.Contains("cut short", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_DatabaseOfAnotherProgram_IsRefused()
    {
        using (var other = new SqliteConnection($"Data Source={Database};Pooling=False"))
        {
            other.Open();
            Execute(other, "CREATE TABLE other(id)");
        }

        var refused = Assert.Throws<StoreRefusedException>(() => RuntimeStore.Open(Options()));

        Assert.Contains("another program", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_FormatOfANewerVersion_IsRefused()
    {
        await (await OpenAsync()).DisposeAsync();
        using (var newer = new SqliteConnection($"Data Source={Database};Pooling=False"))
        {
            newer.Open();
            Execute(newer, "PRAGMA user_version = 99");
        }

        var refused = Assert.Throws<StoreRefusedException>(() => RuntimeStore.Open(Options()));

        Assert.Contains("has format 99", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_AfterARefusal_TheFolderIsFree()
    {
        File.WriteAllText(Database, "x");
        Assert.Throws<StoreRefusedException>(() => RuntimeStore.Open(Options()));
        File.Delete(Database);

        await using var store = await OpenAsync();

        await store.WriteAsync(Insert("một"));
    }

    [Fact]
    public async Task Apply_NewSteps_RunOnceEach()
    {
        await (await OpenAsync()).DisposeAsync();
        var newer = Notes with { Steps = [.. Notes.Steps, "ALTER TABLE notes ADD COLUMN author TEXT", "UPDATE notes SET author = 'x'"] };
        await using (var store = RuntimeStore.Open(Options()))
        {
            await store.ApplyAsync(newer);
            await store.ApplyAsync(newer);
        }

        await using var again = RuntimeStore.Open(Options());
        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => again.ApplyAsync(Notes));
        Assert.Contains("version 3 of its 'notes' tables", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Apply_StepThatFails_LeavesNothingOfIt()
    {
        await using var store = RuntimeStore.Open(Options());
        var broken = Notes with { Steps = [.. Notes.Steps, "CREATE TABLE notes(again)"] };

        await Assert.ThrowsAsync<SqliteException>(() => store.ApplyAsync(broken));
        await store.ApplyAsync(Notes);

        await store.WriteAsync(Insert("một"));
        Assert.Equal("một", Texts(store));
    }

    [Fact]
    public async Task Statement_ReadInPart_MustBeDisposedBeforeItsNextUse()
    {
        await using var store = await OpenAsync();
        await store.WriteAsync(Insert("một"));
        await store.WriteAsync(Insert("hai"));

        store.Read(connection =>
        {
            const string all = "SELECT text FROM notes ORDER BY id";
            var row = connection.Statement(all);
            Assert.True(row.Next());
            Assert.Throws<InvalidOperationException>(() => connection.Statement(all));
            row.Dispose();
            using var again = connection.Statement(all);
            Assert.True(again.Next());
            Assert.Equal("một", again.Text(0));
            return true;
        });
    }

    [Fact]
    public async Task Statement_LeftInTheMiddleByAnException_CanBeUsedAgain()
    {
        await using var store = await OpenAsync(Options() with { Readers = 1 });
        await store.WriteAsync(Insert("một"));
        bool Fail(StoreConnection connection)
        {
            connection.Statement("SELECT text FROM notes").Next();
            throw new InvalidOperationException();
        }

        for (var time = 0; time < 2; time++)
        {
            Assert.Throws<InvalidOperationException>(() => store.Read(Fail));
            var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => store.WriteAsync(Fail));
            Assert.DoesNotContain("still being read", thrown.Message, StringComparison.Ordinal);
        }

        await store.WriteAsync(Insert("hai"));
        Assert.Equal("một hai", Texts(store));
    }

    [Fact]
    public async Task Statement_EveryKindOfValue_ComesBack()
    {
        await using var store = await OpenAsync();

        store.Read(connection =>
        {
            using var row = connection.Statement("SELECT ?, ?, ?, ?, ?")
                .With(long.MinValue).With((long?)null).With("đất").With((string?)null).With([1, 2, 3]);
            Assert.True(row.Next());
            Assert.Equal(long.MinValue, row.Long(0));
            Assert.True(row.IsNull(1));
            Assert.Equal("đất", row.Text(2));
            Assert.Null(row.Text(3));
            Assert.Equal([1, 2, 3], row.Bytes(4).ToArray());
            return true;
        });
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are this test's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
