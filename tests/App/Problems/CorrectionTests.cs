using System.Net;
using System.Text.Json.Nodes;
using LienThong.App.Tests.Harness;

namespace LienThong.App.Tests.Problems;

/// <summary>Results that turn out to be wrong, and dossiers that turn out to be none.</summary>
public sealed class CorrectionTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly RunningApp _app = shared.App;

    [Fact]
    public async Task Problem19_BirthCorrectedWhileOthersWork_AsksThemAgainWithTheCorrectedResult()
    {
        var filed = await _app.FileAsync(new Family { Commune = "00004", Facility = "01001" });
        (await _app.DecideAsync(filed, "birth", Decision.Done("birth", number: "91001"))).Is(HttpStatusCode.OK);
        (await _app.DecideAsync(filed, "insurance", Decision.Done("insurance"))).Is(HttpStatusCode.OK);

        (await CorrectAsync(filed, 2, "91002", "police-00004")).IsProblem(HttpStatusCode.Forbidden, "outside-jurisdiction");
        (await CorrectAsync(filed, 3, "91002")).IsProblem(HttpStatusCode.BadRequest, "edition-unknown");
        Assert.True((bool)(await CorrectAsync(filed, 2, "91002")).Is(HttpStatusCode.OK).Body["changed"]!);
        Assert.False((bool)(await CorrectAsync(filed, 2, "91002")).Is(HttpStatusCode.OK).Body["changed"]!);
        (await CorrectAsync(filed, 2, "91003")).IsProblem(HttpStatusCode.Conflict, "edition-superseded");
        await _app.CatchUpAsync();

        // Who still works on it gets a new round, who has finished is told, both once.
        var asked = _app.Agencies.About(filed.Code, "residence");
        Assert.Equal([$"{filed.Code}:residence:1", $"{filed.Code}:residence:2"], asked.Select(p => p.MessageId));
        Assert.Equal("91002", (string)asked[1].Body["results"]!["birth"]!["registrationNumber"]!);
        Assert.Equal("91002", (string)Assert.Single(_app.Agencies.About(filed.Code, "insurance", "correction")).Body["result"]!["values"]!["registrationNumber"]!);
        (await _app.DecideAsync(filed, "residence", Decision.Done("residence"))).IsProblem(HttpStatusCode.Conflict, "round-superseded");
    }

    [Fact]
    public async Task Problem19_BirthCorrectedAfterTheDossierWasClosed_ReachesEveryoneWhoHadIt()
    {
        var filed = await _app.FileAsync(new Family { Commune = "00004", Facility = "01001" });
        await _app.FinishAsync(filed);
        Assert.Equal("Closed", (await _app.DossierAsync(filed)).Status);

        (await CorrectAsync(filed, 2, "91010")).Is(HttpStatusCode.OK);
        await _app.CatchUpAsync();

        Assert.All((string[])["residence", "insurance", "identity"], step => Assert.Single(_app.Agencies.About(filed.Code, step, "correction")));
        var closed = await _app.DossierAsync(filed);
        Assert.Equal(("Closed", "Completed", 2), (closed.Status, closed.Outcome, (int)closed["birth"].Body["edition"]!));
        Assert.Contains(await _app.TimelineAsync(filed), t => t.Contains("corrected, edition 2: Ghi sai số.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Problem20_NoRealCase_AnOperatorClosesItWithAReasonThatStays()
    {
        var filed = await _app.FileAsync(new Family());
        (await _app.DecideAsync(filed, "birth", Decision.Done("birth"))).Is(HttpStatusCode.OK);
        var path = $"dossiers/{filed.Code}/invalidation";

        (await _app.As("operator").PostAsync(path, """{"reasonCode":"not-eligible","reason":"Mã của cơ quan."}""")).IsProblem(HttpStatusCode.BadRequest, "reason-unknown");
        (await _app.As("operator").PostAsync(path, """{"reasonCode":"invalid-data"}""")).IsProblem(HttpStatusCode.BadRequest, "field-missing");
        (await _app.As("civil-status-01273").PostAsync(path, """{"reasonCode":"invalid-data","reason":"x"}""")).IsProblem(HttpStatusCode.Forbidden, "scope-missing");
        const string Body = """{"reasonCode":"invalid-data","reason":"Hồ sơ thử nghiệm."}""";
        var closed = (await _app.As("operator").PostAsync(path, Body)).Is(HttpStatusCode.OK);
        Assert.Equal(("Closed", "Invalid", true), ((string)closed.Body["status"]!, (string)closed.Body["outcome"]!, (bool)closed.Body["changed"]!));
        Assert.False((bool)(await _app.As("operator").PostAsync(path, Body)).Is(HttpStatusCode.OK).Body["changed"]!);
        await _app.CatchUpAsync();

        var seen = await _app.DossierAsync(filed);
        Assert.Equal(("invalid-data", "Hồ sơ thử nghiệm."), ((string)seen.Body["reasonCode"]!, (string)seen.Body["reason"]!));
        Assert.Equal(["Done", "Withdrawn", "Withdrawn", "Withdrawn"], seen.Steps.Select(s => s.Status));
        Assert.DoesNotContain(await _app.ListAsync("police-01273", "agencies/police-01273/worklist"), i => (string)i["dossier"]! == filed.Code);
        var last = (await _app.As("portal").ReadAsync($"dossiers/{filed.Code}/timeline")).Body["events"]!.AsArray().Single(e => ((string)e!["text"]!["en"]!).StartsWith("An operator closed it as invalid", StringComparison.Ordinal))!;
        Assert.Equal("operator", (string)last["by"]!);
        var instances = (await _app.As("operator").ReadAsync($"dossiers/{filed.Code}/instances")).Body["instances"]!.AsArray();
        Assert.All(instances, i => Assert.Equal("Completed", (string)i!["status"]!));
    }

    private async Task<Answer> CorrectAsync(FiledDossier filed, int edition, string number, string? by = null)
    {
        var body = new JsonObject
        {
            ["edition"] = edition,
            ["result"] = new JsonObject { ["registrationNumber"] = number, ["bookNumber"] = "01/2026" },
            ["reason"] = "Ghi sai số.",
        };
        var answer = await _app.As(by ?? "civil-status-00004").PostAsync($"dossiers/{filed.Code}/steps/birth/corrections", body);
        await _app.SettleAsync();
        return answer;
    }
}
