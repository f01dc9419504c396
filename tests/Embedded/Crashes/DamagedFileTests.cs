using LienThong.Embedded.Store;
using LienThong.Embedded.Tests.Hosting;

namespace LienThong.Embedded.Tests.Crashes;

/// <summary>What a crash, a bad disk or a hasty hand leaves of <c>runtime.db</c>: it is started again, or refused with words that
/// say what is wrong and what to do; it is never silently another.</summary>
public sealed class DamagedFileTests : IDisposable
{
    private const int Commits = 12;

    private static readonly StoreSchema Notes = new("notes", ["CREATE TABLE notes(id INTEGER PRIMARY KEY, text TEXT)"]);

    private readonly TempFolder _folder = new();

    private string Database => Path.Combine(_folder.Path, "runtime.db");

    private string Log => Database + "-wal";

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Open_LogCutAnywhere_HasExactlyTheCommitsBeforeTheCut()
    {
        var ends = await WriteAndCrashAsync();
        var (database, log) = (await File.ReadAllBytesAsync(Database), await File.ReadAllBytesAsync(Log));
        for (var cut = ends[0]; cut <= log.Length; cut += 1_031)
        {
            await PutAsync(database, log[..cut]);

            Assert.Equal(ends.Count(end => end <= cut) - 1, await CountAsync());
        }
    }

    [Fact]
    public async Task Open_LastFrameTorn_LosesThatCommitAlone()
    {
        var ends = await WriteAndCrashAsync();
        var (database, log) = (await File.ReadAllBytesAsync(Database), await File.ReadAllBytesAsync(Log));
        foreach (var torn in (int[])[1, 600, 2_000, 4_000])
        {
            var bytes = log[..ends[^1]];
            bytes[^torn] ^= 0xFF;
            await PutAsync(database, bytes);

            Assert.Equal(Commits - 1, await CountAsync());
        }
    }

    [Fact]
    public async Task Open_CutShortWhileItsLogIsThere_IsRefused()
    {
        await using (var store = await OpenAsync())
        {
            for (var i = 0; i < 200; i++)
            {
                await store.WriteAsync(Insert(new string('x', 3_000)));
            }
        }

        await WriteAndCrashAsync();
        var (database, log) = (await File.ReadAllBytesAsync(Database), await File.ReadAllBytesAsync(Log));
        foreach (var pages in (int[])[2, 10, database.Length / 4_096 / 2])
        {
            await PutAsync(database[..(pages * 4_096)], log);

            IsRefused("store.damaged", "cut short");
        }

        await PutAsync(database, log);
        Assert.Equal(200 + Commits, await CountAsync());
    }

    [Fact]
    public async Task Open_EmptiedWhileItsLogIsThere_IsRefused()
    {
        await WriteAndCrashAsync();
        await File.WriteAllBytesAsync(Database, []);

        IsRefused("store.damaged", "it is empty");
    }

    [Fact]
    public async Task Open_FirstBytesOverwritten_IsRefused()
    {
        await WriteAndCrashAsync();
        var bytes = await File.ReadAllBytesAsync(Database);
        bytes.AsSpan(0, 100).Clear();
        await PutAsync(bytes, []);

        IsRefused("store.not-a-database", "is not a database");
    }

    [Fact]
    public async Task Write_DatabaseOnlyReadable_FailsClearlyAndKeepsNothing()
    {
        await using (var store = await OpenAsync())
        {
            await store.WriteAsync(connection => connection.Execute("PRAGMA query_only = ON"));

            var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.WriteAsync(Insert("một")));

            Assert.Contains("read-only", refused.Message, StringComparison.Ordinal);
            Assert.Contains("chưa được lưu", refused.Message, StringComparison.Ordinal);
        }

        await using var writable = await OpenAsync();
        await writable.WriteAsync(Insert("hai"));
        Assert.Equal(1, Count(writable));
    }

    [Fact]
    public void Open_FolderOnAFileSystemThatIsOnlyRead_IsRefused()
    {
        // The kernel's own file system takes no folder from anybody, not even from root.
        var folder = OperatingSystem.IsLinux() ? "/proc/lien-thong" : Path.Combine(_folder.Path, "\0");

        var refused = Assert.ThrowsAny<Exception>(() => RuntimeStore.Open(new RuntimeStoreOptions { Folder = folder }));

        Assert.Equal("store.not-writable", Assert.IsType<StoreRefusedException>(refused).Code);
    }

    [Fact]
    public async Task Open_Files_AreForTheirOwnerAlone()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        const UnixFileMode ownerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await WriteAndCrashAsync();
        foreach (var file in (string[])[Database, Log])
        {
            Assert.Equal(ownerOnly, File.GetUnixFileMode(file));
            File.SetUnixFileMode(file, ownerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }

        // As an earlier version left them.
        await using var store = await OpenAsync();
        await store.WriteAsync(Insert("một"));
        foreach (var file in Directory.GetFiles(_folder.Path, "runtime.db*"))
        {
            Assert.Equal(ownerOnly, File.GetUnixFileMode(file));
        }
    }

    private static Action<StoreConnection> Insert(string text) =>
        store => store.Statement("INSERT INTO notes(text) VALUES (?)").With(text).Run();

    private static long Count(RuntimeStore store) => store.Read(connection =>
    {
        using var row = connection.Statement("SELECT count(*) FROM notes");
        row.Next();
        return row.Long(0);
    });

    private void IsRefused(string code, string how)
    {
        var refused = Assert.Throws<StoreRefusedException>(() => RuntimeStore.Open(new RuntimeStoreOptions { Folder = _folder.Path }));
        Assert.Equal(code, refused.Code);
        Assert.StartsWith(code, refused.Message, StringComparison.Ordinal);
        Assert.Contains(how, refused.Message, StringComparison.Ordinal);
        Assert.Contains(Database, refused.Message, StringComparison.Ordinal);
        Assert.Contains("hãy", refused.Message, StringComparison.Ordinal);
    }

    private async Task<RuntimeStore> OpenAsync()
    {
        var store = RuntimeStore.Open(new RuntimeStoreOptions { Folder = _folder.Path });
        await store.ApplyAsync(Notes);
        return store;
    }

    /// <summary>Makes a dozen commits, each with pages of its own, and crashes.</summary>
    /// <returns>How long the log was after each, that before the first included.</returns>
    private async Task<IReadOnlyList<int>> WriteAndCrashAsync()
    {
        var store = await OpenAsync();
        List<int> ends = [LogLength(store)];
        for (var commit = 0; commit < Commits; commit++)
        {
            await store.WriteAsync(Insert(new string('y', 5_000)));
            ends.Add(LogLength(store));
        }

        store.Abandon();
        return ends;
    }

    private static int LogLength(RuntimeStore store) => (int)new FileInfo(store.Path + "-wal").Length;

    private async Task<long> CountAsync()
    {
        await using var store = await OpenAsync();
        return Count(store);
    }

    private async Task PutAsync(byte[] database, byte[] log)
    {
        foreach (var file in Directory.GetFiles(_folder.Path, "runtime.db*"))
        {
            File.Delete(file);
        }

        await File.WriteAllBytesAsync(Database, database);
        if (log.Length > 0)
        {
            await File.WriteAllBytesAsync(Log, log);
        }
    }
}
