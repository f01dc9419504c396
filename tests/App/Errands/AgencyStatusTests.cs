using System.Net;
using System.Text.Json.Nodes;
using LienThong.App.Tests.Harness;

namespace LienThong.App.Tests.Errands;

/// <summary><c>POST dossiers/{code}/steps/{step}/statuses</c>: agencies' systems that speak in numbers.</summary>
public sealed class AgencyStatusTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private const string Birth = "civil-status-01273";
    private readonly RunningApp _app = shared.App;

    [Fact]
    public async Task Numbers_InOrder_DoTheStepLikeDecisions()
    {
        var filed = await _app.FileAsync(new Family());
        foreach (var (number, status) in new[] { (1, "Requested"), (3, "Accepted"), (7, "Accepted"), (4, "Done"), (5, "Done") })
        {
            var answer = (await SayAsync(filed, Number(number))).Is(HttpStatusCode.OK);
            Assert.Equal((status, true), ((string)answer.Body["status"]!, (bool)answer.Body["changed"]!));
            Assert.False((bool)(await SayAsync(filed, Number(number))).Is(HttpStatusCode.OK).Body["changed"]!);
        }

        await _app.SettleAsync();
        Assert.Equal(["Done", "Requested", "Requested", "Requested"], (await _app.DossierAsync(filed)).Steps.Select(step => step.Status));
        (await SayAsync(filed, Number(2))).IsProblem(HttpStatusCode.Conflict, "result-already-returned");
    }

    [Fact]
    public async Task Supplement_StopsTheClockAndItsAnswerBeginsANewRound()
    {
        var filed = await _app.FileAsync(new Family());
        var asked = Number(2);
        asked["reason"] = "Thiếu giấy chứng sinh";
        (await SayAsync(filed, asked)).IsProblem(HttpStatusCode.BadRequest, "supplement-records-unnamed");
        asked["asked"] = new JsonArray("Nguyễn Văn A 001048000011, gọi 0900000011");
        (await SayAsync(filed, asked)).IsProblem(HttpStatusCode.BadRequest, "kebab-malformed");
        asked["asked"] = new JsonArray("medical-assessment");
        var unknown = (await SayAsync(filed, asked)).IsProblem(HttpStatusCode.BadRequest, "record-type-unknown");
        Assert.Contains("witness-statement, birth-commitment", (string)unknown.Body["en"]!, StringComparison.Ordinal);
        asked["asked"] = new JsonArray("birth-commitment");
        (await SayAsync(filed, asked)).Is(HttpStatusCode.OK);

        var step = (await _app.DossierAsync(filed))["birth"];
        Assert.Equal("SupplementAwaited", step.Status);
        Assert.NotNull(step.Body["supplementUntil"]);
    }

    [Fact]
    public async Task Refusal_WithWordsAlone_GetsTheVocabularysReasonCode()
    {
        var filed = await _app.FileAsync(new Family());
        var refused = Number(6);
        (await SayAsync(filed, refused)).IsProblem(HttpStatusCode.BadRequest, "reason-missing");
        refused["reason"] = "Dữ liệu không hợp lệ";
        (await SayAsync(filed, refused)).Is(HttpStatusCode.OK);

        var step = (await _app.DossierAsync(filed))["birth"];
        Assert.Equal(("Refused", "other"), (step.Status, (string)step.Body["reasonCode"]!));
        (await SayAsync(filed, Number(4))).IsProblem(HttpStatusCode.Conflict, "status-after-end");
    }

    [Fact]
    public async Task WhoMaySay_OnlyTheStepsAgencyAndOnlyInAVocabulary()
    {
        var filed = await _app.FileAsync(new Family());

        (await SayAsync(filed, Number(1), by: "civil-status-01279")).IsProblem(HttpStatusCode.Forbidden, "outside-jurisdiction");
        (await SayAsync(filed, Number(1), by: "portal")).IsProblem(HttpStatusCode.Forbidden, "scope-missing");
        (await SayAsync(filed, Number(8))).IsProblem(HttpStatusCode.BadRequest, "status-number-unknown");
        (await SayAsync(filed, new JsonObject { ["status"] = "four", ["note"] = 1 })).IsProblem(HttpStatusCode.BadRequest, "request-invalid");
        (await _app.DecideAsync(filed, "birth", Decision.Done("birth"))).Is(HttpStatusCode.OK);
        (await _app.As("police-01273").PostAsync($"dossiers/{filed.Code}/steps/residence/statuses", Number(1)))
            .IsProblem(HttpStatusCode.BadRequest, "statuses-not-spoken");
    }

    [Fact]
    public async Task NumberOfAnAgencyThatHandedTheStepOn_IsAnsweredLikeItsDecision()
    {
        var filed = await _app.FileAsync(new Family());
        (await SayAsync(filed, Number(1))).Is(HttpStatusCode.OK);
        (await _app.As(Birth).PostAsync(
            $"dossiers/{filed.Code}/steps/birth/transfer", new JsonObject { ["round"] = 1, ["to"] = "01279", ["reason"] = "Trẻ ở xã khác." })).Is(HttpStatusCode.OK);
        await _app.SettleAsync();

        (await SayAsync(filed, Number(4))).IsProblem(HttpStatusCode.Conflict, "step-handed-on");
        (await _app.DecideAsync(filed, "birth", Decision.Done("birth"))).IsProblem(HttpStatusCode.Conflict, "step-handed-on");
        Assert.False((bool)(await SayAsync(filed, Number(1))).Is(HttpStatusCode.OK).Body["changed"]!);
        (await SayAsync(filed, Number(1), by: "civil-status-00004")).IsProblem(HttpStatusCode.Forbidden, "outside-jurisdiction");
    }

    [Fact]
    public async Task Lanes_AreShownWithHowSureEachIs()
    {
        var lanes = (await _app.As("civil-status-01273").ReadAsync("lanes")).Is(HttpStatusCode.OK).Body["lanes"]!.AsArray();

        var local = lanes.Single(lane => (string)lane!["lane"]! == "province-local")!;
        Assert.Equal("unconfirmed", (string)local["statuses"]!.AsArray().Single(status => (int)status!["number"]! == 11)!["sources"]![0]!["certainty"]!);
        var linked = lanes.Single(lane => (string)lane!["lane"]! == "linked")!;
        Assert.Equal("secondary", (string)linked["sources"]!.AsArray().Single(source => (string?)source!["about"] == "statuses")!["certainty"]!);
    }

    private Task<Answer> SayAsync(FiledDossier filed, JsonObject said, string by = Birth) =>
        _app.As(by).PostAsync($"dossiers/{filed.Code}/steps/birth/statuses", said);

    private static JsonObject Number(int number)
    {
        var said = new JsonObject { ["status"] = number, ["round"] = 1 };
        if (number == 4)
        {
            said["result"] = Decision.Done("birth", number: "93001")["result"]!.DeepClone();
        }

        return said;
    }
}
