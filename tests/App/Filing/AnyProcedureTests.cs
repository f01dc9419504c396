using System.Net;
using System.Text.Json.Nodes;
using LienThong.App.Tests.Harness;

namespace LienThong.App.Tests.Filing;

/// <summary>Filing knows no procedure: what is planned, refused and held follows from the law's files.</summary>
public sealed class AnyProcedureTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly RunningApp _app = shared.App;

    [Theory]
    [InlineData("two", "civil-status-01273 police-01273")]
    [InlineData("three", "civil-status-01273 police-01273 insurance-04")]
    public async Task File_DeathOfABundle_GoesToItsAgencies(string bundle, string agencies)
    {
        var answer = (await FileAsync(new Bereaved { Bundle = bundle }.Filing())).Is(HttpStatusCode.Accepted);

        Assert.Equal(agencies, string.Join(' ', answer.Body["steps"]!.AsArray().Select(step => (string)step!["agency"]!)));
        Assert.Equal("decree-301-2026", (string)answer.Body["lawVersion"]!);
    }

    [Fact]
    public async Task File_Death_IsDoneWhenEveryStepIs()
    {
        var code = (string)(await FileAsync(new Bereaved().Filing())).Is(HttpStatusCode.Accepted).Body["code"]!;

        (await DecideAsync(code, "death", "civil-status-01273", new() { ["registrationNumber"] = "12", ["bookNumber"] = "01/2026" })).Is(HttpStatusCode.OK);
        (await DecideAsync(code, "residence-deletion", "police-01273", new() { ["noticeNumber"] = "34" })).Is(HttpStatusCode.OK);

        Assert.Equal("Completed", (string)(await _app.As("portal").ReadAsync($"dossiers/{code}")).Body["outcome"]!);
    }

    [Fact]
    public async Task File_DeathRefused_TheLaterStepsNeverBegin()
    {
        var code = (string)(await FileAsync(new Bereaved { Bundle = "three" }.Filing())).Is(HttpStatusCode.Accepted).Body["code"]!;

        (await _app.As("civil-status-01273").PostAsync($"dossiers/{code}/steps/death/decisions", Decision.Refuse(reasonCode: "already-registered"))).Is(HttpStatusCode.OK);
        await _app.SettleAsync();

        var dossier = (await _app.As("portal").ReadAsync($"dossiers/{code}")).Body;
        Assert.Equal("Refused", (string)dossier["outcome"]!);
        Assert.Equal(["Refused", "Skipped", "Skipped"], dossier["steps"]!.AsArray().Select(step => (string)step!["status"]!));
    }

    [Fact]
    public async Task File_SameDeceasedTwice_TheSecondIsHeld()
    {
        var family = new Bereaved();
        var first = (await FileAsync(family.Filing())).Is(HttpStatusCode.Accepted);

        var second = (await FileAsync((family with { NoticeCode = "99999.GBT.04001.26" }).Filing())).Is(HttpStatusCode.Accepted);

        Assert.Equal(("Held", (string)first.Body["code"]!), ((string)second.Body["status"]!, (string)second.Body["duplicateOf"]!));
    }

    [Fact]
    public async Task File_DeathWithFaults_TellsThemAllByTheLawsRules()
    {
        var refused = (await FileAsync(new Bereaved { Bundle = "three" }.Filing(d =>
        {
            d.Remove("funeral");
            d["deceased"]!["deathDate"] = "2026-09-08";
            d["result"]!["by"] = "post";
        }))).IsProblem(HttpStatusCode.BadRequest, "request-invalid");

        Assert.Equal(
            [
                ("date-in-future", "/declaration/deceased/deathDate"),
                ("notice-before-death", "/declaration/hospitalPaper/issuedOn"),
                ("funeral-missing", "/declaration/funeral"),
                ("post-address-missing", "/declaration/result/postAddress"),
            ],
            refused.Faults);
    }

    [Fact]
    public async Task File_ServiceOfOneStep_IsPlannedAndOutsideItsAreaRefused()
    {
        var filing = new JsonObject
        {
            ["procedure"] = "2.001159",
            ["declaration"] = new JsonObject
            {
                ["place"] = new JsonObject { ["commune"] = "01273", ["detail"] = "Nhà mẫu", ["kind"] = "home" },
                ["guest"] = new JsonObject { ["fullName"] = "Khách Mẫu", ["birthDate"] = "1990", ["nationality"] = "Việt Nam", ["personalId"] = "004090000077" },
                ["stay"] = new JsonObject { ["from"] = "2026-09-07", ["to"] = "2026-09-08", ["reason"] = "Thăm nhà" },
                ["applicant"] = new JsonObject { ["fullName"] = "Chủ Mẫu", ["relationship"] = "host", ["personalId"] = "004070000078", ["phone"] = "0987000078" },
                ["result"] = new JsonObject { ["by"] = "electronic" },
            },
        };

        (await _app.As("portal-01").PostAsync("dossiers", filing)).IsProblem(HttpStatusCode.Forbidden, "outside-jurisdiction");
        var answer = (await FileAsync(filing)).Is(HttpStatusCode.Accepted);

        Assert.Equal("police-01273", (string)Assert.Single(answer.Body["steps"]!.AsArray())!["agency"]!);
    }

    private async Task<Answer> FileAsync(JsonObject filing)
    {
        var answer = await _app.As("portal").PostAsync("dossiers", filing);
        await _app.SettleAsync();
        return answer;
    }

    private async Task<Answer> DecideAsync(string code, string step, string by, JsonObject result)
    {
        var answer = await _app.As(by).PostAsync(
            $"dossiers/{code}/steps/{step}/decisions", new JsonObject { ["round"] = 1, ["decision"] = "done", ["result"] = result });
        await _app.SettleAsync();
        return answer;
    }
}
