using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law;
using static LienThong.Procedures.Tests.Dossiers.Sample;

namespace LienThong.Procedures.Tests.Dossiers;

public sealed class PlanTests
{
    [Fact]
    public void CarryOut_Filed_BeginsBirthOnly()
    {
        var dossier = Filed().CarryOut(Monday(8));

        Assert.Equal(["birth"], DossierPlan.Running(dossier.State, Rules));
        Assert.Equal(Monday(17), dossier.State.Step("birth")!.Due);
        Assert.Equal(1, dossier.State.Step("birth")!.SentRound);
    }

    [Fact]
    public void CarryOut_BirthDone_BeginsTheOthersSideBySide()
    {
        var dossier = BirthAsked().Decide("birth", Done("birth"), Monday(14)).CarryOut(Monday(14));

        Assert.Equal(["residence", "insurance", "identity"], DossierPlan.Running(dossier.State, Rules));
        Assert.False(DossierPlan.IsAhead(dossier, Rules, Monday(14)));
    }

    [Fact]
    public void CarryOut_BirthRefused_SkipsTheOthersAndCloses()
    {
        var dossier = BirthAsked().Decide("birth", Decision(AgencyDecisionKind.Refuse), Monday(9)).CarryOut(Monday(9));

        Assert.All(dossier.State.Steps.Skip(1), s => Assert.Equal((StepStatus.Skipped, "birth"), (s.Status, s.Reason)));
        Assert.Equal(DossierOutcome.Refused, dossier.State.Outcome);
    }

    [Fact]
    public void CarryOut_RefusedWithoutEffect_BeginsTheOthersFromThenButNotWhatNeedsItsResult()
    {
        var dossier = WithIdentity(s => s with { Needs = ["birth/personalId"] })
            .Decide("birth", Decision(AgencyDecisionKind.Refuse), Monday(9, 0, 1)).CarryOut(BirthStopsNobody, Monday(9, 0, 1));

        Assert.Equal(["residence", "insurance"], DossierPlan.Running(dossier.State, BirthStopsNobody));
        Assert.Equal(Monday(17, 0, 3), dossier.State.Step("residence")!.Due);
        Assert.Equal((StepStatus.Skipped, "birth"), (dossier.State.Step("identity")!.Status, dossier.State.Step("identity")!.Reason));
    }

    [Fact]
    public void CarryOut_RefusedWithoutEffect_StepThatAlsoComesAfterAnotherWaitsForThatOneOnly()
    {
        var dossier = WithIdentity(s => s with { After = ["birth", "residence"] })
            .Decide("birth", Decision(AgencyDecisionKind.Refuse), Monday(9)).CarryOut(BirthStopsNobody, Monday(9));

        Assert.Equal(
            "Identity card: begins after Permanent residence registration.",
            Explanation.Of(dossier, BirthStopsNobody, Monday(10)).Single(e => e.Step == "identity").Text.En);
        Assert.Equal(
            StepStatus.Requested,
            dossier.Decide("residence", Done("residence"), Monday(11)).CarryOut(BirthStopsNobody, Monday(11)).State.Step("identity")!.Status);
    }

    [Fact]
    public void CarryOut_NothingSupplementedToAStepWithoutEffect_BeginsTheOthersFromThen()
    {
        var asked = BirthAsked().Decide("birth", Decision(AgencyDecisionKind.Supplement), Monday(9));

        var dossier = asked.CarryOut(BirthStopsNobody, Monday(17, 0, 9));

        Assert.Equal(StepStatus.Rejected, dossier.State.Step("birth")!.Status);
        Assert.Equal(["residence", "insurance", "identity"], DossierPlan.Running(dossier.State, BirthStopsNobody));

        // At five the day is over: two working days from Thursday.
        Assert.Equal(Monday(17, 0, 14), dossier.State.Step("residence")!.Due);
    }

    [Fact]
    public void CarryOut_StepBehindASkippedOne_IsSkippedToo()
    {
        var dossier = WithIdentity(s => s with { After = ["residence"] }).Decide("birth", Decision(AgencyDecisionKind.Refuse), Monday(9)).CarryOut(Monday(9));

        Assert.Equal((StepStatus.Skipped, "residence"), (dossier.State.Step("identity")!.Status, dossier.State.Step("identity")!.Reason));
    }

    [Fact]
    public void CarryOut_ResidenceRefused_LeavesInsuranceAlone()
    {
        var dossier = BirthAsked().Decide("birth", Done("birth"), Monday(9)).CarryOut(Monday(9))
            .Decide("residence", Decision(AgencyDecisionKind.Refuse), Monday(10)).CarryOut(Monday(10))
            .Decide("insurance", Done("insurance"), Monday(11)).Decide("identity", Done("identity"), Monday(11)).CarryOut(Monday(11));

        Assert.Equal(DossierOutcome.PartlyCompleted, dossier.State.Outcome);
    }

