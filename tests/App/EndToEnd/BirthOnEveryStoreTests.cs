using System.Net;
using System.Text.Json.Nodes;
using LienThong.App.Tests.Harness;
using LienThong.StandIns;

namespace LienThong.App.Tests.EndToEnd;

/// <summary>One birth from the hospital's notice to the last result, once on each kind of store, through the public API alone.</summary>
public sealed class BirthOnEveryStoreTests
{
    [Fact]
    public Task Birth_OnSqliteAndFiles_IsCompletedAndReadBack() => FollowAsync([]);

    [Fact]
    public async Task Birth_OnCosmosDbAndBlobStorage_IsCompletedAndReadBack()
    {
        using var cosmos = await StandIn.StartCosmosAsync();
        using var blobs = await StandIn.StartBlobsAsync();
        await FollowAsync(["--CosmosDb", cosmos.Cosmos, "--BlobStorage", blobs.Blobs]);
    }

    private static async Task FollowAsync(IReadOnlyList<string> stores)
    {
        await using var app = await RunningApp.StartAsync(new RunningAppOptions { Arguments = stores });
        var family = new Family();
        (await app.As("hospital-04001").PostAsync("notices/births", family.Notice())).Is(HttpStatusCode.Created);
        var filed = await app.FileAsync(family);
        var scan = await app.UploadAsync("portal", $"dossiers/{filed.Code}/records", family.Scan());

        // The same request again is the same dossier.
        Assert.Equal(filed.Code, (string)(await app.PostFilingAsync(family)).Is(HttpStatusCode.Accepted).Body["code"]!);
        await app.CatchUpAsync();
        Assert.Equal([filed.Code], Dossiers(await app.ListAsync("civil-status-01273", "agencies/civil-status-01273/worklist")));

        (await app.DecideAsync(filed, "birth", Decision.Accept())).Is(HttpStatusCode.OK);
        (await app.DecideAsync(filed, "birth", Decision.Done("birth", number: "31"))).Is(HttpStatusCode.OK);
        await app.CatchUpAsync();
        Assert.Empty(await app.ListAsync("civil-status-01273", "agencies/civil-status-01273/worklist"));
        Assert.Equal([filed.Code], Dossiers(await app.ListAsync("police-01273", "agencies/police-01273/worklist")));

        // What is on its way outlives the process.
        await app.CrashAsync();
        await app.FinishAsync(filed);
        await app.CatchUpAsync();

        var completed = await app.DossierAsync(filed);
        Assert.Equal(("Closed", "Completed"), (completed.Status, completed.Outcome));
        Assert.Equal(["Done", "Done", "Done", "Done"], completed.Steps.Select(step => step.Status));
        Assert.Equal(family.Scan(), (await app.As("police-01273").ReadAsync($"dossiers/{filed.Code}/records/{scan}")).Is(HttpStatusCode.OK).Bytes);
        var link = await app.As("police-01273").ReadAsync($"dossiers/{filed.Code}/records/{scan}/link");
        if (stores.Count == 0)
        {
            link.IsProblem(HttpStatusCode.NotFound, "record-link-none");
        }
        else
        {
            Assert.Contains($"/{scan}?", (string)link.Is(HttpStatusCode.OK).Body["href"]!, StringComparison.Ordinal);
        }

        Assert.Empty(await app.ListAsync("police-01273", "agencies/police-01273/worklist"));
        Assert.Equal(stores.Count == 0, File.Exists(Path.Combine(app.Folder, "dossiers.db")));
        (await app.As("operator").ReadAsync("health/ready")).Is(HttpStatusCode.OK);
    }

    private static IEnumerable<string> Dossiers(IEnumerable<JsonObject> worklist) => worklist.Select(entry => (string)entry["dossier"]!);
}
