using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using LienThong.App.Access;
using LienThong.Procedures.Law;

namespace LienThong.Benchmarks;

/// <summary>
/// Complete four-step birth chains a second: each dossier is filed, each of its four requests is taken by an agency over HTTP
/// and decided by another call. A chain is complete when its last decision is answered; at the end every dossier is read
/// and must be Completed.
/// </summary>
internal static class ChainBenchmark
{
    private const string Commune = "00004";
    private static readonly string[] Partners = ["civil-status-00004", "police-00004", "insurance-01", "identity-01"];
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private static readonly Dictionary<string, JsonObject> Results = new()
    {
        ["birth"] = new() { ["bookNumber"] = "01/2026" },
        ["residence"] = new() { ["noticeNumber"] = "456/TB" },
        ["insurance"] = new() { ["socialInsuranceNumber"] = "0123456789" },
        ["identity"] = new() { ["cardNumber"] = "012345678901", ["issuedOn"] = "2026-11-20" },
    };

    public static async Task<int> RunAsync(ChainOptions options)
    {
        var folder = Directory.CreateTempSubdirectory("lien-thong-chain-").FullName;
        try
        {
            await using var agencies = await Agencies.StartAsync();
            PartnerRegistry.Write(Path.Combine(folder, "partners.json"),
            [
                .. SamplePartners.All(LawLibrary.Load()).Select(p => Partners.Contains(p.Id) ? p with { Endpoint = new Uri(agencies.Address, p.Id) } : p),
            ]);
            await using var app = await AppProcess.StartAsync(
                ["LienThong.App.dll", "--data", folder, "--Logging:LogLevel:Default", "Warning"], "api/v1/health/ready");
            return await MeasureAsync(options, app, agencies, TokenIssuer.Open(folder, TimeProvider.System));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // No two children have one number, nor two entries of a book.
    private static JsonObject ResultOf(Agencies.Asked asked)
    {
        var result = Results[asked.Step].DeepClone().AsObject();
        if (asked.Step == "birth")
        {
            var number = asked.Dossier[^7..];
            result["registrationNumber"] = number;
            result["personalId"] = "00122" + number;
        }

        return result;
    }

    private static async Task<int> MeasureAsync(ChainOptions options, AppProcess app, Agencies agencies, TokenIssuer issuer)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = options.Concurrency * 2 }) { BaseAddress = new Uri(app.Address, "api/v1/") };
        var tokens = Partners.Append("portal").ToDictionary(id => id, id => new AuthenticationHeaderValue("Bearer", issuer.Issue(id, TimeSpan.FromHours(12))));
        var chains = new ConcurrentDictionary<string, Chain>();
        var completedAt = new double[options.Count];
        var latencies = new double[options.Count];
        var completed = 0;
        var clock = Stopwatch.StartNew();
        using var room = new SemaphoreSlim(options.Concurrency);
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(30));
        EventHandler gone = (_, _) => stop.Cancel();
        app.Exited += gone;

        async Task DecideAsync()
        {
            await foreach (var asked in agencies.Requests.ReadAllAsync(stop.Token))
            {
                using var response = await SendAsync(http, HttpMethod.Post, $"dossiers/{asked.Dossier}/steps/{asked.Step}/decisions", tokens[asked.Agency],
                    new JsonObject { ["round"] = asked.Round, ["decision"] = "done", ["result"] = ResultOf(asked) });
                var answer = await response.Content.ReadFromJsonAsync<JsonElement>(Json);
                if (!response.IsSuccessStatusCode)
                {
                    throw new InvalidOperationException($"{asked}: {answer}");
                }

                if (answer.GetProperty("changed").GetBoolean() && chains.GetOrAdd(asked.Dossier, _ => new Chain()).StepDone() == 4)
                {
                    var at = Interlocked.Increment(ref completed) - 1;
                    completedAt[at] = clock.Elapsed.TotalSeconds;
                    latencies[at] = (clock.Elapsed - chains[asked.Dossier].FiledAt).TotalMilliseconds;
                    room.Release();
                }
            }
        }

        var deciding = Enumerable.Range(0, options.Concurrency).Select(_ => Task.Run(DecideAsync)).ToList();
        var filing = Parallel.ForEachAsync(Enumerable.Range(0, options.Count), new ParallelOptions { MaxDegreeOfParallelism = options.Concurrency, CancellationToken = stop.Token }, async (i, ct) =>
        {
            await room.WaitAsync(ct);
            var filedAt = clock.Elapsed;
            using var response = await SendAsync(http, HttpMethod.Post, "dossiers", tokens["portal"], Declarations.Filing(i, Commune), $"chain-{i}");
            var answer = await response.Content.ReadFromJsonAsync<JsonElement>(Json, ct);
            if (!response.IsSuccessStatusCode)
            {
                throw new InvalidOperationException(answer.ToString());
            }

            chains.GetOrAdd(answer.GetProperty("code").GetString()!, _ => new Chain()).FiledAt = filedAt;
        });

        var finished = UntilAsync(() => completed == options.Count, stop.Token);
        List<Task> running = [filing, finished, .. deciding];
        while (!(filing.IsCompletedSuccessfully && finished.IsCompletedSuccessfully))
        {
            var ended = await Task.WhenAny(running);
            running.Remove(ended);
            await ended;
        }

        var seconds = completedAt[^1];
        var workingSet = app.WorkingSet;
        var cpu = app.CpuSeconds;
        app.Exited -= gone;
        await stop.CancelAsync();

        var lost = 0;
        await Parallel.ForEachAsync(chains.Keys, async (code, ct) =>
        {
            using var response = await SendAsync(http, HttpMethod.Get, $"dossiers/{code}", tokens["portal"]);
            var answer = await response.Content.ReadFromJsonAsync<JsonElement>(Json, ct);
            if (!response.IsSuccessStatusCode || answer.GetProperty("outcome").GetString() != "Completed")
            {
                Interlocked.Increment(ref lost);
            }
        });

        Array.Sort(latencies);
        var part = Math.Min(2_000, options.Count / 2);
        var first = part / completedAt[part - 1];
        var last = part / (completedAt[^1] - completedAt[^(part + 1)]);
        Console.WriteLine(JsonSerializer.Serialize(
            new
            {
                bench = "chain",
                options.Concurrency,
                options.Count,
                perSecond = Math.Round(options.Count / seconds, 1),
                p50Ms = Math.Round(latencies[options.Count / 2], 1),
                p99Ms = Math.Round(latencies[options.Count * 99 / 100], 1),
                synchronous = "FULL",
                rssMb = workingSet / 1024 / 1024,
                appCpuSeconds = Math.Round(cpu, 1),
                firstPerSecond = Math.Round(first, 1),
                lastPerSecond = Math.Round(last, 1),
                lastToFirst = Math.Round(last / first, 2),
                lost,
            },
            Json));
        return lost == 0 ? 0 : 1;
    }

    private static async Task UntilAsync(Func<bool> done, CancellationToken cancellation)
    {
        while (!done())
        {
            await Task.Delay(20, cancellation);
        }
    }

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient http, HttpMethod method, string path, AuthenticationHeaderValue token, JsonObject? body = null, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path) { Headers = { Authorization = token } };
        if (body is not null)
        {
            request.Content = JsonContent.Create(body, options: Json);
        }

        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await http.SendAsync(request);
    }

    private sealed class Chain
    {
        private int _done;

        public TimeSpan FiledAt { get; set; }

        public int StepDone() => Interlocked.Increment(ref _done);
    }
}
