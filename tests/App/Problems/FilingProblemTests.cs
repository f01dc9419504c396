using System.Net;
using System.Text.Json.Nodes;
using LienThong.App.Tests.Harness;
using LienThong.Procedures.Identifiers;

namespace LienThong.App.Tests.Problems;

/// <summary>Problems that people met when dossiers came in: dates, twins, lost answers, codes of earlier days.</summary>
public sealed class FilingProblemTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly RunningApp _app = shared.App;

    [Fact]
    public async Task Problem09_Twins_AreTwoDossiersThatBothGoOn()
    {
        var first = new Family { ChildrenInBirth = 2 };

        var one = await _app.FileAsync(first);
        var two = await _app.FileAsync(first.Twin());

        Assert.NotEqual(one.Code, two.Code);
        Assert.All([await _app.DossierAsync(one), await _app.DossierAsync(two)], dossier => Assert.Equal("InProgress", dossier.Status));
    }

    [Fact]
    public async Task Problem09_TheSameTwinTwice_IsHeldAndNotLost()
    {
        var twin = new Family { ChildrenInBirth = 2 }.Twin();
        var first = await _app.FileAsync(twin);

        var second = await _app.FileAsync(twin, "vneid");

        var held = await _app.DossierAsync(second);
        Assert.Equal(("Held", first.Code), (held.Status, (string)held.Body["duplicateOf"]!));
    }

    [Theory]
    [InlineData("1999")]
    [InlineData("1999-05")]
    [InlineData("1999-05-31")]
    public async Task Problem11_PartOfADateUnknown_IsTakenAndGivenToTheAgencyAsItIs(string born)
    {
        var answer = (await _app.As("portal").PostAsync("dossiers", new Family().Filing(d => d["father"]!["birthDate"] = born))).Is(HttpStatusCode.Accepted);
        await _app.SettleAsync();

        var request = (await _app.As("civil-status-01273").ReadAsync($"dossiers/{answer.Body["code"]}/steps/birth/request")).Is(HttpStatusCode.OK);
        Assert.Equal(born, (string)request.Body["form"]!["father"]!["birthDate"]!);
    }

    [Theory]
    [InlineData("31/05/1999")]
    [InlineData("1999-5-31")]
    [InlineData("1999-02-29")]
    [InlineData("19990531")]
    [InlineData("1999-00")]
    [InlineData("")]
    public async Task Problem11_DateOfAnotherForm_IsToldToWhoFilesNotToThePolice(string born)
    {
        var refused = (await _app.As("portal").PostAsync("dossiers", new Family().Filing(d => d["father"]!["birthDate"] = born)))
            .IsProblem(HttpStatusCode.BadRequest, "partial-date-malformed");

        Assert.Equal(("partial-date-malformed", "/declaration/father/birthDate"), Assert.Single(refused.Faults));
    }

    [Fact]
    public async Task Problem14_AnswerLostOnTheWay_TheSameFilingAgainIsTheSameDossier()
    {
        var family = new Bereaved();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            _app.As("portal").PostAsync("dossiers", family.Filing(), ("Idempotency-Key", $"bereaved-{family.Number}"))));

        Assert.All(answers, answer => answer.Is(HttpStatusCode.Accepted));
        Assert.Single(answers.Select(answer => (string)answer.Body["code"]!).Distinct());
        Assert.All(answers, answer => Assert.Equal("InProgress", (string)answer.Body["status"]!));
    }

    [Theory]
    [InlineData("personalId", "00419800001", "personal-id-not-12-digits")]
    [InlineData("socialInsuranceNumber", "012345678", "social-insurance-number-not-10-digits")]
    [InlineData("socialInsuranceNumber", "0000000000", "social-insurance-number-all-zeros")]
    public async Task Problem18_NumberThatAPartnerWouldRefuse_IsRefusedBeforeAnyGetsIt(string field, string value, string code) =>
        (await _app.As("portal").PostAsync("dossiers", new Family().Filing(d => d["father"]![field] = value))).IsProblem(HttpStatusCode.BadRequest, code);

    [Fact]
    public async Task Problem18_RecordOfATypeThatTheFormDoesNotKnow_IsRefusedWithThoseThatItKnows()
    {
        var family = new Family { Records = [("passport-photo", new string('a', 64))] };

        var refused = (await _app.As("portal").PostAsync("dossiers", family.Filing())).IsProblem(HttpStatusCode.BadRequest, "value-not-allowed");

        Assert.Contains("witness-statement", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Problem18_ResultThatIsNotOfItsForm_IsRefusedToTheAgency()
    {
        var filed = await _app.FileAsync(new Family());
        var decision = Decision.Done("birth");
        decision["result"]!["personalId"] = "00422600001";

        var refused = (await _app.DecideAsync(filed, "birth", decision)).Is(HttpStatusCode.BadRequest);

        Assert.Equal(("personal-id-not-12-digits", "/result/personalId"), Assert.Single(refused.Faults));
        Assert.Equal("Requested", (await _app.DossierAsync(filed)).Steps.Single(s => s.Step == "birth").Status);
    }

    [Theory]
    [InlineData("2.000986", "3.000722")]
    [InlineData("2.001023", "3.000722")]
    public async Task Problem21_ProcedureCodeOfEarlierDays_FilesTodaysProcedure(string former, string today)
    {
        var filing = new Family().Filing();
        filing["procedure"] = former;

        var answer = (await _app.As("portal").PostAsync("dossiers", filing)).Is(HttpStatusCode.Accepted);
        await _app.SettleAsync();

        Assert.Equal((today, "decree-301-2026"), ((string)answer.Body["procedure"]!, (string)answer.Body["lawVersion"]!));
    }

    [Theory]
    [InlineData("00013", "00004")]
    [InlineData("00022", "00004, 00008")]
    public async Task Problem21_CommuneOfEarlierDays_IsAnsweredWithTodaysCode(string old, string today)
    {
        var refused = (await _app.As("portal").PostAsync("dossiers", new Family().Filing(d => d["father"]!["residence"]!["commune"] = old)))
            .IsProblem(HttpStatusCode.BadRequest, "unit-merged");

        Assert.Equal(("unit-merged", "/declaration/father/residence/commune"), Assert.Single(refused.Faults));
        Assert.Contains(today, (string)refused.Body["faults"]![0]!["vi"]!, StringComparison.Ordinal);
        Assert.Contains(today, (string)refused.Body["faults"]![0]!["en"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("000.00.00.H29-241122-0001")]
    [InlineData("G09.20-20260609-0092637")]
    [InlineData("H21.129-250812-0035")]
    public async Task Problem21_DossierCodeOfEarlierDays_IsReadAsACodeAndNotAsAFault(string code)
    {
        Assert.True(DossierCode.TryParse(code, out _, out _));
        (await _app.As("operator").ReadAsync($"dossiers/{code}")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Problem17_AgencyThatNobodySpeaksFor_IsShownBeforeADossierIsSentThere()
    {
        var answer = (await _app.As("operator").ReadAsync("agencies/unassigned")).Is(HttpStatusCode.OK);

        var units = answer.Body["kinds"]!.AsArray().ToDictionary(
            kind => (string)kind!["kind"]!, kind => kind!["units"]!.AsArray().Select(unit => (string)unit!).ToHashSet());
        Assert.Contains("26884", units["civil-status"]);
        Assert.DoesNotContain("01273", units["civil-status"]);
        Assert.DoesNotContain("police", units.Keys);
        Assert.Contains("79", units["insurance"]);
        Assert.DoesNotContain("04", units["insurance"]);
        Assert.Contains("01", units["merit"]);
    }
}
