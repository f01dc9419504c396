using System.Diagnostics;

namespace LienThong.Benchmarks.Durable;

/// <summary>How long a number of things took, some at once.</summary>
internal sealed record Measured(int Concurrency, int Count, double Seconds, double[] Sorted)
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);

    public double PerSecond => Math.Round(Count / Seconds, 1);

    public double P50Ms => Percentile(0.50);

    public double P99Ms => Percentile(0.99);

    /// <summary>Runs something for each number from 0, a number of them at once.</summary>
    public static async Task<Measured> RunAsync(int count, int concurrency, Func<int, Task> run)
    {
        var latencies = new double[count];
        var next = -1;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, concurrency).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var number && number < count)
            {
                var began = Stopwatch.GetTimestamp();
                await run(number);
                latencies[number] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            }
        })));
        var seconds = clock.Elapsed.TotalSeconds;
        Array.Sort(latencies);
        return new Measured(concurrency, count, seconds, latencies);
    }

    /// <summary>Measures something again and again until that has taken a time, and takes all of it together.</summary>
    public static async Task<Measured> RepeatAsync(TimeSpan time, Func<Task<Measured>> measure)
    {
        List<Measured> runs = [];
        while (runs.Sum(run => run.Seconds) < time.TotalSeconds)
        {
            runs.Add(await measure());
        }

        return Together(runs);
    }

    /// <summary>Several as if they were one.</summary>
    public static Measured Together(IReadOnlyList<Measured> runs)
    {
        double[] latencies = [.. runs.SelectMany(run => run.Sorted)];
        Array.Sort(latencies);
        return new Measured(runs[0].Concurrency, runs.Sum(run => run.Count), runs.Sum(run => run.Seconds), latencies);
    }

    /// <summary>Runs something again and again for five seconds, so that what is measured afterwards is compiled.</summary>
    public static async Task WarmUpAsync(Func<Task> run)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < WarmUp;)
        {
            await run();
        }
    }

    private double Percentile(double part) => Math.Round(Sorted[(int)((Sorted.Length - 1) * part)], 2);
}
