using System.Net;
using LienThong.App.Dossiers;
using LienThong.App.Tests.Harness;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law;
using LienThong.Storage;
using LienThong.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.App.Tests.BadDays;

/// <summary>The dossier is written and the process dies before anybody is told: the change feed tells, or else the watchdog, or
/// else an operator sees it.</summary>
public sealed class LostTellTests
{
    [Fact]
    public async Task Written_TellLost_TheChangeFeedTellsAgain()
    {
        await using var app = await RunningApp.StartAsync();
        var filed = await app.FileAsync(new Family());

        await WriteBirthAsync(app.Services.GetRequiredService<IDossierStore>(), filed, app);
        await app.SettleAsync();
        Assert.Equal(["Done", "Waiting", "Waiting", "Waiting"], await StatusesAsync(app, filed));

        await app.CatchUpAsync();
        Assert.Equal(["Done", "Requested", "Requested", "Requested"], await StatusesAsync(app, filed));
    }

    [Fact]
    public async Task WrittenWhileStopped_TheChangeFeedTellsAtTheNextStart()
    {
        await using var app = await RunningApp.StartAsync();
        var filed = await app.FileAsync(new Family());

        await app.RestartAsync(async () =>
        {
            await using var storage = SqliteStorage.Open(app.Folder, app.Clock);
            await WriteBirthAsync(storage.Dossiers, filed, app);
        });
        await app.CatchUpAsync();

        Assert.Equal(["Done", "Requested", "Requested", "Requested"], await StatusesAsync(app, filed));
    }

    [Fact]
    public async Task WrittenAndTheFeedPastIt_TheWatchdogTells()
    {
        await using var app = await RunningApp.StartAsync();
        var filed = await app.FileAsync(new Family());
        await app.CatchUpAsync();

        await app.RestartAsync(async () =>
        {
            await using var storage = SqliteStorage.Open(app.Folder, app.Clock);
            var dossier = await WriteBirthAsync(storage.Dossiers, filed, app);
            await PassFeedAsync(app, storage);
            await storage.Watch.PutAsync(dossier.Code, dossier.Version, app.Clock.GetUtcNow(), app.Clock.GetUtcNow(), CancellationToken.None);
        });
        await app.CatchUpAsync();
        Assert.Equal(["Done", "Waiting", "Waiting", "Waiting"], await StatusesAsync(app, filed));

        await app.PassAsync(TimeSpan.FromMinutes(15));
        Assert.Equal(["Done", "Requested", "Requested", "Requested"], await StatusesAsync(app, filed));
        Assert.Empty(await app.AttentionAsync(filed.Code));
    }

    [Fact]
    public async Task NeverStarted_TheWatchdogStarts()
    {
        await using var app = await RunningApp.StartAsync();
        var model = await app.FileAsync(new Family());
        var store = app.Services.GetRequiredService<IDossierStore>();
        var dossier = (await store.ReadAsync(DossierCode.Parse(model.Code), CancellationToken.None))!.Value;
        var orphan = model with { Code = model.Code[..^7] + (model.Code.EndsWith("0000001", StringComparison.Ordinal) ? "0000002" : "0000001") };

        await app.RestartAsync(async () =>
        {
            await using var storage = SqliteStorage.Open(app.Folder, app.Clock);
            var code = DossierCode.Parse(orphan.Code);
            await storage.Dossiers.TryCreateAsync(dossier with { Code = code, Events = [dossier.Events[0]] }, CancellationToken.None);
            await PassFeedAsync(app, storage);
            await storage.Watch.PutAsync(code, 1, app.Clock.GetUtcNow(), app.Clock.GetUtcNow(), CancellationToken.None);
        });
        await app.PassAsync(TimeSpan.FromMinutes(20));

        Assert.Equal("Requested", (await StatusesAsync(app, orphan))[0]);
    }

    [Fact]
    public async Task LawOfADossierGone_TheWatchdogShowsItAndLooksAtTheOthers()
    {
        await using var app = await RunningApp.StartAsync();
        var filed = await app.FileAsync(new Family());
        var orphan = filed.Code[..^7] + (filed.Code.EndsWith("0000001", StringComparison.Ordinal) ? "0000002" : "0000001");
        await app.CatchUpAsync();

        await app.RestartAsync(async () =>
        {
            await using var storage = SqliteStorage.Open(app.Folder, app.Clock);
            var dossier = await WriteBirthAsync(storage.Dossiers, filed, app);
            await storage.Dossiers.TryCreateAsync(
                dossier with { Code = DossierCode.Parse(orphan), LawVersion = "gone", Events = [dossier.Events[0]] }, CancellationToken.None);
            await PassFeedAsync(app, storage);
            await storage.Watch.PutAsync(DossierCode.Parse(orphan), 1, app.Clock.GetUtcNow() - TimeSpan.FromMinutes(5), app.Clock.GetUtcNow(), CancellationToken.None);
            await storage.Watch.PutAsync(dossier.Code, dossier.Version, app.Clock.GetUtcNow(), app.Clock.GetUtcNow(), CancellationToken.None);
        });
        await app.PassAsync(TimeSpan.FromMinutes(30));

        Assert.Equal(["Done", "Requested", "Requested", "Requested"], await StatusesAsync(app, filed));
        Assert.Equal("not-followed", (string)Assert.Single(await app.AttentionAsync(orphan))["attention"]!);
        Assert.Equal("ready", (string)(await app.Anonymous.ReadAsync("health/ready")).Body["status"]!);
    }

