using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Faults;
using static LienThong.Procedures.Tests.Dossiers.Sample;

namespace LienThong.Procedures.Tests.Dossiers;

/// <summary>What an operator does to a dossier that cannot end by itself.</summary>
public sealed class OperatorActsTests
{
    private static Decided Invalidate(Dossier dossier, string? text = "Hồ sơ thử, không có người thật") =>
        OperatorActs.Invalidate(dossier, "invalid-data", text, Rules, "operator", Monday(10));

    [Fact]
    public void Invalidate_AfterTheBirthIsDone_EndsTheRestAndKeepsTheResult()
    {
        var dossier = BirthAsked().Decide("birth", Done("birth"), Monday(9)).CarryOut(Monday(9));

        var closed = dossier.After(Invalidate(dossier)).CarryOut(Monday(10));

        Assert.Equal((DossierStatus.Closed, DossierOutcome.Invalid), (closed.State.Status, closed.State.Outcome));
        Assert.Equal(StepStatus.Done, closed.State.Step("birth")!.Status);
        Assert.Equal(("invalid-data", "Hồ sơ thử, không có người thật"), (closed.State.ReasonCode, closed.State.Reason));
        Assert.Equal(Decided.Already, Invalidate(closed));
        Assert.Equal("dossier-closed", Code(Invalidate(closed, "Khác")));
    }

    [Fact]
    public void ParkFaulted_MoreTextThanADossierHasRoomFor_KeepsTheFirstFaults()
    {
        var faults = Enumerable.Range(0, 100).Select(i => new Fault($"f-{i}", "/a", new string('ă', 900), new string('a', 900))).ToList();

        var kept = Assert.IsType<RequestFaulted>(Assert.Single(OperatorActs.ParkFaulted(BirthAsked(), "birth", 1, faults, "agency", Monday(9)).Events)).Faults;

        Assert.Equal(faults.Take(11), kept);
    }

    [Fact]
    public void Room_WhatCanBeRepeated_HasLessThanWhatAnswersItOrEnds()
    {
        Assert.Equal(DossierRoom.RepeatableBytes, DossierRoom.For([new SupplementAsked(Monday(9), "agency", "birth", 1, [], "", Monday(17))]));
        Assert.Equal(DossierRoom.Bytes, DossierRoom.For([new SupplementGiven(Monday(9), "portal", "birth", 2, [], null, Monday(17))]));
        Assert.Equal(DossierRoom.Bytes, DossierRoom.For([new DossierWithdrawn(Monday(9), "portal", "")]));
    }

    [Fact]
    public void Invalidate_WithoutReason_NamesBoth() => Assert.Equal(
        ["/reasonCode", "/reason"], OperatorActs.Invalidate(BirthAsked(), null, null, Rules, "operator", Monday(10)).Refusal!.Faults.Select(f => f.Pointer));

    [Theory]
    [InlineData("held")]
    [InlineData("confirmation")]
    [InlineData("supplement")]
    [InlineData("parked")]
    public void WithdrawAndInvalidate_WhateverItWaitsFor_CloseIt(string waits)
    {
        var dossier = waits switch
        {
            "held" => Filed(new PossibleDuplicateFound(Monday(8), DossierEvent.System, Procedures.Identifiers.DossierCode.Parse("G22.99.08-260907-0000002"), "child")),
            "confirmation" => FiledWithWaits().CarryOut(Monday(8)).Decide("birth", Done("birth"), Monday(9)).CarryOut(Monday(9)),
            "supplement" => BirthAsked().Decide("birth", Decision(AgencyDecisionKind.Supplement), Monday(9)),
            _ => BirthAsked().After(OperatorActs.Park(BirthAsked(), "birth", "agency-unreachable", "Timeout", Monday(9))),
        };

        var withdrawn = dossier.After(ApplicantActs.Withdraw(dossier, "Đổi ý", "portal", Monday(10))).CarryOut(Monday(10));
        var invalid = dossier.After(Invalidate(dossier)).CarryOut(Monday(10));

        Assert.Equal((DossierStatus.Closed, DossierOutcome.Withdrawn), (withdrawn.State.Status, withdrawn.State.Outcome));
        Assert.Equal((DossierStatus.Closed, DossierOutcome.Invalid), (invalid.State.Status, invalid.State.Outcome));
        Assert.All([.. withdrawn.State.Steps, .. invalid.State.Steps], s => Assert.True(s.Ended && !s.Parked && s.ConfirmationsUntil is null));
    }
}
