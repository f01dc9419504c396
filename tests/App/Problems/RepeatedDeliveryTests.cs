using System.Net;
using System.Text.Json.Nodes;
using LienThong.App.Tests.Harness;

namespace LienThong.App.Tests.Problems;

/// <summary>The same thing comes again, or comes in the wrong order.</summary>
public sealed class RepeatedDeliveryTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly RunningApp _app = shared.App;

    [Fact]
    public async Task Problem16_SameDossierDeliveredAgain_IsTheSameDossierWhateverItsStatus()
    {
        var family = new Family();
        var filed = await _app.FileAsync(family);
        (await _app.DecideAsync(filed, "birth", Decision.Supplement(asked: "witness-statement"))).Is(HttpStatusCode.OK);

        var again = (await _app.PostFilingAsync(family)).Is(HttpStatusCode.Accepted);
        Assert.Equal(filed.Answer.Text, again.Text);
        Assert.Equal("SupplementAwaited", (await _app.DossierAsync(filed))["birth"].Status);

        // What is delivered again to supplement it is taken while that is asked for, once, and ignored afterwards.
        var record = await _app.UploadAsync("portal", $"dossiers/{filed.Code}/records", family.Scan());
        var supplement = new JsonObject
        {
            ["round"] = 1,
            ["records"] = new JsonArray(new JsonObject { ["type"] = "witness-statement", ["sha256"] = record }),
        };
        foreach (var changed in (bool[])[true, false])
        {
            var taken = (await _app.As("portal").PostAsync($"dossiers/{filed.Code}/steps/birth/supplements", supplement)).Is(HttpStatusCode.OK);
            Assert.Equal((changed, 2), ((bool)taken.Body["changed"]!, (int)taken.Body["round"]!));
            await _app.SettleAsync();
        }

        (await _app.DecideAsync(filed, "birth", Decision.Done("birth", round: 2))).Is(HttpStatusCode.OK);
        Assert.False((bool)(await _app.As("portal").PostAsync($"dossiers/{filed.Code}/steps/birth/supplements", supplement)).Is(HttpStatusCode.OK).Body["changed"]!);
        Assert.Equal(filed.Answer.Text, (await _app.PostFilingAsync(family)).Is(HttpStatusCode.Accepted).Text);
    }

    [Fact]
    public async Task Problem07_DecisionsOutOfOrder_AreFilledWhereTheyCanBeAndRefusedWithTheReason()
    {
        var filed = await _app.FileAsync(new Family());

        // No result of a step whose turn has not come.
        (await _app.DecideAsync(filed, "residence", Decision.Done("residence"))).IsProblem(HttpStatusCode.Conflict, "step-not-begun");

        // Done without having been accepted before: being done says that it was.
        (await _app.DecideAsync(filed, "birth", Decision.Done("birth"))).Is(HttpStatusCode.OK);
        (await _app.DecideAsync(filed, "birth", Decision.Accept())).IsProblem(HttpStatusCode.Conflict, "decision-contradicts");
        Assert.Equal("Done", (await _app.DossierAsync(filed))["birth"].Status);
    }
}
