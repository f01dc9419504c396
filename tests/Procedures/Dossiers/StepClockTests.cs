using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Identifiers;
using static LienThong.Procedures.Tests.Dossiers.Sample;

namespace LienThong.Procedures.Tests.Dossiers;

/// <summary>A step's limit is counted from its turn, not from when the machine came to it, and stands still with the clock.</summary>
public sealed class StepClockTests
{
    [Fact]
    public void Begin_MachineComesToItTheNextDay_IsDueOnTheDayOfFiling()
    {
        var dossier = Filed().CarryOut(Monday(15, 30, 1));

        Assert.Equal(Monday(15, 30, 1), dossier.State.Step("birth")!.BegunAt);
        Assert.Equal(Monday(17), dossier.State.Step("birth")!.Due);
        Assert.True(dossier.State.Step("birth")!.Overdue);
    }

    [Fact]
    public void Begin_MachineComesToItAfterTheCutOff_CountsFromTheStepBefore()
    {
        var dossier = BirthAsked().Decide("birth", Done("birth"), Monday(14, 50)).CarryOut(Monday(15, 10));

        Assert.Equal(Monday(17, 0, 2), dossier.State.Step("residence")!.Due);
    }

    [Fact]
    public void Begin_AfterTheCommuneLetItGoOn_CountsFromThen()
    {
        var held = Filed(new PossibleDuplicateFound(Monday(8), DossierEvent.System, DossierCode.Parse("G22.99.08-260907-0000002"), "child"));
        var judged = held.After(DuplicateJudgement.Judge(held, isDuplicate: false, "Hai cháu khác nhau", "commune", Monday(9, 0, 1)));

        Assert.Equal(Monday(17, 0, 1), judged.CarryOut(Monday(9, 0, 1)).State.Step("birth")!.Due);
    }

    [Fact]
    public void Begin_ANumberGivenTwiceWasJudgedMeanwhile_CountsFromTheStepBeforeAllTheSame()
    {
        var done = BirthAsked().Decide("birth", Done("birth"), Monday(9))
            .With([new SameResultFound(Monday(9, 1), DossierEvent.System, "birth", "personalId", DossierCode.Parse("G22.99.08-260907-0000002"))]);
        var judged = done.After(DuplicateJudgement.Judge(done, isDuplicate: false, "Đã đối chiếu sổ", "commune", Monday(16, 0, 1)));

        // Two working days from Monday, whenever the machine came to it.
        Assert.Equal(Monday(17, 0, 2), judged.CarryOut(Monday(16, 30, 1)).State.Step("residence")!.Due);
    }

    [Fact]
    public void Verify_AfterASupplement_KeepsTheTimeThatTheClockStood()
    {
        // Due on Wednesday; stands from Monday 9:00 to Friday 9:00, four working days.
        var dossier = BirthAsked().Decide("birth", Done("birth"), Monday(8)).CarryOut(Monday(8))
            .Decide("residence", Decision(AgencyDecisionKind.Supplement), Monday(9));
        dossier = dossier.After(ApplicantActs.Supplement(dossier, "residence", 1, Paper, null, Rules, "portal", Monday(9, 0, 4)));
        Assert.Equal(Monday(17, 0, 8), dossier.State.Step("residence")!.Due);

        dossier = dossier.Decide("residence", Decision(AgencyDecisionKind.Verify, round: 2), Monday(10, 0, 4));

        // Five working days from Monday would be the Monday after; four more stood still.
        Assert.Equal(Monday(17, 0, 11), dossier.State.Step("residence")!.Due);
    }

    [Fact]
    public void Supplement_ClockWasSetBack_IsTakenAndMovesNothing()
    {
        var dossier = BirthAsked().Decide("birth", Decision(AgencyDecisionKind.Supplement), Monday(10));

        dossier = dossier.After(ApplicantActs.Supplement(dossier, "birth", 1, Paper, null, Rules, "portal", Monday(9)));

        Assert.Equal(Monday(17), dossier.State.Step("birth")!.Due);
    }
}
