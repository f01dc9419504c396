using LienThong.Procedures.Dossiers;
using LienThong.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LienThong.Storage.Tests.Sqlite;

public sealed class FaultyDiskTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Write_DiskFull_IsUnavailableThenGoesOnWhenThereIsRoom()
    {
        var maxPages = 200;
        using var storage = SqliteStorage.Open(new SqliteStorageOptions
        {
            Folder = _folder.Path,
            WriterOpened = connection => raw.sqlite3_exec(connection.Handle!, $"PRAGMA max_page_count = {Volatile.Read(ref maxPages)}"),
        });
        var kept = new List<Stored<Dossier>>();
        StorageUnavailableException? full = null;
        while (full is null)
        {
            try
            {
                kept.Add((await storage.Dossiers.TryCreateAsync(Samples.Dossier(kept.Count + 1, length: 8000), None))!);
            }
            catch (StorageUnavailableException e)
            {
                full = e;
            }
        }

        Assert.Equal(raw.SQLITE_FULL, Assert.IsType<SqliteException>(full.InnerException).SqliteErrorCode);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => storage.Dossiers.TryCreateAsync(Samples.Dossier(9999, length: 8000), None));

        // What was told is there, and is still read while nothing can be written.
        Assert.NotEmpty(kept);
        foreach (var stored in kept)
        {
            Assert.Equal(stored.ETag, (await storage.Dossiers.ReadAsync(stored.Value.Code, None))!.ETag);
        }

        Assert.Equal(kept.Count, (await storage.Dossiers.ReadChangesAsync(null, 1000, None)).Items.Count);

        Volatile.Write(ref maxPages, int.MaxValue);
        var later = await storage.Dossiers.TryCreateAsync(Samples.Dossier(9999, length: 8000), None);
        Assert.Equal(later!.ETag, (await storage.Dossiers.ReadAsync(Samples.Code(9999), None))!.ETag);
    }

    [Fact]
    public void Open_DiskFull_IsUnavailable() => Assert.Throws<StorageUnavailableException>(() => SqliteStorage.Open(new SqliteStorageOptions
    {
        Folder = _folder.Path,
        WriterOpened = connection => raw.sqlite3_exec(connection.Handle!, "PRAGMA max_page_count = 1"),
    }));

    [Fact]
    public async Task Write_CommitFails_IsUnavailableToAllInItAndTheNextGoesOn()
    {
        var fails = false;
        using var storage = SqliteStorage.Open(new SqliteStorageOptions
        {
            Folder = _folder.Path,
            WriterOpened = connection => raw.sqlite3_commit_hook(connection.Handle!, _ => Volatile.Read(ref fails) ? 1 : 0, null),
        });
        var first = (await storage.Dossiers.TryCreateAsync(Samples.Dossier(1), None))!;
        var raised = 0;
        storage.Dossiers.Changed += () => Interlocked.Increment(ref raised);

        Volatile.Write(ref fails, true);
        Task[] writes =
        [
            .. Enumerable.Range(2, 20).Select(i => storage.Dossiers.TryCreateAsync(Samples.Dossier(i), None)),
            storage.Dossiers.TryReplaceAsync(first.Value.Changed(), first.ETag, None),
            storage.Claims.ClaimAsync("fingerprint", Samples.Code(1), None),
            storage.Health.CheckAsync(None),
        ];
        foreach (var write in writes)
        {
            await Assert.ThrowsAsync<StorageUnavailableException>(() => write);
        }

        Assert.Equal(0, Volatile.Read(ref raised));
        Volatile.Write(ref fails, false);
        Assert.Equal(first.ETag, (await storage.Dossiers.ReadAsync(Samples.Code(1), None))!.ETag);
        Assert.Single((await storage.Dossiers.ReadChangesAsync(null, 100, None)).Items);
        Assert.Null(await storage.Claims.OwnerAsync("fingerprint", None));
        Assert.NotNull(await storage.Dossiers.TryReplaceAsync(first.Value.Changed(), first.ETag, None));
        Assert.NotNull(await storage.Dossiers.TryCreateAsync(Samples.Dossier(2), None));
        await storage.Health.CheckAsync(None);
    }

    [Fact]
    public async Task Health_RecordsFolderGone_IsUnavailable()
    {
        using var storage = SqliteStorage.Open(_folder.Path);
        await storage.Health.CheckAsync(None);
        Directory.Delete(Path.Combine(_folder.Path, "records"), recursive: true);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => storage.Health.CheckAsync(None));
    }
}
