using System.Diagnostics;
using System.Globalization;
using LienThong.Procedures.Identifiers;
using LienThong.Storage.Sqlite;

namespace LienThong.Storage.Tests.Crash;

public class CrashTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Kill_WhileManyWrite_EverythingThatWasToldIsThere()
    {
        using var folder = new TempFolder();
        var random = new Random(20260907);
        string? continuation = null;
        var followed = new Dictionary<DossierCode, int>();
        var told = new List<string>();

        for (var round = 0; round < 4; round++)
        {
            told.AddRange(await WriteUntilKilledAsync(folder.Path, round, afterLines: random.Next(200, 2500)));

            using var storage = SqliteStorage.Open(folder.Path);
            Assert.Empty(Directory.EnumerateFiles(Path.Combine(folder.Path, "records", "incoming")));
            foreach (var line in told.Select(l => l.Split(' ')))
            {
                var code = Samples.Code(int.Parse(line[1], CultureInfo.InvariantCulture));
                switch (line[0])
                {
                    case "dossier":
                        var read = await storage.Dossiers.ReadAsync(code, None);
                        Assert.NotNull(read);
                        Assert.True(read.Value.Version >= int.Parse(line[2], CultureInfo.InvariantCulture), $"{string.Join(' ', line)} was told.");
                        break;
                    case "claim":
                        Assert.Equal(code, await storage.Claims.OwnerAsync($"child:{line[1]}", None));
                        break;
                    case "record":
                        await using (var record = await storage.Records.OpenAsync(RecordScope.Dossier(code), line[2], None))
                        {
                            Assert.NotNull(record);
                        }

                        break;
                }
            }

            // The feed goes on where it stood before the kill, and its last word on each dossier is the dossier.
            while (await storage.Dossiers.ReadChangesAsync(continuation, 500, None) is { Items.Count: > 0 } changes)
            {
                foreach (var change in changes.Items)
                {
                    followed[change.Value.Code] = change.Value.Version;
                }

                continuation = changes.Continuation;
            }

            foreach (var (code, version) in followed)
            {
                Assert.Equal(version, (await storage.Dossiers.ReadAsync(code, None))!.Value.Version);
            }
        }

        Assert.Contains(told, line => line.StartsWith("record", StringComparison.Ordinal));
    }

    private static async Task<List<string>> WriteUntilKilledAsync(string folder, int round, int afterLines)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "LienThong.Storage.Tests" + (OperatingSystem.IsWindows() ? ".exe" : ""));
        using var writer = Process.Start(new ProcessStartInfo(program, [folder, $"{round}"]) { RedirectStandardOutput = true })!;
        var told = new List<string>();
        while (await writer.StandardOutput.ReadLineAsync() is { } line)
        {
            told.Add(line);
            if (told.Count == afterLines)
            {
                writer.Kill();
            }
        }

        await writer.WaitForExitAsync();
        Assert.True(told.Count >= afterLines, $"The writer ended by itself with {writer.ExitCode} after {told.Count} lines.");

        // The kill may have cut the last line.
        return told[..^1];
    }
}