    [Fact]
    public async Task Written_CutOffBeforeAnybodyLookedForItsNumberElsewhere_ItIsLookedForAtTheNextStart()
    {
        await using var app = await RunningApp.StartAsync();
        var (one, two) = (await app.FileAsync(new Family()), await app.FileAsync(new Family()));
        await WriteBirthAsync(app.Services.GetRequiredService<IDossierStore>(), one, app);
        await app.CatchUpAsync();

        await app.CrashAsync(async () =>
        {
            await using var storage = SqliteStorage.Open(app.Folder, app.Clock);
            await WriteBirthAsync(storage.Dossiers, two, app);
        });
        await app.CatchUpAsync();

        Assert.Equal(["registrationNumber", "personalId"], (await app.DossierAsync(two)).Body["sameResults"]!.AsArray().Select(same => (string)same!["field"]!));
        Assert.Equal(one.Code, (string)(await app.DossierAsync(two)).Body["sameResults"]![0]!["other"]!);
        Assert.False((await app.DossierAsync(one)).Body.ContainsKey("sameResults"));
    }

    [Fact]
    public async Task RuntimeLost_EverythingIsBegunAgainFromTheDossiers()
    {
        await using var app = await RunningApp.StartAsync();
        var fresh = await app.FileAsync(new Family { Commune = "00004", Facility = "01001" });
        var middle = await app.FileAsync(new Family());
        (await app.DecideAsync(middle, "birth", Decision.Done("birth"))).Is(HttpStatusCode.OK);
        var closed = await app.FileAsync(new Family());
        await app.FinishAsync(closed);

        await app.RestartAsync(() =>
        {
            foreach (var file in Directory.GetFiles(app.Folder, "runtime.db*"))
            {
                File.Delete(file);
            }

            return Task.CompletedTask;
        });
        await app.CatchUpAsync();

        (await app.DecideAsync(fresh, "birth", Decision.Done("birth"))).Is(HttpStatusCode.OK);
        await app.CatchUpAsync();
        await app.FinishAsync(fresh);
        await app.FinishAsync(middle);
        Assert.Equal("Completed", (await app.DossierAsync(fresh)).Outcome);
        Assert.Equal("Completed", (await app.DossierAsync(middle)).Outcome);
        Assert.Equal("Completed", (await app.DossierAsync(closed)).Outcome);

        // What was sent is not sent again.
        Assert.Single(app.Agencies.About(fresh.Code, "birth"));
    }

    [Fact]
    public async Task Stuck_ForMoreThanAnHour_IsShownUntilItGoesOnAndAgainWhenItIsStuckAgain()
    {
        await using var app = await RunningApp.StartAsync();
        var filed = await app.FileAsync(new Family());
        var client = app.App.DurableTaskClient;
        var step = DossierTeller.InstanceOf(filed.Code, "birth");

        // Nobody lets it go on: its reminder of 15:00 does not come.
        await client.SuspendInstanceAsync(step);
        await app.PassUntilAsync(RunningApp.Monday.AddHours(7.9));
        Assert.Empty(await app.AttentionAsync(filed.Code));
        await app.PassUntilAsync(RunningApp.Monday.AddHours(8.3));
        var stuck = Assert.Single(await app.AttentionAsync(filed.Code));
        Assert.Equal("stuck", (string)stuck["attention"]!);

        (await app.As("operator").ReadAsync($"dossiers/{filed.Code}/instances")).Is(HttpStatusCode.OK);
        await client.ResumeInstanceAsync(step);
        await app.PassUntilAsync(RunningApp.Monday.AddHours(8.6));
        Assert.Empty(await app.AttentionAsync(filed.Code));
        Assert.True((await app.DossierAsync(filed))["birth"].Flag("reminded"));

        // The limit of 17:00 meets the same fate.
        await client.SuspendInstanceAsync(step);
        await app.PassUntilAsync(RunningApp.Monday.AddHours(10.5));
        Assert.Equal("stuck", (string)Assert.Single(await app.AttentionAsync(filed.Code))["attention"]!);
    }

    /// <summary>Writes the registration of the birth as the decision desk does, and tells nobody.</summary>
    private static async Task<Dossier> WriteBirthAsync(IDossierStore store, FiledDossier filed, RunningApp app)
    {
        var stored = (await store.ReadAsync(DossierCode.Parse(filed.Code), CancellationToken.None))!;
        var decision = new AgencyDecision
        {
            Round = 1,
            Decision = AgencyDecisionKind.Done,
            Result = new Dictionary<string, string> { ["registrationNumber"] = "1", ["bookNumber"] = "01/2026", ["personalId"] = "001226100001" },
        };
        var decided = AgencyDecisions.Decide(
            stored.Value, "birth", decision, DossierRules.For(stored.Value, LawLibrary.Load()), "civil-status-01273", app.Clock.GetUtcNow());
        var written = await store.TryReplaceAsync(stored.Value.With([.. decided.Events]), stored.ETag, CancellationToken.None);
        return written!.Value;
    }

    /// <summary>The feed has read everything, though nobody was told.</summary>
    private static async Task PassFeedAsync(RunningApp app, SqliteStorage storage)
    {
        var end = (await storage.Dossiers.ReadChangesAsync(null, IDossierStore.MaxChanges, CancellationToken.None)).Continuation;
        await using var runtime = new SqliteConnection($"Data Source={Path.Combine(app.Folder, "runtime.db")};Pooling=False");
        await runtime.OpenAsync();
        await using var command = runtime.CreateCommand();
        command.CommandText = "UPDATE feed_lease SET continuation = $end WHERE function = 'DossierChanged'";
        command.Parameters.AddWithValue("$end", end);
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }

    private static async Task<IReadOnlyList<string>> StatusesAsync(RunningApp app, FiledDossier filed) => [.. (await app.DossierAsync(filed)).Steps.Select(s => s.Status)];
}
