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

    [Theory]
    [InlineData(11, 16, 59, false)]
    [InlineData(11, 17, 0, true)]
    [InlineData(14, 9, 0, true)]
    public void HasPassed_WhileASupplementIsAwaited_IsWhatItWasWhenTheClockStopped(int day, int hour, int minute, bool isPast)
    {
        var asked = AllAsked().Decide("residence", Decision(AgencyDecisionKind.Supplement), Monday(hour, minute, day));

        Assert.Equal(isPast, GroupClock.HasPassed(asked, Rules, Monday(9, 0, 18)));
    }

    [Fact]
    public void HasPassed_NobodyIsWaitedFor_IsSoFromTheLimitOn()
    {
        Assert.False(GroupClock.HasPassed(AllAsked(), Rules, Monday(16, 59, 11)));
        Assert.True(GroupClock.HasPassed(AllAsked(), Rules, Monday(17, 0, 11)));
    }

    [Fact]
    public void HasPassed_WhileARelativeIsWaitedFor_IsNot()
    {
        var awaited = FiledWithWaits().CarryOut(Monday(8)).Decide("birth", Done("birth"), Monday(9)).CarryOut(Monday(9));

        Assert.Equal(Monday(9), GroupClock.CountedUntil(awaited, Rules));
        Assert.False(GroupClock.HasPassed(awaited, Rules, Monday(9, 0, 60)));
    }

    // Residence stands from Monday 10:00, insurance from Tuesday 10:00; one of them until Wednesday 10:00, the other still.
    [Theory]
    [InlineData("residence", 2)]
    [InlineData("insurance", 1)]
    public void CountedUntil_AnotherWaitHasMovedTheLimit_IsLaterByWhatLiesWithin(string given, int addDays)
    {
        var dossier = AllAsked()
            .Decide("residence", Decision(AgencyDecisionKind.Supplement), Monday(10))
            .Decide("insurance", Decision(AgencyDecisionKind.Supplement), Monday(10, 0, 1));

        Assert.Equal(Monday(10, 0, addDays), GroupClock.CountedUntil(Given(dossier, given, Monday(10, 0, 2)), Rules));
    }

    [Theory]
    [InlineData(8, false)]
    [InlineData(14, true)]
    public void HasPassed_NothingWasSupplementedUntilAfterTheLimit_IsJudgedByTheAsking(int askedOn, bool isPast)
    {
        var dossier = AllAsked();
        foreach (var step in new[] { "residence", "insurance" })
        {
            dossier = dossier.Decide(step, Done(step), Monday(10));
        }

        dossier = dossier.Decide("identity", Decision(AgencyDecisionKind.Supplement), Monday(9, 0, askedOn)).CarryOut(Monday(9, 0, 30));

        Assert.Equal((StepStatus.Rejected, DossierStatus.Closed), (dossier.State.Step("identity")!.Status, dossier.State.Status));
        Assert.Equal(Monday(9, 0, askedOn), GroupClock.CountedUntil(dossier, Rules));
        Assert.Equal(isPast, GroupClock.HasPassed(dossier, Rules, Monday(9, 0, 31)));
    }

    [Fact]
    public void HasPassed_WithdrawnLateWhileASupplementWasAwaited_IsNot()
    {
        var asked = AllAsked().Decide("residence", Decision(AgencyDecisionKind.Supplement), Monday(10));

        var withdrawn = asked.After(ApplicantActs.Withdraw(asked, "Đổi ý", "portal", Monday(9, 0, 14))).CarryOut(Monday(9, 0, 14));

        Assert.Equal(DossierStatus.Closed, withdrawn.State.Status);
        Assert.False(GroupClock.HasPassed(withdrawn, Rules, Monday(9, 0, 15)));
    }

    [Fact]
    public void VerificationAfterASupplement_KeepsBoth()
    {
        var dossier = Given(AllAsked().Decide("residence", Decision(AgencyDecisionKind.Supplement), Monday(10)), "residence", Monday(10, 0, 1));

        dossier = dossier.Decide("residence", Decision(AgencyDecisionKind.Verify, round: 2), Monday(11, 0, 1));

        Assert.Equal(Monday(17, 0, 17), dossier.State.Due);
    }
}
