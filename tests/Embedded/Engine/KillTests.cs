using System.Diagnostics;
using System.Globalization;
using LienThong.Embedded.Store;

namespace LienThong.Embedded.Tests.Engine;

public sealed class KillTests
{
    [Fact]
    public async Task Kill_AtRandomMoments_LosesNothingThatWasAnswered()
    {
        var folder = Directory.CreateTempSubdirectory("lienthong-kill-");
        var random = new Random(20260907);
        var started = new HashSet<int>();
        var told = new HashSet<int>();
        for (var round = 0; round < 4; round++)
        {
            await RunAndKillAsync(folder.FullName, 100_000 * round, random.Next(50, 800), started, told);
        }

        await using (var store = RuntimeStore.Open(new RuntimeStoreOptions { Folder = folder.FullName }))
        await using (var engine = KilledEngine.Engine(store))
        {
            await engine.StartAsync();
            foreach (var number in started)
            {
                if (!told.Contains(number))
                {
                    await engine.Client.RaiseEventAsync($"H{number}", "go", number);
                }

                var ended = await engine.Client.WaitForInstanceCompletionAsync($"H{number}", true).WaitAsync(TimeSpan.FromMinutes(1));
                Assert.Equal("True True", ended.ReadOutputAs<string>());
            }
        }

        folder.Delete(recursive: true);
        Assert.True(told.Count > 100, $"Only {told.Count} instances were told anything before the kills.");
    }

    private static async Task RunAndKillAsync(string folder, int from, int lines, HashSet<int> started, HashSet<int> told)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            ArgumentList = { typeof(KilledEngine).Assembly.Location, KilledEngine.Command, folder, from.ToString(CultureInfo.InvariantCulture) },
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        Assert.Equal("ready", await process.StandardOutput.ReadLineAsync());
        for (var line = 0; line < lines; line++)
        {
            Note(await process.StandardOutput.ReadLineAsync());
        }

        process.Kill();
        while (await process.StandardOutput.ReadLineAsync() is { } rest)
        {
            Note(rest);
        }

        await process.WaitForExitAsync();

        void Note(string? line)
        {
            // The last line may be cut short: then its answer was not heard.
            if (line?.Split(' ') is [var what, var number] && int.TryParse(number, CultureInfo.InvariantCulture, out var instance))
            {
                _ = what switch
                {
                    "started" => started.Add(instance),
                    "told" => told.Add(instance),
                    _ => false,
                };
            }
        }
    }
}
