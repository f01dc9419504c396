using System.Diagnostics;
using System.Globalization;

namespace LienThong.Benchmarks.Durable;

/// <summary>Many instances that wait, in a folder, and the process that serves them.</summary>
internal static class Waiters
{
    private const int Told = 200;

    /// <summary>Starts the instances and leaves them waiting, each for an event and a timer.</summary>
    public static async Task MakeAsync(string folder, Settings settings)
    {
        // What is prepared is not measured, so it need not be safe against a power cut.
        await using var site = await Site.StartAsync(folder, "NORMAL");
        await Measured.RunAsync(settings.Waiting, 500, number =>
            site.Client.ScheduleNewOrchestrationInstanceAsync("Waits", number, new StartOrchestrationOptions(Id(number))));
        await site.WhenIdleAsync();
    }

    /// <summary>A process that serves the folder, from its start until it has answered.</summary>
    public static async Task<(AppProcess Process, double ReadyMs)> ServeAsync(string folder, Settings settings)
    {
        var began = Stopwatch.GetTimestamp();
        var process = await AppProcess.StartAsync(["LienThong.Benchmarks.dll", "serve", folder, settings.Synchronous], "api/commits");
        return (process, Math.Round(Stopwatch.GetElapsedTime(began).TotalMilliseconds));
    }

    /// <summary>Tells some of the instances, from the first to the last, one after the other, and checks what each returns.</summary>
    public static async Task<Measured> TellAsync(HttpClient http, Settings settings)
    {
        var count = Math.Min(Told, settings.Waiting);
        return await Measured.RunAsync(count, 1, async number =>
        {
            var instance = (int)((long)number * settings.Waiting / count);
            using var response = await http.PostAsync(new Uri($"api/answers/{Id(instance)}?answer=7", UriKind.Relative), null);
            var output = await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
            if (output != (instance + 7).ToString(CultureInfo.InvariantCulture))
            {
                throw new InvalidOperationException($"{Id(instance)} returned '{output}', and {instance + 7} was to come.");
            }
        });
    }

    private static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"waits-{number:D8}");
}
