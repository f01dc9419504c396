namespace LienThong.Benchmarks.Durable;

/// <summary>The durable engine under the workloads that `peers/` gives to other engines, and under some of its own.</summary>
internal static class DurableBenchmark
{
    public static async Task<int> RunAsync(Settings settings)
    {
        foreach (var workload in settings.Workloads)
        {
            await (workload switch
            {
                "W" => AskingWorkload.RunAsync(settings),
                "H" => CountingWorkload.RunAsync(settings),
                "R" => RestartWorkload.RunAsync(settings),
                "I" => IdleWorkload.RunAsync(settings),
                _ => AgeWorkload.RunAsync(settings),
            });
        }

        return 0;
    }

    /// <summary>Serves a folder until it is killed: the process of R and I.</summary>
    public static async Task<int> ServeAsync(string folder, string synchronous, string url)
    {
        await using var site = await Site.StartAsync(folder, synchronous, url);
        await Task.Delay(Timeout.Infinite);
        return 0;
    }
}
