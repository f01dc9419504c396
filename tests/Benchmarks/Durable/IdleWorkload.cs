using System.Globalization;

namespace LienThong.Benchmarks.Durable;

/// <summary>I: what a process does while a hundred thousand instances wait and nobody asks it anything. Some are woken
/// afterwards, to show that it was there.</summary>
internal static class IdleWorkload
{
    public static async Task RunAsync(Settings settings)
    {
        using var folder = new DataFolder(settings);
        await Waiters.MakeAsync(folder.Path, settings);
        var (process, _) = await Waiters.ServeAsync(folder.Path, settings);
        await using (process)
        {
            using var http = new HttpClient { BaseAddress = process.Address };
            var commits = await CommitsAsync(http);
            var cpu = process.CpuSeconds;
            await Task.Delay(TimeSpan.FromSeconds(settings.Seconds));
            var cpuSeconds = Math.Round(process.CpuSeconds - cpu, 2);
            commits = await CommitsAsync(http) - commits;
            new Line("I", await Waiters.TellAsync(http, settings), settings.Synchronous, process.WorkingSet)
            {
                Waiting = settings.Waiting,
                IdleSeconds = settings.Seconds,
                CpuSeconds = cpuSeconds,
                Commits = commits,
            }.Print();
        }
    }

    private static async Task<long> CommitsAsync(HttpClient http) =>
        long.Parse(await http.GetStringAsync(new Uri("api/commits", UriKind.Relative)), CultureInfo.InvariantCulture);
}
