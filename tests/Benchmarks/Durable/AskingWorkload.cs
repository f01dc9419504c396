namespace LienThong.Benchmarks.Durable;

/// <summary>W: three times an activity and the event that its run triggers, under a durable deadline.</summary>
internal static class AskingWorkload
{
    public static async Task RunAsync(Settings settings)
    {
        using var folder = new DataFolder(settings);
        await using var site = await Site.StartAsync(folder.Path, settings.Synchronous);
        await Measured.WarmUpAsync(() => RunAsync(site));
        foreach (var (count, concurrency) in ((int, int)[])[(2_000, 50), (300, 1)])
        {
            new Line("W", await RunAsync(site, count, concurrency), settings.Synchronous, Environment.WorkingSet).Print();
        }
    }

    public static Task<Measured> RunAsync(Site site, int count = 2_000, int concurrency = 50) =>
        site.RunAsync("Asks", Workflows.Asked, count, concurrency);
}