    [Fact]
    public void CarryOut_AllDone_Completes()
    {
        var dossier = BirthAsked().Decide("birth", Done("birth"), Monday(9)).CarryOut(Monday(9));
        foreach (var step in new[] { "residence", "insurance", "identity" })
        {
            dossier = dossier.Decide(step, Done(step), Monday(15));
        }

        Assert.True(DossierPlan.IsAhead(dossier, Rules, Monday(15)));
        Assert.Equal(DossierOutcome.Completed, dossier.CarryOut(Monday(15)).State.Outcome);
    }

    [Fact]
    public void Next_ResidenceOverItsTime_RemindsThenMarksOverdueThenOnlyWaits()
    {
        var dossier = BirthAsked().Decide("birth", Done("birth"), Monday(9)).CarryOut(Monday(9));
        var due = dossier.State.Step("residence")!.Due!.Value;
        var reminder = StepPlan.Next(dossier, "residence", Rules, Monday(9)).Until!.Value;
        Assert.Equal(Monday(13, 0, 2), reminder);

        dossier = dossier.CarryOut(reminder);
        Assert.True(dossier.State.Step("residence")!.Reminded);
        Assert.Equal(due, StepPlan.Next(dossier, "residence", Rules, reminder).Until);

        dossier = dossier.CarryOut(due);
        Assert.True(dossier.State.Step("residence")!.Overdue);
        Assert.Equal(new StepNext(StepAction.Wait), StepPlan.Next(dossier, "residence", Rules, due.AddDays(30)));
        Assert.Equal(StepStatus.Done, dossier.Decide("residence", Done("residence"), due.AddDays(1)).State.Step("residence")!.Status);
    }

    [Fact]
    public void Next_HeldDossier_BeginsNothing()
    {
        var held = Filed(new PossibleDuplicateFound(Monday(8), DossierEvent.System, DossierCode.Parse("G22.99.08-260907-0000002"), "child"));

        Assert.Equal(StepAction.Wait, StepPlan.Next(held, "birth", Rules, Monday(9)).Action);
        Assert.Empty(DossierPlan.Running(held.State, Rules));
        Assert.Equal("dossier-held", Code(AgencyDecisions.Decide(held, "birth", Done("birth"), Rules, "agency", Monday(9))));

        var judged = held.After(DuplicateJudgement.Judge(held, isDuplicate: false, "Hai cháu khác nhau", "commune", Monday(9)));
        Assert.Equal(StepAction.Begin, StepPlan.Next(judged, "birth", Rules, Monday(9)).Action);
        Assert.Null(judged.State.DuplicateOf);

        var duplicate = held.After(DuplicateJudgement.Judge(held, isDuplicate: true, "Trùng", "commune", Monday(9))).CarryOut(Monday(9));
        Assert.Equal(DossierOutcome.Duplicate, duplicate.State.Outcome);
        Assert.Equal("dossier-not-held", Code(DuplicateJudgement.Judge(duplicate, isDuplicate: false, "", "commune", Monday(9))));
    }

    [Fact]
    public void Resume_ParkedStep_IsSentAgainInANewRound()
    {
        var dossier = BirthAsked();
        dossier = dossier.After(OperatorActs.ParkFaulted(dossier, "birth", 1, [], "commune", Monday(9)));
        Assert.Equal(StepAction.Wait, StepPlan.Next(dossier, "birth", Rules, Monday(10)).Action);

        dossier = dossier.After(OperatorActs.Resume(dossier, "birth", "operator", Monday(10)));

        Assert.Equal(StepAction.Send, StepPlan.Next(dossier, "birth", Rules, Monday(10)).Action);
        Assert.Equal(2, dossier.State.Step("birth")!.Round);
        Assert.Equal("step-not-parked", Code(OperatorActs.Resume(dossier, "birth", "operator", Monday(10))));
    }

    [Fact]
    public void Next_ParkedStepPastItsLimit_IsStillMarkedOverdue()
    {
        var dossier = BirthAsked();
        dossier = dossier.After(OperatorActs.Park(dossier, "birth", "agency-unreachable", "Timeout", Monday(9)));

        Assert.True(dossier.CarryOut(Monday(17)).State.Step("birth")!.Overdue);
    }

    private static readonly DossierRules BirthStopsNobody = Rules with
    {
        Law = Rules.Law with
        {
            Steps = [.. Rules.Law.Steps.Select(s => s.Code == "birth" ? s with { RefusalEffect = RefusalEffect.None } : s)],
        },
    };

    private static Dossier WithIdentity(Func<PlannedStep, PlannedStep> change)
    {
        var asked = BirthAsked();
        var filed = (DossierFiled)asked.Events[0];
        return asked with { Events = [filed with { Steps = [.. filed.Steps.Select(s => s.Step == "identity" ? change(s) : s)] }, .. asked.Events.Skip(1)] };
    }
}
