using System.Globalization;
using System.Net.Sockets;
using LienThong.Procedures.Dossiers;
using LienThong.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Storage.Tests.Sqlite;

public sealed class SqliteStorageTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TempFolder _folder = new();

    private string DatabasePath => Path.Combine(_folder.Path, "dossiers.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_FolderOpenAlready_IsRefusedUntilItIsClosed()
    {
        using (SqliteStorage.Open(_folder.Path))
        {
            var refused = Assert.Throws<StorageUnavailableException>(() => SqliteStorage.Open(_folder.Path));
            Assert.StartsWith("storage.in-use: ", refused.Message, StringComparison.Ordinal);
            Assert.Contains(_folder.Path, refused.Message, StringComparison.Ordinal);
        }

        SqliteStorage.Open(_folder.Path).Dispose();
    }

    [Fact]
    public void Open_LockFileThatCannotBeWritten_SaysSoAndNotThatItIsInUse()
    {
        // As on a disk that is mounted for reading only, not even root can open the name of a socket for writing.
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(Path.Combine(_folder.Path, "dossiers.lock")));

        var refused = Assert.Throws<StorageUnavailableException>(() => SqliteStorage.Open(_folder.Path));

        Assert.StartsWith("storage.not-writable: ", refused.Message, StringComparison.Ordinal);
        Assert.Contains(_folder.Path, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_FileOfANewerProgram_IsRefused()
    {
        SqliteStorage.Open(_folder.Path).Dispose();
        Run("PRAGMA user_version = 99");

        var refused = Assert.Throws<StorageUnavailableException>(() => SqliteStorage.Open(_folder.Path));

        Assert.Contains("newer program", refused.Message, StringComparison.Ordinal);
        Assert.Equal(99L, Run("PRAGMA user_version"));
    }

    [Fact]
    public void Open_NotADatabase_IsRefusedAndLeftAlone()
    {
        var bytes = RecordBytes.Pdf(10_000);
        File.WriteAllBytes(DatabasePath, bytes);

        Assert.Throws<StorageUnavailableException>(() => SqliteStorage.Open(_folder.Path));
        Assert.Throws<StorageUnavailableException>(() => SqliteStorage.Open(_folder.Path));

        Assert.Equal(bytes, File.ReadAllBytes(DatabasePath));
    }

    [Fact]
    public void Open_FolderThatCannotBe_IsRefused()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "file"), "");

        var options = new SqliteStorageOptions { Folder = Path.Combine(_folder.Path, "file", "data") };
        foreach (var open in (Action[])[() => SqliteStorage.Open(options), () => SqliteAuditLog.Open(options)])
        {
            Assert.StartsWith("storage.not-writable: ", Assert.Throws<StorageUnavailableException>(open).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Open_NewFolder_IsForItsOwnerAlone()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var folder = Path.Combine(_folder.Path, "a", "data");
        SqliteStorage.Open(folder + "/").Dispose();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        Assert.True(File.Exists(Path.Combine(folder, "dossiers.db")));
    }

    [Fact]
    public async Task Open_FolderThatOthersRead_KeepsWhatIsInItFromThem()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        const UnixFileMode others = (UnixFileMode)0b111_111;
        var folder = Directory.CreateDirectory(Path.Combine(_folder.Path, "open"), (UnixFileMode)0b111_101_101).FullName;
        using var storage = SqliteStorage.Open(folder);
        await storage.Dossiers.TryCreateAsync(Samples.Dossier(), None);

        foreach (var path in new[] { "records", "dossiers.db", "dossiers.db-wal", "dossiers.db-shm" })
        {
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Path.Combine(folder, path)) & others);
        }
    }

    [Fact]
    public void Open_Database_IsInWalModeAndFlushesEveryCommit()
    {
        var mode = "";
        using var storage = SqliteStorage.Open(new SqliteStorageOptions
        {
            Folder = _folder.Path,
            WriterOpened = connection => mode = $"{Scalar(connection, "PRAGMA journal_mode")} {Scalar(connection, "PRAGMA synchronous")}",
        });

        Assert.Equal("wal 2", mode);
    }

    [Fact]
    public async Task Use_AfterDispose_Throws()
    {
        var storage = SqliteStorage.Open(_folder.Path);
        var waiting = storage.Dossiers.WaitForChangesAsync(null, None);
        Assert.False(waiting.IsCompleted);

        await storage.DisposeAsync();
        await storage.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => storage.Dossiers.ReadAsync(Samples.Code(1), None));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => storage.Dossiers.TryCreateAsync(Samples.Dossier(), None));
    }

    [Fact]
    public async Task Dispose_WritesWaiting_FinishesThem()
    {
        Task<Stored<Dossier>?>[] writes;
        using (var storage = SqliteStorage.Open(_folder.Path))
        {
            writes = [.. Enumerable.Range(1, 500).Select(i => storage.Dossiers.TryCreateAsync(Samples.Dossier(i), None))];
        }

        Assert.All(await Task.WhenAll(writes), Assert.NotNull);
        Assert.Equal(500L, Run("SELECT count(*) FROM dossiers"));
    }

    [Theory]
    [InlineData(true, 2L)]
    [InlineData(false, 1L)]
    public async Task Open_WaitingForTheDiskOrNot_KeepsWhatWasTold(bool waitForDisk, long synchronous)
    {
        object? pragma = null;
        var options = new SqliteStorageOptions
        {
            Folder = _folder.Path,
            WaitForDisk = waitForDisk,
            WriterOpened = connection =>
            {
                using var command = connection.CreateCommand();
                command.CommandText = "PRAGMA synchronous";
                pragma = command.ExecuteScalar();
            },
        };
        StoredRecord record;
        await using (var storage = SqliteStorage.Open(options))
        {
            await storage.Dossiers.TryCreateAsync(Samples.Dossier(), None);
            record = await storage.Records.PutAsync(RecordScope.Inbox("portal"), new MemoryStream(RecordBytes.Pdf()), None);
        }

        Assert.Equal(synchronous, pragma);
        await using var reopened = SqliteStorage.Open(_folder.Path);
        Assert.NotNull(await reopened.Dossiers.ReadAsync(Samples.Code(1), None));
        Assert.True(await reopened.Records.ExistsAsync(RecordScope.Inbox("portal"), record.Sha256, None));
    }

    [Fact]
    public async Task Open_FilesAsACrashLeftThem_HasEveryWriteThatWasTold()
    {
        using var after = new TempFolder();
        using (var storage = SqliteStorage.Open(_folder.Path))
        {
            for (var i = 1; i <= 50; i++)
            {
                await storage.Dossiers.TryCreateAsync(Samples.Dossier(i, length: 8000), None);
            }

            // Nothing was closed: the log holds what the file does not.
            foreach (var file in new[] { "dossiers.db", "dossiers.db-wal" })
            {
                File.Copy(Path.Combine(_folder.Path, file), Path.Combine(after.Path, file));
            }
        }

        using var reopened = SqliteStorage.Open(after.Path);
        Assert.Equal(50, (await reopened.Dossiers.ReadChangesAsync(null, 100, None)).Items.Count);
    }

    [Fact]
    public async Task ReadChanges_StorePutBackToAnEarlierState_GivesEverythingAgain()
    {
        using var storage = SqliteStorage.Open(_folder.Path);
        var ofALaterState = (await storage.Dossiers.ReadChangesAsync("40", 10, None)).Continuation;
        Assert.Empty((await storage.Dossiers.ReadChangesAsync(ofALaterState, 10, None)).Items);

        await storage.Dossiers.TryCreateAsync(Samples.Dossier(), None);
        await storage.Dossiers.WaitForChangesAsync("40", None).WaitAsync(TimeSpan.FromSeconds(60));
        var changes = await storage.Dossiers.ReadChangesAsync("40", 10, None);

        Assert.Single(changes.Items);
        Assert.Empty((await storage.Dossiers.ReadChangesAsync(changes.Continuation, 10, None)).Items);
    }

    [Fact]
    public async Task Read_DossierPutBackBehindTheStoresBack_GivesWhatTheDatabaseHolds()
    {
        using var storage = SqliteStorage.Open(_folder.Path);
        var first = await storage.Dossiers.TryCreateAsync(Samples.Dossier(), None);
        Run("CREATE TABLE before AS SELECT * FROM dossiers");
        await storage.Dossiers.TryReplaceAsync(first!.Value.Changed(), first.ETag, None);
        Assert.Equal(2, (await storage.Dossiers.ReadAsync(Samples.Code(1), None))!.Value.Version);

        Run("UPDATE dossiers SET (version, etag, doc) = (SELECT version, etag, doc FROM before)");

        var read = await storage.Dossiers.ReadAsync(Samples.Code(1), None);
        Assert.Equal((1, first.ETag), (read!.Value.Version, read.ETag));
        Assert.Equal(1, Assert.Single((await storage.Dossiers.ReadChangesAsync(null, 10, None)).Items).Value.Version);
    }

    [Fact]
    public async Task ReadChanges_LargeDossiers_ComeInPagesOfBoundedSize()
    {
        using var storage = SqliteStorage.Open(_folder.Path);
        for (var i = 1; i <= 12; i++)
        {
            await storage.Dossiers.TryCreateAsync(Samples.Dossier(i, length: 1_500_000), None);
        }

        var first = await storage.Dossiers.ReadChangesAsync(null, 1000, None);
        var second = await storage.Dossiers.ReadChangesAsync(first.Continuation, 1000, None);

        Assert.Equal(6, first.Items.Count);
        Assert.Equal(6, second.Items.Count);
    }

    [Fact]
    public async Task Remove_AfterTheRemovalsTime_OldRemovalsAreForgotten()
    {
        var time = new ManualTime();
        using (var storage = SqliteStorage.Open(_folder.Path, time))
        {
            for (var i = 1; i <= 20; i++)
            {
                await storage.Worklists.RemoveAsync("civil-status-00004", Samples.Code(i), "birth", 1, None);
                await storage.Watch.RemoveAsync(Samples.Code(i), 1, None);
            }

            time.Now += IWorklistStore.RemovalsKept + TimeSpan.FromMinutes(1);
            for (var i = 21; i <= 30; i++)
            {
                await storage.Worklists.RemoveAsync("civil-status-00004", Samples.Code(i), "birth", 1, None);
                await storage.Watch.RemoveAsync(Samples.Code(i), 1, None);
            }
        }

        Assert.Equal(10L, Run("SELECT count(*) FROM worklist"));
        Assert.Equal(10L, Run("SELECT count(*) FROM watch"));
    }

    [Fact]
    public async Task AddSqliteStorage_EveryPort_IsOfOneStoreThatClosesWithTheContainer()
    {
        var time = new ManualTime();
        await using (var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(time)
            .AddSqliteStorage(options => options.Folder = _folder.Path)
            .BuildServiceProvider(validateScopes: true))
        {
            var storage = services.GetRequiredService<SqliteStorage>();
            Assert.Same(storage.Dossiers, services.GetRequiredService<IDossierStore>());
            Assert.Same(storage.Worklists, services.GetRequiredService<IWorklistStore>());
            Assert.Same(storage.Notices, services.GetRequiredService<INoticeStore>());
            Assert.Same(storage.Idempotency, services.GetRequiredService<IIdempotencyStore>());
            Assert.Same(storage.Claims, services.GetRequiredService<IClaimStore>());
            Assert.Same(storage.Watch, services.GetRequiredService<IWatchStore>());
            Assert.Same(storage.Aliases, services.GetRequiredService<IAliasStore>());
            Assert.Same(storage.Records, services.GetRequiredService<IRecordStore>());
            Assert.Same(storage.Health, services.GetRequiredService<IStorageHealth>());
            Assert.Same(services.GetRequiredService<IAuditLog>(), services.GetRequiredService<IAuditLog>());
            await storage.Watch.RemoveAsync(Samples.Code(1), 1, None);
        }

        Assert.Equal(time.Now.UtcTicks, Run("SELECT removed_at FROM watch"));
        SqliteStorage.Open(_folder.Path).Dispose();
    }

    private object? Run(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={DatabasePath};Pooling=False");
        connection.Open();
        return Scalar(connection, sql);
    }

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() is { } value ? Convert.ChangeType(value, value.GetType(), CultureInfo.InvariantCulture) : null;
    }
}
