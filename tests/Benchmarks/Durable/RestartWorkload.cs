namespace LienThong.Benchmarks.Durable;

/// <summary>R: how soon a process serves when a hundred thousand instances wait, and what it holds in memory then. The figures
/// a second are those of instances that are woken, one after the other over HTTP: each is replayed from the store.</summary>
internal static class RestartWorkload
{
    public static async Task RunAsync(Settings settings)
    {
        using var folder = new DataFolder(settings);
        await Waiters.MakeAsync(folder.Path, settings);
        var (process, readyMs) = await Waiters.ServeAsync(folder.Path, settings);
        await using (process)
        {
            using var http = new HttpClient { BaseAddress = process.Address };
            var told = await Waiters.TellAsync(http, settings);
            new Line("R", told, settings.Synchronous, process.WorkingSet) { ReadyMs = readyMs, Waiting = settings.Waiting }.Print();
        }
    }
}
