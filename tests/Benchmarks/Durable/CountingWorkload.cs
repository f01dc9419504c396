namespace LienThong.Benchmarks.Durable;

/// <summary>H: a thousand workflows at once, five activities in sequence each.</summary>
internal static class CountingWorkload
{
    private const int Count = 1_000;

    public static async Task RunAsync(Settings settings)
    {
        using var folder = new DataFolder(settings);
        await using var site = await Site.StartAsync(folder.Path, settings.Synchronous);
        await Measured.WarmUpAsync(() => RunAsync(site));
        new Line("H", await RunAsync(site), settings.Synchronous, Environment.WorkingSet).Print();
    }

    private static Task<Measured> RunAsync(Site site) => site.RunAsync("Counts", Workflows.Counted, Count, Count);
}
