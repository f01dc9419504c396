using System.Collections.Concurrent;
using System.Net;
using LienThong.App.Tests.Harness;

namespace LienThong.App.Tests.BadDays;

/// <summary>More at once than the app may carry: the rest is told when to come again, and what was answered is there.</summary>
/// <remarks>The half minute of it, with memory and rates, is <c>dotnet run -c Release --project tests/Benchmarks -- overload</c>.</remarks>
public sealed class OverloadTests
{
    private const int Running = 4;
    private const int Outstanding = 16;
    private const int Offered = 10 * Outstanding;

    [Fact]
    public async Task File_TenTimesWhatMayBeOutstanding_RefusesTheRestWithRetryAfterAndLosesNothingItTook()
    {
        var (gate, running, most) = (new Lock(), 0, 0);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var app = await RunningApp.StartAsync(new RunningAppOptions
        {
            Configure = (builder, _) =>
            {
                (builder.Options.MaxConcurrentRequests, builder.Options.MaxOutstandingRequests) = (Running, Outstanding);
                builder.Use(next => async context =>
                {
                    if (context.FunctionDefinition.Name != "FileDossier")
                    {
                        await next(context);
                        return;
                    }

                    lock (gate)
                    {
                        most = Math.Max(most, ++running);
                    }

                    try
                    {
                        await release.Task;
                        await next(context);
                    }
                    finally
                    {
                        lock (gate)
                        {
                            running--;
                        }
                    }
                });
            },
        });
        var families = Enumerable.Range(0, Offered).Select(_ => new Family()).ToList();

        // Nothing that was let in ends before all the others have been turned away.
        var refused = 0;
        var answers = new ConcurrentDictionary<Family, Answer>();
        await Task.WhenAll(families.Select(async family =>
        {
            var answer = answers[family] = await app.PostFilingAsync(family);
            if (answer.Status == HttpStatusCode.TooManyRequests && Interlocked.Increment(ref refused) == Offered - Outstanding)
            {
                release.SetResult();
            }
        }));

        Assert.Equal(Running, most);
        var taken = answers.Where(pair => pair.Value.Status == HttpStatusCode.Accepted).Select(pair => (Family: pair.Key, pair.Value.Body)).ToList();
        Assert.Equal(Outstanding, taken.Count);
        Assert.All(answers.Values.Where(answer => answer.Status != HttpStatusCode.Accepted), answer =>
        {
            answer.IsProblem(HttpStatusCode.TooManyRequests, "too-many-requests");
            Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        });

        await app.CrashAsync();
        foreach (var (family, body) in taken)
        {
            var there = (await app.As("portal").ReadAsync($"dossiers/{(string)body["code"]!}")).Is(HttpStatusCode.OK).Body;
            Assert.Equal(family.Child, (string)there["declaration"]!["child"]!["fullName"]!);
        }

        // Who was turned away comes again.
        var again = families.First(family => answers[family].Status != HttpStatusCode.Accepted);
        await app.FinishAsync(await app.FileAsync(again));
    }
}
