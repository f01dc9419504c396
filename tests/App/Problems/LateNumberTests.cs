using System.Net;
using System.Text.Json.Nodes;
using LienThong.App.Tests.Harness;

namespace LienThong.App.Tests.Problems;

/// <summary>The population database does not give the child's number at once.</summary>
public sealed class LateNumberTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly RunningApp _app = shared.App;

    [Fact]
    public async Task Problem01_NumberComesDaysLater_OnlyTheCardWaitsAndThenBeginsWithAFullLimit()
    {
        var filed = await _app.FileAsync(new Family { Commune = "00004", Facility = "01001" });
        (await _app.DecideAsync(filed, "birth", Decision.Done("birth", number: "90001", withPersonalId: false))).Is(HttpStatusCode.OK);

        var waiting = await _app.DossierAsync(filed);
        Assert.Equal(["Done", "Requested", "Requested", "Waiting"], waiting.Steps.Select(s => s.Status));
        Assert.Equal("late-value", (string)ExplainedOf(waiting, "identity")["waitsFor"]!);
        await _app.PassAsync(TimeSpan.FromDays(3));
        Assert.Empty(_app.Agencies.About(filed.Code, "identity"));

        var number = new JsonObject { ["fields"] = new JsonObject { ["personalId"] = "001226090001" } };
        var completed = (await CompleteAsync(filed, number)).Is(HttpStatusCode.OK);
        Assert.True((bool)completed.Body["changed"]!);
        await _app.CatchUpAsync();

        var after = await _app.DossierAsync(filed);
        Assert.Equal(("Requested", 2), (after["identity"].Status, (int)after["birth"].Body["edition"]!));
        Assert.True(after["identity"].Due > _app.Now.AddDays(8));
        Assert.Equal("001226090001", (string)Assert.Single(_app.Agencies.About(filed.Code, "identity")).Body["results"]!["birth"]!["personalId"]!);

        // Those who began without it are told, each once, and go on in their round.
        foreach (var step in (string[])["residence", "insurance"])
        {
            var told = Assert.Single(_app.Agencies.About(filed.Code, step, "completion"));
            Assert.Equal("001226090001", (string)told.Body["result"]!["values"]!["personalId"]!);
            (await _app.DecideAsync(filed, step, Decision.Done(step))).Is(HttpStatusCode.OK);
        }

        Assert.False((bool)(await CompleteAsync(filed, number)).Is(HttpStatusCode.OK).Body["changed"]!);
        number["fields"]!["personalId"] = "001226090002";
        (await CompleteAsync(filed, number)).IsProblem(HttpStatusCode.Conflict, "completion-contradicts");
        Assert.Contains(await _app.TimelineAsync(filed), t => t.Contains("completed with Personal identification number", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Problem01_NumberComesAfterWithdrawal_StillGoesIntoTheResultInForce()
    {
        var filed = await _app.FileAsync(new Family());
        (await _app.DecideAsync(filed, "birth", Decision.Done("birth", number: "90003", withPersonalId: false))).Is(HttpStatusCode.OK);
        (await _app.As("portal").PostAsync($"dossiers/{filed.Code}/withdrawal", """{"reason":"Chuyển đi."}""")).Is(HttpStatusCode.OK);

        (await CompleteAsync(filed, new JsonObject { ["fields"] = new JsonObject { ["personalId"] = "001226090003" } })).Is(HttpStatusCode.OK);

        var closed = await _app.DossierAsync(filed);
        Assert.Equal(("Closed", "001226090003"), (closed.Status, (string)closed["birth"].Body["result"]!["personalId"]!));
        Assert.Equal("Withdrawn", closed["identity"].Status);
    }

    private async Task<Answer> CompleteAsync(FiledDossier filed, JsonObject fields)
    {
        var answer = await _app.As("civil-status-" + filed.Family.Commune).PostAsync($"dossiers/{filed.Code}/steps/birth/completions", fields);
        await _app.SettleAsync();
        return answer;
    }

    private static JsonNode ExplainedOf(DossierSeen dossier, string step) => dossier.Body["explanation"]!.AsArray().Single(e => (string?)e!["step"] == step)!;
}
