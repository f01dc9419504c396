using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace LienThong.Embedded.Tests.Simulation;

/// <summary>Thousands of small stories of engine, queues and store, each with its own partners, crashes and full disks.</summary>
/// <remarks>A seed decides everything but the order in which threads that work at the same moment come to the store. So the
/// same seed tells the same story, though not always in the same order of commits; a replay plays it several times.</remarks>
public sealed class SimulationTests(Printed printed) : IClassFixture<Printed>, IAsyncLifetime
{
    private const string SeedVariable = "LIENTHONG_SEED";
    private const int Seeds = 10_000;
    private const int Replays = 50;

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
            await ReplayAsync(int.Parse(asked, CultureInfo.InvariantCulture));
            return;
        }

        var (began, crashes, activities) = (Stopwatch.GetTimestamp(), 0, 0);
        var broken = new ConcurrentDictionary<int, Simulation.Outcome>();

        // Twice as many stories as processors: while one waits for its next thread another works.
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

        foreach (var (seed, outcome) in broken.OrderBy(pair => pair.Key).Take(1))
        {
            Fail(seed, outcome);
        }

        printed.WriteLine($"{Seeds} seeds, {crashes} crashes, {activities} activities in {Stopwatch.GetElapsedTime(began).TotalSeconds:F0} s.");
        Assert.True(crashes > Seeds / 3, $"Only {crashes} crashes.");
    }

    private async Task ReplayAsync(int seed)
    {
        for (var time = 0; time < Replays; time++)
        {
            var outcome = await PlayAsync(seed);
            if (outcome.Broken.Count > 0)
            {
                Fail(seed, outcome);
            }
        }

        printed.WriteLine($"Seed {seed} kept every promise {Replays} times.");
    }

    private async Task<Simulation.Outcome> PlayAsync(int seed)
    {
        var folder = _free.TryTake(out var free) ? free : await StoryFolder.MakeAsync(Path.Combine(_folder, Guid.NewGuid().ToString("N")));
        Simulation.Outcome outcome;
        await using (var simulation = new Simulation(seed, folder))
        {
            outcome = await simulation.PlayAsync();
        }

        await folder.EmptyAsync();
        _free.Add(folder);
        return outcome;
    }

    private static void Fail(int seed, Simulation.Outcome outcome) => Assert.Fail($"""
        Seed {seed} broke a promise: {string.Join("; ", outcome.Broken)}
        To play it again: {SeedVariable}={seed} dotnet test tests/Embedded --filter FullyQualifiedName~{nameof(SimulationTests)}
        {string.Join(Environment.NewLine, outcome.Lines.TakeLast(80))}
        """);
}
