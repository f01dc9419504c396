using LienThong.Procedures.Dossiers;
using static LienThong.Procedures.Tests.Dossiers.Sample;

namespace LienThong.Procedures.Tests.Dossiers;

/// <summary>The promise for the whole group: nine working days, twelve with verification, not counting the family's own time.</summary>
public sealed class GroupClockTests
{
    private static Dossier AllAsked() => BirthAsked().Decide("birth", Done("birth"), Monday(9)).CarryOut(Monday(9));

    private static Dossier Given(Dossier dossier, string step, DateTimeOffset at) =>
        dossier.After(ApplicantActs.Supplement(dossier, step, 1, Paper, null, Rules, "portal", at));

    [Fact]
    public void Verification_OfAnyStep_GivesTheGroupItsLongerLimitOnce()
    {
        Assert.Equal(Monday(17, 0, 11), GroupClock.DueAt(AllAsked(), Rules));

        var verified = AllAsked().Decide("residence", Decision(AgencyDecisionKind.Verify), Monday(10));

        Assert.Equal(Monday(17, 0, 16), verified.State.Due);
        Assert.Equal("verification", verified.Events.OfType<DossierDueMoved>().Single().Because);
    }

    [Fact]
    public void Supplements_OfTwoStepsAtTheSameTime_CountOnce()
    {
        // Residence stands Monday 10:00 to Wednesday 10:00, insurance Tuesday 10:00 to Thursday 10:00: three working days together.
        var dossier = AllAsked()
            .Decide("residence", Decision(AgencyDecisionKind.Supplement), Monday(10))
            .Decide("insurance", Decision(AgencyDecisionKind.Supplement), Monday(10, 0, 1));
        dossier = Given(dossier, "residence", Monday(10, 0, 2));
        Assert.Equal(Monday(17, 0, 15), dossier.State.Due);

        dossier = Given(dossier, "insurance", Monday(10, 0, 3));

        Assert.Equal(Monday(17, 0, 16), dossier.State.Due);
    }

    [Fact]
    public void Supplement_ThatNeverCame_MovesNothing()
    {
        var dossier = AllAsked().Decide("residence", Decision(AgencyDecisionKind.Supplement), Monday(10));

        Assert.Equal(Monday(17, 0, 11), dossier.CarryOut(dossier.State.Step("residence")!.SupplementUntil!.Value).State.Due);
    }

    [Fact]
    public void VerificationAfterASupplement_KeepsBoth()
    {
        var dossier = Given(AllAsked().Decide("residence", Decision(AgencyDecisionKind.Supplement), Monday(10)), "residence", Monday(10, 0, 1));

        dossier = dossier.Decide("residence", Decision(AgencyDecisionKind.Verify, round: 2), Monday(11, 0, 1));

        Assert.Equal(Monday(17, 0, 17), dossier.State.Due);
    }
}
