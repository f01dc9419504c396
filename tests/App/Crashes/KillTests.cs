using System.Globalization;
using System.Net;
using LienThong.App.Access;
using LienThong.App.Tests.Harness;
using LienThong.Embedded.Engine;
using LienThong.Embedded.Store;
using LienThong.Embedded.Tests;

namespace LienThong.App.Tests.Crashes;

/// <summary>The app's process is killed before and after every commit of a birth chain, one after another, and goes on.</summary>
public sealed class KillTests(Printed printed) : IClassFixture<Printed>
{
    // Each lane kills its own app at every other point: the two processors of a small machine.
    private const int Lanes = 2;
    private const int MostPoints = 400;

    private static readonly string[] Steps = ["birth", "residence", "insurance", "identity"];

    [Fact]
    public async Task Kill_BeforeAndAfterEveryCommitOfAChain_EachResultIsThereOnceAndNothingIsLost()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(1, Lanes).Select(lane => Task.Run(() => KillAsync(lane))));

        var (points, kills) = (outcomes.Max(outcome => outcome.Points), outcomes.Sum(outcome => outcome.Kills));
        var (runs, results) = (outcomes.Sum(outcome => outcome.Runs), outcomes.Sum(outcome => outcome.Results));
        printed.WriteLine($"The plain chain has {points} commit points; killed at {kills}, the last of them {outcomes.Max(outcome => outcome.Last)}. "
            + $"{runs} activities ran for {results} results: {runs - results} ran again.");

        // A chain that shares more commits than the plain one has fewer points.
        Assert.InRange(kills, points * 3 / 4, MostPoints);
        Assert.True(runs > results, "No activity ran again: nothing was killed in its work.");
    }

    private static async Task<Outcome> KillAsync(int lane)
    {
        using var folder = new TempFolder();
        await using var agencies = await AgencyListener.StartAsync(TimeProvider.System);
        PartnerRegistry.Write(Path.Combine(folder.Path, "partners.json"), TestPartners.All(agencies.Url));
        using var app = new KillableApp(folder.Path, RunningApp.Monday - TimeProvider.System.GetUtcNow());
        await app.StartAsync();

        // Once without a kill: so many points there are, and this is what happens in a dossier.
        Assert.NotNull(await app.AskAsync($"arm {int.MaxValue}", "armed"));
        var (_, expected) = await CompleteAsync(app, agencies, lane * 1_000);
        var points = int.Parse((await app.AskAsync("disarm", "reached"))!, CultureInfo.InvariantCulture);

        // How writes share commits differs from chain to chain: the last point is where a chain ends unharmed that is no shorter.
        var last = 0;
        for (var point = lane; point <= MostPoints; point += Lanes)
        {
            var kills = app.Kills;
            Assert.NotNull(await app.AskAsync($"arm {point}", "armed"));
            var (code, events) = await CompleteAsync(app, agencies, (lane * 1_000) + point);
            Assert.True(expected.SequenceEqual(events), $"After a kill at point {point}, {code}: {string.Join(" | ", events)}");
            if (await app.AskAsync("disarm", "reached") is null)
            {
                // What follows a chain's end, such as its lists, is written after it.
                await app.StartAgainAsync();
            }

            if (app.Kills > kills)
            {
                last = point;
            }
            else if (point >= points)
            {
                break;
            }
        }

        app.Dispose();
        return new Outcome(points, app.Kills, last, app.Runs, await ResultsAsync(folder.Path));
    }

    /// <summary>Files a dossier as a portal does that repeats what was not answered, and follows it to its end.</summary>
    /// <returns>What happened in it, in the order of the texts.</returns>
    private static async Task<(string Code, IReadOnlyList<string> Events)> CompleteAsync(KillableApp app, AgencyListener agencies, int number)
    {
        var family = new Family { Commune = "00004", Facility = "01001" };
        foreach (var step in Steps)
        {
            agencies.Answer(family, step, [.. Enumerable.Repeat(AgencyReply.Decides(Decision.Done(step)), 8)]);
        }

        string? known = null;
        while (true)
        {
            try
            {
                var filed = await app.Portal.PostAsync("dossiers", family.Filing(), ("Idempotency-Key", $"kill-{number}"));
                var code = (string)filed.Is(HttpStatusCode.Accepted).Body["code"]!;
                Assert.Equal(known ?? code, code);
                known = code;
                if (await app.AskAsync($"end {code}", "ended") is not null)
                {
                    return (code, await ReadAsync(app, code));
                }
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                // It died before it had answered.
            }

            await app.StartAgainAsync();
        }
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(KillableApp app, string code)
    {
        var dossier = new DossierSeen((await app.Portal.ReadAsync($"dossiers/{code}")).Is(HttpStatusCode.OK).Body);
        Assert.Equal(("Closed", "Completed"), (dossier.Status, dossier.Outcome));
        var timeline = (await app.Portal.ReadAsync($"dossiers/{code}/timeline")).Is(HttpStatusCode.OK).Body["events"]!.AsArray();

        // An agency that answers at once may have decided before it is noted that it was asked: then that is noted no more.
        return [.. timeline.Select(e => (string)e!["text"]!["en"]!)
            .Where(text => !text.Contains("request sent to the agency", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>How many results of activities stand in the histories.</summary>
    private static async Task<int> ResultsAsync(string folder)
    {
        await using var store = RuntimeStore.Open(new RuntimeStoreOptions { Folder = folder });
        return store.Read(connection =>
        {
            var results = 0;
            using var rows = connection.Statement("SELECT data FROM durable_history");
            while (rows.Next())
            {
                results += HistoryTurn.Decode(rows.Bytes(0)).In.Count(input => input.Kind is InputKind.TaskCompleted or InputKind.TaskFailed);
            }

            return results;
        });
    }

    private sealed record Outcome(int Points, int Kills, int Last, int Runs, int Results);
}
