using System.Net;
using System.Text.Json.Nodes;
using LienThong.App.Tests.Harness;

namespace LienThong.App.Tests.Problems;

/// <summary>Children whose birth is registered and whose residence is not.</summary>
public sealed class ResidenceTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly RunningApp _app = shared.App;

    [Fact]
    public async Task Problem12_BirthDoneResidenceNever_SaysSoToEveryoneWhoAsks()
    {
        var filed = await _app.FileAsync(new Family());
        (await _app.DecideAsync(filed, "birth", Decision.Done("birth"))).Is(HttpStatusCode.OK);
        (await _app.DecideAsync(filed, "residence", Decision.Refuse(reasonCode: "not-competent", reason: "Bố mẹ không thường trú tại xã."))).Is(HttpStatusCode.OK);
        await _app.FinishAsync(filed);

        var tracking = (await _app.Anonymous.ReadAsync($"tracking/{filed.Code}", ("Tracking-Token", (string)filed.Answer.Body["trackingToken"]!))).Is(HttpStatusCode.OK);
        foreach (var seen in new[] { (await _app.DossierAsync(filed)).Body, tracking.Body, (await _app.As("civil-status-01273").ReadAsync($"dossiers/{filed.Code}")).Body })
        {
            var whole = Assert.Single(seen["explanation"]!.AsArray())!;
            Assert.Contains("Not carried out: Permanent residence registration (refused)", (string)whole["text"]!["en"]!, StringComparison.Ordinal);
            Assert.Contains("Chưa được thực hiện: Đăng ký thường trú (bị từ chối)", (string)whole["text"]!["vi"]!, StringComparison.Ordinal);
        }

        // A branch of its own: the refusal stopped nothing else.
        Assert.Equal(["Done", "Refused", "Done", "Done"], (await _app.DossierAsync(filed)).Steps.Select(s => s.Status));
        Assert.DoesNotContain("Bố mẹ", tracking.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Problem12_WrongCommune_HandsTheStepOnWithItsClock()
    {
        var filed = await _app.FileAsync(new Family());
        (await _app.DecideAsync(filed, "birth", Decision.Done("birth"))).Is(HttpStatusCode.OK);
        await _app.CatchUpAsync();
        var due = (await _app.DossierAsync(filed))["residence"].Due;
        Assert.True(await ListedAsync("police-01273", filed));

        (await HandOnAsync(filed, "00004")).IsProblem(HttpStatusCode.BadRequest, "transfer-outside-province");
        (await HandOnAsync(filed, "99999")).IsProblem(HttpStatusCode.BadRequest, "transfer-commune-unknown");
        (await HandOnAsync(filed, "01279", "police-01279")).IsProblem(HttpStatusCode.Forbidden, "outside-jurisdiction");
        var handedOn = (await HandOnAsync(filed, "01279")).Is(HttpStatusCode.OK);
        Assert.Equal((2, true), ((int)handedOn.Body["round"]!, (bool)handedOn.Body["changed"]!));
        Assert.False((bool)(await HandOnAsync(filed, "01279")).Is(HttpStatusCode.OK).Body["changed"]!);
        await _app.CatchUpAsync();

        var after = await _app.DossierAsync(filed);
        Assert.Equal(("police-01279", due), ((string)after["residence"].Body["agency"]!, after["residence"].Due));
        Assert.Equal((false, true), (await ListedAsync("police-01273", filed), await ListedAsync("police-01279", filed)));
        (await _app.DecideAsync(filed, "residence", Decision.Done("residence"))).IsProblem(HttpStatusCode.Conflict, "step-handed-on");
        (await _app.DecideAsync(filed, "residence", Decision.Done("residence", round: 2), "police-01279")).Is(HttpStatusCode.OK);
        (await HandOnAsync(filed, "01273", "police-01279", 2)).IsProblem(HttpStatusCode.Conflict, "step-ended");
        Assert.Contains(await _app.TimelineAsync(filed), t => t.Contains("handed from Commune police (residence), Phường Thục Phán to Commune police (residence), Phường Nùng Trí Cao", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Transfer_ToACommuneForWhichNobodySpeaks_IsRefused()
    {
        var filed = await _app.FileAsync(new Family());

        var refused = await _app.As("civil-status-01273").PostAsync(
            $"dossiers/{filed.Code}/steps/birth/transfer", new JsonObject { ["round"] = 1, ["to"] = "01290", ["reason"] = "Trẻ ở xã khác." });

        Assert.Equal([("transfer-commune-unserved", "/to")], refused.Is(HttpStatusCode.BadRequest).Faults);
        Assert.Equal("civil-status-01273", (string)(await _app.DossierAsync(filed))["birth"].Body["agency"]!);
    }

    private async Task<bool> ListedAsync(string agency, FiledDossier filed) =>
        (await _app.ListAsync(agency, $"agencies/{agency}/worklist")).Any(i => (string)i["dossier"]! == filed.Code);

    private async Task<Answer> HandOnAsync(FiledDossier filed, string to, string by = "police-01273", int round = 1)
    {
        var answer = await _app.As(by).PostAsync(
            $"dossiers/{filed.Code}/steps/residence/transfer", new JsonObject { ["round"] = round, ["to"] = to, ["reason"] = "Trẻ thường trú ở xã khác." });
        await _app.SettleAsync();
        return answer;
    }
}
