using System.Net;
using System.Text.Json.Nodes;
using LienThong.App.Tests.Harness;

namespace LienThong.App.Tests.Decisions;

/// <summary>Decisions that come early, twice, late, from the wrong agency or against an earlier one.</summary>
public sealed class DecisionTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly RunningApp _app = shared.App;

    [Fact]
    public async Task Decision_ForAStepThatHasNotBegun_IsRefused()
    {
        var filed = await _app.FileAsync(new Family());

        (await _app.DecideAsync(filed, "residence", Decision.Done("residence"))).IsProblem(HttpStatusCode.Conflict, "step-not-begun");
        (await _app.As("police-01273").ReadAsync($"dossiers/{filed.Code}/steps/residence/request")).IsProblem(HttpStatusCode.Conflict, "step-not-begun");

        Assert.Equal("Waiting", (await _app.DossierAsync(filed))["residence"].Status);
    }

    [Theory]
    [InlineData("civil-status-01279")]
    [InlineData("civil-status-00004")]
    [InlineData("police-01273")]
    [InlineData("identity-04")]
    public async Task Decision_OfAnotherAgency_IsForbiddenAndChangesNothing(string by)
    {
        var filed = await _app.FileAsync(new Family());

        (await _app.DecideAsync(filed, "birth", Decision.Done("birth"), by)).IsProblem(HttpStatusCode.Forbidden, "outside-jurisdiction");

        Assert.Equal("Requested", (await _app.DossierAsync(filed))["birth"].Status);
    }

    [Fact]
    public async Task Decision_OfAnOfficeForAWiderArea_IsTaken()
    {
        var filed = await _app.FileAsync(new Family());
        (await _app.DecideAsync(filed, "birth", Decision.Done("birth"))).Is(HttpStatusCode.OK);

        (await _app.DecideAsync(filed, "residence", Decision.Done("residence"), "police-everywhere")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Decision_Repeated_ChangesNothingEvenAfterTheEnd()
    {
        var filed = await _app.FileAsync(new Family());
        var accepted = (await _app.DecideAsync(filed, "birth", Decision.Accept())).Is(HttpStatusCode.OK);
        Assert.Equal(("birth", "Accepted", 1, true), Seen(accepted));
        Assert.Equal(("birth", "Accepted", 1, false), Seen((await _app.DecideAsync(filed, "birth", Decision.Accept())).Is(HttpStatusCode.OK)));

        Assert.Equal(("birth", "Done", 1, true), Seen((await _app.DecideAsync(filed, "birth", Decision.Done("birth", number: "33"))).Is(HttpStatusCode.OK)));
        var version = (await _app.DossierAsync(filed)).Body["version"]!.ToString();
        Assert.Equal(("birth", "Done", 1, false), Seen((await _app.DecideAsync(filed, "birth", Decision.Done("birth", number: "33"))).Is(HttpStatusCode.OK)));
        Assert.Equal(("birth", "Done", 1, false), Seen((await _app.DecideAsync(filed, "birth", Decision.Accept())).Is(HttpStatusCode.OK)));
        Assert.Equal(version, (await _app.DossierAsync(filed)).Body["version"]!.ToString());
    }

    [Fact]
    public async Task Decision_SameTwentyTimesAtOnce_IsRecordedOnce()
    {
        var filed = await _app.FileAsync(new Family());
        var client = _app.As("civil-status-01273");

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.PostAsync($"dossiers/{filed.Code}/steps/birth/decisions", Decision.Done("birth", number: "34"))));
        await _app.SettleAsync();

        Assert.All(answers, a => a.Is(HttpStatusCode.OK));
        Assert.Single(answers, a => (bool)a.Body["changed"]!);
        Assert.Single(await _app.TimelineAsync(filed), text => text == "Birth registration: done.");
    }

    [Fact]
    public async Task Decision_LateAfterRefusal_IsRefused()
    {
        var filed = await _app.FileAsync(new Family());
        (await _app.DecideAsync(filed, "birth", Decision.Refuse())).Is(HttpStatusCode.OK);

        (await _app.DecideAsync(filed, "birth", Decision.Accept())).IsProblem(HttpStatusCode.Conflict, "decision-contradicts");
        (await _app.DecideAsync(filed, "residence", Decision.Done("residence"))).IsProblem(HttpStatusCode.Conflict, "step-ended");
        Assert.Equal("Refused", (await _app.DossierAsync(filed)).Outcome);
    }

    public static TheoryData<JsonObject> Contradictions =>
    [
        Decision.Refuse(),
        Decision.Done("birth", number: "2"),
        Decision.Supplement(),
        Decision.Done("birth", round: 2),
    ];

    [Theory]
    [MemberData(nameof(Contradictions), DisableDiscoveryEnumeration = true)]
    public async Task Decision_AgainstAnEarlierOne_IsRefusedAndTheFirstStands(JsonObject other)
    {
        var filed = await _app.FileAsync(new Family());
        (await _app.DecideAsync(filed, "birth", Decision.Done("birth", number: "32"))).Is(HttpStatusCode.OK);

        (await _app.DecideAsync(filed, "birth", other)).IsProblem(HttpStatusCode.Conflict, "decision-contradicts");

        Assert.Equal("32", (string)(await _app.DossierAsync(filed))["birth"].Body["result"]!["registrationNumber"]!);
    }

    [Fact]
    public async Task Decision_OfAnEarlierRound_IsRefused()
    {
        var filed = await _app.FileAsync(new Family());
        (await _app.DecideAsync(filed, "birth", Decision.Supplement(asked: "other"))).Is(HttpStatusCode.OK);
        var record = await _app.UploadAsync("portal", $"dossiers/{filed.Code}/records", filed.Family.Scan());
        (await _app.As("portal").PostAsync($"dossiers/{filed.Code}/steps/birth/supplements", $$"""{"round":1,"records":[{"type":"other","sha256":"{{record}}"}]}"""))
            .Is(HttpStatusCode.OK);

        var refused = (await _app.DecideAsync(filed, "birth", Decision.Done("birth", round: 1))).IsProblem(HttpStatusCode.Conflict, "round-superseded");
        Assert.Equal([("round-superseded", "/round")], refused.Faults);
        (await _app.DecideAsync(filed, "birth", Decision.Done("birth", round: 3))).IsProblem(HttpStatusCode.BadRequest, "round-unknown");

        // What was said in the earlier round may come again, and still changes nothing.
        Assert.False((bool)(await _app.DecideAsync(filed, "birth", Decision.Supplement(asked: "other"))).Is(HttpStatusCode.OK).Body["changed"]!);
        Assert.Equal(("birth", "Done", 2, true), Seen((await _app.DecideAsync(filed, "birth", Decision.Done("birth", round: 2))).Is(HttpStatusCode.OK)));
    }

    [Theory]
    [InlineData("dossiers/G22.99.08-260907-0000001/steps/birth/decisions", "dossier-unknown")]
    [InlineData("dossiers/no-such-code/steps/birth/decisions", "dossier-unknown")]
    public async Task Decision_OnAnUnknownDossier_IsNotFound(string path, string code) =>
        (await _app.As("civil-status-01273").PostAsync(path, Decision.Accept())).IsProblem(HttpStatusCode.NotFound, code);

    [Fact]
    public async Task Decision_OnAnUnknownStep_IsNotFound()
    {
        var filed = await _app.FileAsync(new Family());

        (await _app.As("civil-status-01273").PostAsync($"dossiers/{filed.Code}/steps/burial/decisions", Decision.Accept())).IsProblem(HttpStatusCode.NotFound, "step-unknown");
        (await _app.As("civil-status-01273").ReadAsync($"dossiers/{filed.Code}/steps/burial/request")).IsProblem(HttpStatusCode.NotFound, "step-unknown");
    }

    [Theory]
    [InlineData("""{"round":1}""", "field-missing", "/decision")]
    [InlineData("""{"decision":"accept"}""", "field-missing", "/round")]
    [InlineData("""{"round":0,"decision":"accept"}""", "number-too-small", "/round")]
    [InlineData("""{"round":"1","decision":"accept"}""", "wrong-type", "/round")]
    [InlineData("""{"round":1,"decision":"ACCEPT"}""", "value-not-allowed", "/decision")]
    [InlineData("""{"round":1,"decision":3}""", "wrong-type", "/decision")]
    [InlineData("""{"round":1,"decision":"accept","stamp":"x"}""", "field-unknown", "/stamp")]
    [InlineData("""{"round":1,"decision":"done","result":{"registrationNumber":7,"bookNumber":"1"}}""", "wrong-type", "/result/registrationNumber")]
    [InlineData("""{"round":1,"decision":"done","result":{"registrationNumber":"7"}}""", "field-missing", "/result/bookNumber")]
    [InlineData("""{"round":1,"decision":"done","result":{"registrationNumber":"7","bookNumber":"1","colour":"red"}}""", "field-unknown", "/result/colour")]
    [InlineData("""{"round":1,"decision":"supplement","reason":"x"}""", "supplement-records-unnamed", "/asked")]
    [InlineData("""{"round":1,"decision":"supplement","asked":["other"]}""", "reason-missing", "/reason")]
    [InlineData("""{"round":1,"decision":"supplement","asked":["other","oath"],"reason":"x"}""", "record-type-unknown", "/asked/1")]
    [InlineData("""{"round":1,"decision":"supplement","asked":["Nguyễn Văn A 001048000011, gọi 0900000011"],"reason":"x"}""", "kebab-malformed", "/asked/0")]
    [InlineData("""{"round":1,"decision":"refuse","reason":"x"}""", "reason-missing", "/reasonCode")]
    [InlineData("""{"round":1,"decision":"done","result":{"registrationNumber":"7","bookNumber":"1"},"records":[{"type":"birth-certificate","sha256":"0"}]}""", "sha256-malformed", "/records/0/sha256")]
    public async Task Decision_OfTheWrongForm_NamesTheFault(string body, string code, string pointer)
    {
        var filed = await _app.FileAsync(new Family());

        var answer = (await _app.As("civil-status-01273").PostAsync($"dossiers/{filed.Code}/steps/birth/decisions", body)).IsProblem(HttpStatusCode.BadRequest, code);

        Assert.Equal([(code, pointer)], answer.Faults);
        Assert.Equal("Requested", (await _app.DossierAsync(filed))["birth"].Status);
    }

    [Fact]
    public async Task Decision_WithARecordOfTheResult_NeedsItUploadedIntoTheDossier()
    {
        var filed = await _app.FileAsync(new Family());
        var stranger = await _app.FileAsync(new Family());
        var elsewhere = await _app.UploadAsync("civil-status-01273", $"dossiers/{stranger.Code}/records", stranger.Family.Scan("result"));
        var decision = Decision.Done("birth");
        decision["records"] = new JsonArray(new JsonObject { ["type"] = "birth-certificate", ["sha256"] = elsewhere });

        var refused = (await _app.DecideAsync(filed, "birth", decision)).IsProblem(HttpStatusCode.BadRequest, "record-not-uploaded");
        Assert.Equal([("record-not-uploaded", "/records/0/sha256")], refused.Faults);

        var own = await _app.UploadAsync("civil-status-01273", $"dossiers/{filed.Code}/records", filed.Family.Scan("result"));
        decision["records"]![0]!["sha256"] = own;
        (await _app.DecideAsync(filed, "birth", decision)).Is(HttpStatusCode.OK);
        Assert.Equal(own, (string)(await _app.DossierAsync(filed))["birth"].Body["resultRecords"]![0]!["sha256"]!);
        (await _app.As("portal").ReadAsync($"dossiers/{filed.Code}/records/{own}")).Is(HttpStatusCode.OK);
    }

    private static (string, string, int, bool) Seen(Answer answer) =>
        ((string)answer.Body["step"]!, (string)answer.Body["status"]!, (int)answer.Body["round"]!, (bool)answer.Body["changed"]!);
}
