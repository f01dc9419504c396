using LienThong.Procedures.Dossiers;
using static LienThong.Procedures.Tests.Dossiers.Sample;

namespace LienThong.Procedures.Tests.Dossiers;

public sealed class AgencyDecisionsTests
{
    [Fact]
    public void Decide_StepNotBegun_IsConflict()
    {
        var decided = AgencyDecisions.Decide(BirthAsked(), "residence", Done("residence"), Rules, "police", Monday(9));

        Assert.Equal(RefusalKind.Conflict, decided.Refusal!.Kind);
        Assert.Equal("step-not-begun", Code(decided));
    }

    [Fact]
    public void Decide_UnknownStep_IsNotFound()
    {
        var decided = AgencyDecisions.Decide(BirthAsked(), "passport", Decision(AgencyDecisionKind.Accept), Rules, "police", Monday(9));

        Assert.Equal(RefusalKind.NotFound, decided.Refusal!.Kind);
    }

    [Theory]
    [InlineData(AgencyDecisionKind.Accept)]
    [InlineData(AgencyDecisionKind.Supplement)]
    [InlineData(AgencyDecisionKind.Refuse)]
    [InlineData(AgencyDecisionKind.Done)]
    public void Decide_SameDecisionTwice_ChangesNothing(AgencyDecisionKind kind)
    {
        var decision = kind == AgencyDecisionKind.Done ? Done("birth") : Decision(kind);
        var once = BirthAsked().Decide("birth", decision, Monday(9));

        var twice = AgencyDecisions.Decide(once, "birth", decision, Rules, "agency", Monday(10));

        Assert.Null(twice.Refusal);
        Assert.Empty(twice.Events);
    }

    [Fact]
    public void Decide_DoneAfterRefusal_Contradicts()
    {
        var refused = BirthAsked().Decide("birth", Decision(AgencyDecisionKind.Refuse), Monday(9));

        Assert.Equal("decision-contradicts", Code(AgencyDecisions.Decide(refused, "birth", Done("birth"), Rules, "agency", Monday(10))));
    }

    [Fact]
    public void Decide_OtherResultAfterDone_Contradicts()
    {
        var done = BirthAsked().Decide("birth", Done("birth"), Monday(9));
        var other = Done("birth") with { Result = Results["birth"].ToDictionary(p => p.Key, p => p.Value + "1") };

        Assert.Equal("decision-contradicts", Code(AgencyDecisions.Decide(done, "birth", other, Rules, "agency", Monday(10))));
    }

    [Fact]
    public void Decide_EarlierRound_IsSuperseded()
    {
        var again = BirthAsked()
            .Decide("birth", Decision(AgencyDecisionKind.Supplement), Monday(9));
        again = again.After(ApplicantActs.Supplement(again, "birth", 1, Paper, null, Rules, "portal", Monday(10)));

        Assert.Equal("round-superseded", Code(AgencyDecisions.Decide(again, "birth", Done("birth"), Rules, "agency", Monday(11))));
        Assert.Equal("round-unknown", Code(AgencyDecisions.Decide(again, "birth", Done("birth", round: 3), Rules, "agency", Monday(11))));
        Assert.Equal(StepStatus.Done, again.Decide("birth", Done("birth", round: 2), Monday(11)).State.Step("birth")!.Status);
    }

    [Fact]
    public void Decide_WhileSupplementIsAwaited_IsConflict()
    {
        var asked = BirthAsked().Decide("birth", Decision(AgencyDecisionKind.Supplement), Monday(9));

        Assert.Equal("supplement-awaited", Code(AgencyDecisions.Decide(asked, "birth", Done("birth"), Rules, "agency", Monday(10))));
    }

    [Fact]
    public void Decide_RefusalWithoutReason_NamesBothFaultsAtOnce()
    {
        var decided = AgencyDecisions.Decide(
            BirthAsked(), "birth", new AgencyDecision { Round = 1, Decision = AgencyDecisionKind.Refuse }, Rules, "agency", Monday(9));

        Assert.Equal(RefusalKind.Invalid, decided.Refusal!.Kind);
        Assert.Equal(["/reasonCode", "/reason"], decided.Refusal.Faults.Select(f => f.Pointer));
    }

    [Fact]
    public void Decide_DoneWithWrongResultFields_NamesEach()
    {
        var decided = AgencyDecisions.Decide(
            BirthAsked(), "birth",
            new AgencyDecision { Round = 1, Decision = AgencyDecisionKind.Done, Result = new Dictionary<string, string> { ["colour"] = "red" } },
            Rules, "agency", Monday(9));

        Assert.Contains(decided.Refusal!.Faults, f => f is { Code: "field-missing", Pointer: "/result/registrationNumber" });
        Assert.Contains(decided.Refusal!.Faults, f => f is { Code: "field-unknown", Pointer: "/result/colour" });
    }

    [Fact]
    public void Decide_ResultWithAPersonalIdOfThirteenDigits_PointsToIt()
    {
        var result = new Dictionary<string, string>(Results["birth"]) { ["personalId"] = "0123456789012" };

        var decided = AgencyDecisions.Decide(BirthAsked(), "birth", Done("birth") with { Result = result }, Rules, "agency", Monday(9));

        Assert.Equal("/result/personalId", Assert.Single(decided.Refusal!.Faults).Pointer);
    }

    [Fact]
    public void Decide_VerifyResidence_GivesTheLongerLimit()
    {
        var dossier = BirthAsked().Decide("birth", Done("birth"), Monday(9)).CarryOut(Monday(9));
        Assert.Equal(Monday(17, 0, 2), dossier.State.Step("residence")!.Due);

        dossier = dossier.Decide("residence", Decision(AgencyDecisionKind.Verify), Monday(10));

        Assert.Equal(Monday(17, 0, 7), dossier.State.Step("residence")!.Due);
        Assert.Equal("already-verifying", Code(AgencyDecisions.Decide(
            dossier, "residence", new AgencyDecision { Round = 1, Decision = AgencyDecisionKind.Verify, Reason = "other" }, Rules, "agency", Monday(11))));
    }

    [Fact]
    public void Decide_VerifyWhereTheLawForeseesNone_IsInvalid()
    {
        Assert.Equal("verification-not-foreseen", Code(AgencyDecisions.Decide(
            BirthAsked(), "birth", Decision(AgencyDecisionKind.Verify), Rules, "agency", Monday(9))));
    }

    [Fact]
    public void Decide_AfterWithdrawal_IsConflict()
    {
        var dossier = BirthAsked();
        dossier = dossier.After(ApplicantActs.Withdraw(dossier, "Đổi ý", "portal", Monday(9)));

        Assert.Equal("step-ended", Code(AgencyDecisions.Decide(dossier, "birth", Done("birth"), Rules, "agency", Monday(10))));
    }
}
