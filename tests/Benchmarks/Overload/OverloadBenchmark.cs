using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using LienThong.App.Access;
using LienThong.Procedures.Law;

namespace LienThong.Benchmarks.Overload;

/// <summary>
/// More dossiers are filed than the app can carry: first as many as it takes from a few portals that wait for each answer, then
/// many times that, or many times what it takes meanwhile if that is more, whether answers come or not. Then the app is killed and
/// started again, and each dossier that was answered 202 must be there.
/// </summary>
internal static class OverloadBenchmark
{
    private const string Commune = "00004";
    private const string Agency = "civil-status-00004";
    private const int Portals = 64;
    private const int MostMemoryMb = 1024;

    /// <summary>Below what the app keeps open, so that it is the app that turns requests away and not the system.</summary>
    private const int MostOpen = 4_000;

    /// <summary>More is offered than asked for, since what is answered after the last offer counts as carried too.</summary>
    private const double Ahead = 1.25;

    private static readonly TimeSpan Measuring = TimeSpan.FromSeconds(5);

    /// <returns>0 if as much was offered as asked for, memory stayed below 1 GB, everything was answered as it has to be, and nothing
    /// was lost; else 1.</returns>
    public static async Task<int> RunAsync(OverloadOptions options)
    {
        var folder = Directory.CreateTempSubdirectory("lien-thong-overload-").FullName;
        try
        {
            await using var agencies = await Agencies.StartAsync();
            PartnerRegistry.Write(
                Path.Combine(folder, "partners.json"),
                [.. SamplePartners.All(LawLibrary.Load()).Select(p => p.Id == Agency ? p with { Endpoint = new Uri(agencies.Address, p.Id) } : p)]);
            return await MeasureAsync(options, folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task<AppProcess> StartAsync(string folder) => AppProcess.StartAsync(
        ["LienThong.App.dll", "--data", folder, "--Logging:LogLevel:Default", "Error"], "api/v1/health/ready");

    private static HttpClient Portal(AppProcess app, string folder) => new(new SocketsHttpHandler { MaxConnectionsPerServer = MostOpen })
    {
        BaseAddress = new Uri(app.Address, "api/v1/"),
        Timeout = TimeSpan.FromMinutes(2),
        DefaultRequestHeaders =
        {
            Authorization = new AuthenticationHeaderValue("Bearer", TokenIssuer.Open(folder, TimeProvider.System).Issue("portal", TimeSpan.FromHours(2))),
        },
    };

    private static async Task<int> MeasureAsync(OverloadOptions options, string folder)
    {
        var (carried, answers) = (new Answers(), new Answers());
        var (capacity, filed, offered, untilAnswered) = (0d, 0, 0, 0d);
        var (rssBefore, peak) = (0L, 0L);
        await using (var app = await StartAsync(folder))
        {
            using var http = Portal(app, folder);

            // Once to warm up, once to measure.
            await CarryAsync(http);
            capacity = await CarryAsync(http);
            rssBefore = app.WorkingSet;
            var (before, began) = (filed, Stopwatch.StartNew());
            await OfferAsync(TimeSpan.FromSeconds(options.Seconds), http);
            (offered, untilAnswered, peak) = (filed - before, began.Elapsed.TotalSeconds, app.PeakWorkingSet);

            // It is killed here, as by kill -9, with thousands of dossiers under way.
        }

        var taken = answers.Taken.Count;
        var lost = await LostAsync([.. carried.Taken, .. answers.Taken], folder);
        var timesCarried = Math.Round(offered / Math.Max(options.Seconds * capacity, taken * options.Seconds / untilAnswered), 1);
        var refused = answers.TooMany + answers.Unavailable;
        Console.WriteLine(JsonSerializer.Serialize(
            new
            {
                bench = "overload",
                seconds = options.Seconds,
                capacityPerSecond = Math.Round(capacity, 1),
                offered,
                offeredPerSecond = Math.Round(offered / (double)options.Seconds, 1),
                timesCarried,
                answered2xx = taken,
                answered429 = answers.TooMany,
                answered503 = answers.Unavailable,
                retryAfter = refused > 0 && answers.WithoutRetryAfter == 0 ? "yes" : "no",
                others = answers.Others,
                unanswered = answers.Unanswered,
                lastAnswerAfterSeconds = Math.Round(untilAnswered, 1),
                rssMbBefore = rssBefore / 1024 / 1024,
                peakRssMb = peak / 1024 / 1024,
                lost,
            },
            JsonSerializerOptions.Web));
        return lost == 0 && peak / 1024 / 1024 < MostMemoryMb && timesCarried >= options.Times && refused > 0
            && carried is { Others: 0, Unanswered: 0 } && answers is { Others: 0, Unanswered: 0, WithoutRetryAfter: 0 } ? 0 : 1;

        async Task<double> CarryAsync(HttpClient http)
        {
            var (clock, first) = (Stopwatch.StartNew(), carried.Taken.Count);
            await Task.WhenAll(Enumerable.Range(0, Portals).Select(_ => Task.Run(async () =>
            {
                while (clock.Elapsed < Measuring)
                {
                    await FileAsync(Interlocked.Increment(ref filed), carried, http);
                }
            })));
            return (carried.Taken.Count - first) / clock.Elapsed.TotalSeconds;
        }

        async Task OfferAsync(TimeSpan time, HttpClient http)
        {
            var (clock, first) = (Stopwatch.StartNew(), filed);
            using var open = new SemaphoreSlim(MostOpen);
            while (clock.Elapsed < time)
            {
                var most = Math.Max(capacity * clock.Elapsed.TotalSeconds, answers.Taken.Count) * options.Times * Ahead;
                while (filed - first < most && clock.Elapsed < time)
                {
                    await open.WaitAsync();
                    var n = ++filed;
                    _ = Task.Run(async () =>
                    {
                        await FileAsync(n, answers, http);
                        open.Release();
                    });
                }

                await Task.Delay(1);
            }

            for (var place = 0; place < MostOpen; place++)
            {
                await open.WaitAsync();
            }
        }
    }

    private static async Task FileAsync(int n, Answers answers, HttpClient http)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "dossiers")
        {
            Content = JsonContent.Create(Declarations.Filing(n, Commune)),
            Headers = { { "Idempotency-Key", $"overload-{n}" } },
        };
        try
        {
            using var response = await http.SendAsync(request);
            if (response.IsSuccessStatusCode)
            {
                answers.Taken.Enqueue((await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()!);
            }
            else
            {
                answers.Refused(response);
            }
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            answers.Lost();
        }
    }

    /// <summary>Starts the app again and looks for dossiers, as often as it says to come again.</summary>
    /// <returns>How many are not there, or were given the code of another.</returns>
    private static async Task<int> LostAsync(IReadOnlyCollection<string> codes, string folder)
    {
        await using var app = await StartAsync(folder);
        using var http = Portal(app, folder);
        var lost = codes.Count - codes.Distinct().Count();
        await Parallel.ForEachAsync(codes, new ParallelOptions { MaxDegreeOfParallelism = Portals }, async (code, cancellation) =>
        {
            while (true)
            {
                using var response = await http.GetAsync(new Uri($"dossiers/{code}", UriKind.Relative), cancellation);
                if (response.Headers.RetryAfter?.Delta is { } later)
                {
                    await Task.Delay(later, cancellation);
                    continue;
                }

                if (!response.IsSuccessStatusCode)
                {
                    Interlocked.Increment(ref lost);
                }

                return;
            }
        });
        return lost;
    }
}
