using LienThong.Storage.Sqlite;

namespace LienThong.Storage.Tests.Crash;

/// <summary>What a crash, a bad disk or a hasty hand leaves of <c>dossiers.db</c>: it is started again, or refused with words that
/// say what is wrong and what to do; it is never silently another.</summary>
public sealed class DamagedFileTests : IDisposable
{
    private const int Dossiers = 10;
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TempFolder _folder = new();
    private readonly TempFolder _after = new();

    private string Database => Path.Combine(_after.Path, "dossiers.db");

    private string Log => Database + "-wal";

    public void Dispose()
    {
        _folder.Dispose();
        _after.Dispose();
    }

    [Fact]
    public async Task Open_LogCutAnywhere_HasExactlyTheDossiersBeforeTheCut()
    {
        var ends = await WriteAndCrashAsync();
        var (database, log) = (await File.ReadAllBytesAsync(Database), await File.ReadAllBytesAsync(Log));
        for (var cut = ends[0]; cut <= log.Length; cut += 2_047)
        {
            await PutAsync(database, log[..cut]);

            Assert.Equal(ends.Count(end => end <= cut) - 1, await CountAsync());
        }
    }

    [Fact]
    public async Task Open_LastFrameTorn_LosesThatDossierAlone()
    {
        await WriteAndCrashAsync();
        var log = await File.ReadAllBytesAsync(Log);
        log[^1_000] ^= 0xFF;
        await PutAsync(await File.ReadAllBytesAsync(Database), log);

        Assert.Equal(Dossiers - 1, await CountAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Open_CutShort_IsRefused(bool withItsLog)
    {
        using (var storage = SqliteStorage.Open(_folder.Path))
        {
            for (var i = 1; i <= 100; i++)
            {
                await storage.Dossiers.TryCreateAsync(Samples.Dossier(1_000 + i, length: 8_000), None);
            }
        }

        await WriteAndCrashAsync();
        var (database, log) = (await File.ReadAllBytesAsync(Database), await File.ReadAllBytesAsync(Log));
        foreach (var pages in (int[])[3, 20, database.Length / 4_096 / 2])
        {
            await PutAsync(database[..(pages * 4_096)], withItsLog ? log : []);

            IsRefused("storage.damaged");
        }
    }

    [Fact]
    public async Task Open_Emptied_IsRefusedAndNotBegunAnew()
    {
        await WriteAndCrashAsync();
        await PutAsync([], []);

        IsRefused("storage.damaged");
        Assert.Empty(await File.ReadAllBytesAsync(Database));
    }

    [Fact]
    public async Task Open_NotADatabase_IsRefusedWithACode()
    {
        await PutAsync(new byte[10_000], []);

        IsRefused("storage.not-a-database");
    }

    [Fact]
    public async Task Open_KilledWhileItWasMade_IsMadeAnew()
    {
        await File.WriteAllBytesAsync(Database + ".new", new byte[5_000]);

        Assert.Equal(0, await CountAsync());
        Assert.False(File.Exists(Database + ".new"));
    }

    private void IsRefused(string code)
    {
        var refused = Assert.Throws<StorageUnavailableException>(() => SqliteStorage.Open(_after.Path));
        Assert.StartsWith(code, refused.Message, StringComparison.Ordinal);
        Assert.Contains(Database, refused.Message, StringComparison.Ordinal);
        Assert.Contains("hãy", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Writes dossiers and takes the files as they lie while nothing is closed.</summary>
    /// <returns>How long the log was after each, that before the first included.</returns>
    private async Task<IReadOnlyList<int>> WriteAndCrashAsync()
    {
        using var storage = SqliteStorage.Open(_folder.Path);
        await storage.Health.CheckAsync(None);
        List<int> ends = [LogLength()];
        for (var i = 1; i <= Dossiers; i++)
        {
            await storage.Dossiers.TryCreateAsync(Samples.Dossier(i, length: 8_000), None);
            ends.Add(LogLength());
        }

        foreach (var file in (string[])["dossiers.db", "dossiers.db-wal"])
        {
            File.Copy(Path.Combine(_folder.Path, file), Path.Combine(_after.Path, file), overwrite: true);
        }

        return ends;
    }

    private int LogLength() => (int)new FileInfo(Path.Combine(_folder.Path, "dossiers.db-wal")).Length;

    private async Task<int> CountAsync()
    {
        using var storage = SqliteStorage.Open(_after.Path);
        return (await storage.Dossiers.ReadChangesAsync(null, 1_000, None)).Items.Count;
    }

    private async Task PutAsync(byte[] database, byte[] log)
    {
        foreach (var file in Directory.GetFiles(_after.Path, "dossiers.db*"))
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
