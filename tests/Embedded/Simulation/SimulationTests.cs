using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace LienThong.Embedded.Tests.Simulation;

/// <summary>Thousands of small stories of engine, queues and store, each with its own partners, crashes and full disks.</summary>
/// <remarks>A seed decides everything: who does what, what breaks and when, and of all work that could go on at a moment which
/// piece does. The same seed tells the same story, line by line.</remarks>
public sealed class SimulationTests(Printed printed) : IClassFixture<Printed>, IAsyncLifetime
{
    private const string SeedVariable = "LIENTHONG_SEED";
    private const int Seeds = 10_000;
    private const int SeedsPlayedTwice = 300;

    private readonly string _folder = Directory.CreateDirectory(Path.Combine(
        Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), $"lienthong-simulation-{Guid.NewGuid():N}")).FullName;

    private readonly ConcurrentBag<StoryFolder> _free = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        foreach (var folder in _free)
        {
            folder.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Seeds_EachWithItsStory_KeepEveryPromise()
    {
        if (Environment.GetEnvironmentVariable(SeedVariable) is { Length: > 0 } asked)
        {
            var played = int.Parse(asked, CultureInfo.InvariantCulture);
            Hold(played, await PlayAsync(played));
            printed.WriteLine($"Seed {played} keeps every promise.");
            return;
        }

        var (began, crashes, activities) = (Stopwatch.GetTimestamp(), 0, 0);
        var broken = new ConcurrentDictionary<int, Simulation.Outcome>();

        // Twice as many stories as processors: while one waits for its files another goes on.
        var lanes = new ParallelOptions { MaxDegreeOfParallelism = 2 * Environment.ProcessorCount };
        await Parallel.ForEachAsync(Enumerable.Range(1, Seeds), lanes, async (seed, cancellation) =>
        {
            if (!broken.IsEmpty)
            {
                return;
            }

            var outcome = await PlayAsync(seed);
            Interlocked.Add(ref crashes, outcome.Crashes);
            Interlocked.Add(ref activities, outcome.Activities);
            if (outcome.Broken.Count > 0)
            {
                broken.TryAdd(seed, outcome);
            }
        });

        foreach (var (seed, outcome) in broken.OrderBy(pair => pair.Key))
        {
            Hold(seed, outcome);
        }

        printed.WriteLine($"{Seeds} seeds, {crashes} crashes, {activities} activities in {Stopwatch.GetElapsedTime(began).TotalSeconds:F0} s.");
        Assert.True(crashes > Seeds / 3, $"Only {crashes} crashes.");
    }

    [Fact]
    public async Task Seeds_PlayedTwice_TellTheSameStory()
    {
        await Parallel.ForEachAsync(Enumerable.Range(1, SeedsPlayedTwice), async (seed, cancellation) =>
        {
            var (first, second) = ((await PlayAsync(seed)).Lines, (await PlayAsync(seed)).Lines);
            var same = first.Zip(second).TakeWhile(lines => lines.First == lines.Second).Count();
            Assert.True(
                same == first.Count && same == second.Count,
                $"Seed {seed} tells two stories: '{first.ElementAtOrDefault(same)}' and '{second.ElementAtOrDefault(same)}' in line {same + 1}.");
        });
    }

    private async Task<Simulation.Outcome> PlayAsync(int seed)
    {
        var folder = _free.TryTake(out var free) ? free : await StoryFolder.MakeAsync(Path.Combine(_folder, Guid.NewGuid().ToString("N")));
        Simulation.Outcome outcome;
        using (var simulation = new Simulation(seed, folder))
        {
            outcome = simulation.Play();
        }

        await folder.EmptyAsync();
        _free.Add(folder);
        return outcome;
    }

    private static void Hold(int seed, Simulation.Outcome outcome) => Assert.True(outcome.Broken.Count == 0, $"""
        Seed {seed} broke a promise: {string.Join("; ", outcome.Broken)}
        To play it again: {SeedVariable}={seed} dotnet test tests/Embedded --filter FullyQualifiedName~{nameof(Seeds_EachWithItsStory_KeepEveryPromise)}
        {string.Join(Environment.NewLine, outcome.Lines.TakeLast(80))}
        """);
}
