using LienThong.Procedures.Dossiers;
using static LienThong.Procedures.Tests.Dossiers.Sample;

namespace LienThong.Procedures.Tests.Dossiers;

public sealed class ApplicantActsTests
{
    private static Dossier ResidenceWaitsForPaper() => BirthAsked()
        .Decide("birth", Done("birth"), Monday(9)).CarryOut(Monday(9))
        .Decide("residence", Decision(AgencyDecisionKind.Supplement), Monday(10));

    [Fact]
    public void Supplement_GivenNextDay_MovesTheLimitByTheTimeTheClockStood()
    {
        var dossier = ResidenceWaitsForPaper();
        Assert.Equal(Monday(17, 0, 2), dossier.State.Step("residence")!.Due);

        dossier = dossier.After(ApplicantActs.Supplement(dossier, "residence", 1, Paper, null, Rules, "portal", Monday(10, 0, 1)));

        var step = dossier.State.Step("residence")!;
        Assert.Equal(Monday(17, 0, 3), step.Due);
        Assert.Equal((StepStatus.Requested, 2), (step.Status, step.Round));
        Assert.Equal(StepAction.Send, StepPlan.Next(dossier, "residence", Rules, Monday(10, 0, 1)).Action);
        Assert.Equal(Paper, dossier.Events.OfType<SupplementGiven>().Single().Records);
    }

    [Fact]
    public void Supplement_WithoutTheRecordAskedFor_NamesIt()
    {
        var decided = ApplicantActs.Supplement(
            ResidenceWaitsForPaper(), "residence", 1, [new RecordReference("photo", new string('b', 64))], null, Rules, "portal", Monday(11));

        Assert.Equal("supplement-record-missing", Code(decided));
    }

    [Fact]
    public void Supplement_Twice_ChangesNothing()
    {
        var dossier = ResidenceWaitsForPaper();
        dossier = dossier.After(ApplicantActs.Supplement(dossier, "residence", 1, Paper, "đủ", Rules, "portal", Monday(11)));

        var again = ApplicantActs.Supplement(dossier, "residence", 1, Paper, "đủ", Rules, "portal", Monday(12));

        Assert.Equal((0, null), (again.Events.Count, again.Refusal));
    }

    [Fact]
    public void Supplement_NotAskedFor_IsConflict() => Assert.Equal(
        "no-supplement-awaited", Code(ApplicantActs.Supplement(BirthAsked(), "birth", 1, Paper, null, Rules, "portal", Monday(9))));

    [Fact]
    public void CarryOut_SevenWorkingDaysWithoutSupplement_RejectsTheStepAndNoOther()
    {
        var dossier = ResidenceWaitsForPaper();
        var until = dossier.State.Step("residence")!.SupplementUntil!.Value;
        Assert.Equal(Monday(17, 0, 9), until);
        Assert.Equal(until, StepPlan.Next(dossier, "residence", Rules, Monday(10)).Until);

        dossier = dossier.CarryOut(until);

        Assert.Equal(StepStatus.Rejected, dossier.State.Step("residence")!.Status);
        Assert.Equal(StepStatus.Requested, dossier.State.Step("insurance")!.Status);
    }

    [Fact]
    public void Withdraw_AfterBirthIsDone_LeavesItInForceAndEndsTheRest()
    {
        var dossier = ResidenceWaitsForPaper();

        dossier = dossier.After(ApplicantActs.Withdraw(dossier, "Đổi ý", "portal", Monday(11))).CarryOut(Monday(11));

        Assert.Equal(StepStatus.Done, dossier.State.Step("birth")!.Status);
        Assert.All(dossier.State.Steps.Skip(1), s => Assert.Equal(StepStatus.Withdrawn, s.Status));
        Assert.Equal((DossierStatus.Closed, DossierOutcome.Withdrawn), (dossier.State.Status, dossier.State.Outcome));
        Assert.Empty(ApplicantActs.Withdraw(dossier, "Đổi ý", "portal", Monday(12)).Events);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public void Withdraw_WithoutAReason_IsRefused(string reason) =>
        Assert.Equal("reason-missing", Code(ApplicantActs.Withdraw(BirthAsked(), reason, "portal", Monday(10))));

    [Fact]
    public void Withdraw_ClosedDossier_IsConflict()
    {
        var dossier = BirthAsked().Decide("birth", Decision(AgencyDecisionKind.Refuse), Monday(9)).CarryOut(Monday(9));

        Assert.Equal("dossier-closed", Code(ApplicantActs.Withdraw(dossier, "Đổi ý", "portal", Monday(10))));
    }
}
