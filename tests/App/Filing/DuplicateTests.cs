using System.Net;
using System.Text.Json.Nodes;
using LienThong.App.Tests.Harness;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Identifiers;
using LienThong.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.App.Tests.Filing;

/// <summary>Two dossiers for one child: the later one is held for the commune, with the other's code; never lost, never fatal.</summary>
public sealed class DuplicateTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly RunningApp _app = shared.App;

    public static TheoryData<string, Func<Family, Family>, Action<JsonObject>> SameChild => new()
    {
        // The grandmother files what the mother has filed.
        { "child", f => f with { HasPaper = false }, _ => { } },
        { "certificate", f => f, d => { d["mother"]!["personalId"] = "004198999999"; d["applicant"]!["personalId"] = "004198999999"; } },
        { "certificate", f => f, d => d["child"]!["fullName"] = "Tên Khác" },
    };

    [Theory]
    [MemberData(nameof(SameChild), DisableDiscoveryEnumeration = true)]
    public async Task SecondFiling_SameChild_IsHeldAndShownToCommuneAndOperator(string reason, Func<Family, Family> other, Action<JsonObject> change)
    {
        var family = new Family();
        var first = await _app.FileAsync(family);
        var again = other(family);
        if (!again.HasPaper)
        {
            var witness = await _app.UploadAsync("vneid", "records", family.Scan());
            again = again with { Records = [("witness-statement", witness)] };
        }

        var answer = (await _app.As("vneid").PostAsync("dossiers", again.Filing(change), ("Idempotency-Key", $"again-{family.Number}"))).Is(HttpStatusCode.Accepted);
        await _app.SettleAsync();
        var second = new FiledDossier((string)answer.Body["code"]!, again, "vneid", answer);

        Assert.Equal(("Held", first.Code), ((string)answer.Body["status"]!, (string)answer.Body["duplicateOf"]!));
        var held = await _app.DossierAsync(second);
        Assert.Equal(("Held", first.Code), (held.Status, (string)held.Body["duplicateOf"]!));
        Assert.All(held.Steps, s => Assert.Equal("Waiting", s.Status));
        (await _app.DecideAsync(second, "birth", Decision.Done("birth"))).IsProblem(HttpStatusCode.Conflict, "dossier-held");

        await _app.CatchUpAsync();
        var onWorklist = Assert.Single(await _app.ListAsync("civil-status-01273", "agencies/civil-status-01273/worklist?status=Held"), i => (string)i["dossier"]! == second.Code);
        Assert.Equal(("Held", $"possible-duplicate-of {first.Code}"), ((string)onWorklist["status"]!, (string)onWorklist["attention"]!));
        Assert.Single(await _app.AttentionAsync(second.Code));
        Assert.Contains(await EventsAsync(second.Code), e => e is PossibleDuplicateFound found && found.Reason == reason);

        // The first goes on as if nothing had been.
        await _app.FinishAsync(first);
        Assert.Equal("Completed", (await _app.DossierAsync(first)).Outcome);
    }

    [Fact]
    public async Task Judgement_NotADuplicate_LetsTheDossierGoOn()
    {
        var (_, second) = await FileTwiceAsync();

        var judged = (await JudgeAsync(second, false)).Is(HttpStatusCode.OK);

        Assert.Equal(("InProgress", true), ((string)judged.Body["status"]!, (bool)judged.Body["changed"]!));
        Assert.Equal("Requested", (await _app.DossierAsync(second))["birth"].Status);
        Assert.Empty(await _app.AttentionAsync(second.Code));
        Assert.False((bool)(await JudgeAsync(second, false)).Is(HttpStatusCode.OK).Body["changed"]!);
        (await JudgeAsync(second, true)).IsProblem(HttpStatusCode.Conflict, "dossier-not-held");
        await _app.FinishAsync(second);
        Assert.Equal("Completed", (await _app.DossierAsync(second)).Outcome);
    }

    [Fact]
    public async Task Judgement_ADuplicate_ClosesTheDossier()
    {
        var (first, second) = await FileTwiceAsync();

        var judged = (await JudgeAsync(second, true)).Is(HttpStatusCode.OK);

        Assert.Equal(("Closed", "Duplicate"), ((string)judged.Body["status"]!, (string)judged.Body["outcome"]!));
        Assert.Empty(await _app.AttentionAsync(second.Code));
        Assert.DoesNotContain(await _app.ListAsync("civil-status-01273", "agencies/civil-status-01273/worklist?pageSize=200"), i => (string)i["dossier"]! == second.Code);
        Assert.Equal("InProgress", (await _app.DossierAsync(first)).Status);
        Assert.False((bool)(await JudgeAsync(second, true)).Is(HttpStatusCode.OK).Body["changed"]!);
    }

    [Fact]
    public async Task Judgement_ByAnotherCommune_IsForbidden()
    {
        var (_, second) = await FileTwiceAsync();

        (await JudgeAsync(second, true, "civil-status-01279")).IsProblem(HttpStatusCode.Forbidden, "outside-jurisdiction");
        (await JudgeAsync(second, true, "police-01273")).IsProblem(HttpStatusCode.Forbidden, "outside-jurisdiction");
        Assert.Equal("Held", (await _app.DossierAsync(second)).Status);
    }

    [Fact]
    public async Task Judgement_OfADossierNotHeld_IsRefused() =>
        (await JudgeAsync(await _app.FileAsync(new Family()), true)).IsProblem(HttpStatusCode.Conflict, "dossier-not-held");

    [Fact]
    public async Task Judgement_WithoutNote_NamesTheFault()
    {
        var (_, second) = await FileTwiceAsync();

        var answer = await _app.As("civil-status-01273").PostAsync($"dossiers/{second.Code}/duplicate", """{"isDuplicate":true}""");

        Assert.Equal([("field-missing", "/note")], answer.IsProblem(HttpStatusCode.BadRequest, "field-missing").Faults);
    }

    [Fact]
    public async Task Held_Withdrawn_Ends()
    {
        var (_, second) = await FileTwiceAsync();

        (await _app.As("vneid").PostAsync($"dossiers/{second.Code}/withdrawal", """{"reason":"Đã có hồ sơ khác."}""")).Is(HttpStatusCode.OK);
        await _app.SettleAsync();

        Assert.Equal("Withdrawn", (await _app.DossierAsync(second)).Outcome);
        Assert.Empty(await _app.AttentionAsync(second.Code));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Twins_EachWithItsOwnPlaceInTheBirth_AreNoDuplicates(bool withPapers)
    {
        var witness = withPapers ? null : await _app.UploadAsync("portal", "records", new Family().Scan("witness"));
        var elder = new Family { ChildrenInBirth = 2, HasPaper = withPapers, Records = witness is null ? [] : [("witness-statement", witness)] };

        var first = await _app.FileAsync(elder);
        var second = await _app.FileAsync(elder.Twin());

        Assert.Equal(("InProgress", "InProgress"), ((string)first.Answer.Body["status"]!, (string)second.Answer.Body["status"]!));
        Assert.Equal("Requested", (await _app.DossierAsync(second))["birth"].Status);
    }

    [Fact]
    public async Task Twins_BothDeclaredAsTheFirstButWithPapersOfTheirOwn_AreNoDuplicates()
    {
        var elder = new Family { ChildrenInBirth = 2 };

        await _app.FileAsync(elder);
        var second = await _app.FileAsync(elder.Twin() with { BirthOrder = 1 }, "vneid");

        Assert.Equal("InProgress", (string)second.Answer.Body["status"]!);
    }

    [Fact]
    public async Task Siblings_OfTwoBirths_AreNoDuplicates()
    {
        var elder = new Family { BirthDate = "2025-10-05", PaperNumber = 90041 };
        (await _app.As("portal").PostAsync("dossiers", elder.Filing(d =>
        {
            d["registration"]!["case"] = "late";
            d["hospitalPaper"]!["certificateCode"] = "90041.GCS.04001.25";
        }))).Is(HttpStatusCode.Accepted);

        var younger = await _app.FileAsync(elder with { BirthDate = "2026-08-20", PaperNumber = 90042 });

        Assert.Equal("InProgress", (string)younger.Answer.Body["status"]!);
    }

    [Fact]
    public async Task SecondFiling_AfterTheFirstWasWithdrawnOrRefused_GoesOn()
    {
        var withdrawn = await _app.FileAsync(new Family());
        (await _app.As("portal").PostAsync($"dossiers/{withdrawn.Code}/withdrawal", """{"reason":"Nộp nhầm."}""")).Is(HttpStatusCode.OK);
        Assert.Equal("InProgress", (string)(await _app.FileAsync(withdrawn.Family, "vneid")).Answer.Body["status"]!);

        var refused = await _app.FileAsync(new Family());
        (await _app.DecideAsync(refused, "birth", Decision.Refuse())).Is(HttpStatusCode.OK);
        var again = await _app.FileAsync(refused.Family, "vneid");
        Assert.Equal("InProgress", (string)again.Answer.Body["status"]!);

        // The claim has moved with it.
        var third = await _app.FileAsync(refused.Family, "agent-04");
        Assert.Equal(("Held", again.Code), ((string)third.Answer.Body["status"]!, (string)third.Answer.Body["duplicateOf"]!));
    }

    [Fact]
    public async Task TwentyPartnersFileTheSameChildAtOnce_OneGoesOnAndTheOthersAreHeld()
    {
        var family = new Family();
        var client = _app.As("portal");

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => client.PostAsync("dossiers", family.Filing(), ("Idempotency-Key", $"race-{family.Number}-{i}"))));
        await _app.SettleAsync();

        var going = Assert.Single(answers, a => (string)a.Is(HttpStatusCode.Accepted).Body["status"]! == "InProgress");
        Assert.All(answers.Where(a => a != going), a => Assert.Equal((string)going.Body["code"]!, (string)a.Body["duplicateOf"]!));
    }

    private async Task<IReadOnlyList<DossierEvent>> EventsAsync(string code) =>
        (await _app.Services.GetRequiredService<IDossierStore>().ReadAsync(DossierCode.Parse(code), CancellationToken.None))!.Value.Events;

    private async Task<(FiledDossier First, FiledDossier Second)> FileTwiceAsync()
    {
        var first = await _app.FileAsync(new Family());
        return (first, await _app.FileAsync(first.Family, "vneid"));
    }

    private async Task<Answer> JudgeAsync(FiledDossier filed, bool isDuplicate, string by = "civil-status-01273")
    {
        var answer = await _app.As(by).PostAsync($"dossiers/{filed.Code}/duplicate", new JsonObject { ["isDuplicate"] = isDuplicate, ["note"] = "Đã xem cả hai hồ sơ." });
        await _app.SettleAsync();
        return answer;
    }
}
