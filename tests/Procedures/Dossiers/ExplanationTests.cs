using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Identifiers;
using static LienThong.Procedures.Tests.Dossiers.Sample;

namespace LienThong.Procedures.Tests.Dossiers;

/// <summary>What it waits for, who has it, since when, until when, and why it is late.</summary>
public sealed class ExplanationTests
{
    private static Explained Of(Dossier dossier, string? step, DateTimeOffset now) => Explanation.Of(dossier, Rules, now).Single(e => e.Step == step);

    [Fact]
    public void Of_StepWithItsAgency_SaysWhoSinceAndUntil()
    {
        var birth = Of(BirthAsked(), "birth", Monday(9));

        Assert.Equal(("agency", Monday(8), Monday(17)), (birth.WaitsFor, birth.Since, birth.Until!.Value));
        Assert.Equal("civil-status-00004", birth.Agency.ToString());
        Assert.Null(birth.LateBecause);
        Assert.Matches("^Đăng ký khai sinh: .*hộ tịch.* giữ hồ sơ từ 08:00 07/09/2026 .*, hạn 17:00 07/09/2026\\.$", birth.Text.Vi);
        Assert.Matches("^Birth registration: with .*since 08:00 07/09/2026 .*, due 17:00 07/09/2026\\.$", birth.Text.En);

        var residence = Of(BirthAsked(), "residence", Monday(9));
        Assert.Equal("other-step", residence.WaitsFor);
        Assert.Equal("Permanent residence registration: begins after Birth registration.", residence.Text.En);
    }

    [Fact]
    public void Of_TheWhole_NamesWhoeverHasThePressingStepAndThePromise()
    {
        var whole = Of(BirthAsked(), null, Monday(9));

        Assert.Equal(("agency", Monday(17, 0, 11)), (whole.WaitsFor, whole.Until!.Value));
        Assert.Contains("all of it is due 17:00 18/09/2026", whole.Text.En, StringComparison.Ordinal);
        Assert.Null(whole.LateBecause);
    }

    [Fact]
    public void Of_OverdueStep_SaysWhyItAndTheWholeAreLate()
    {
        var late = BirthAsked().CarryOut(Monday(17, 0, 14));

        Assert.Equal("Late: not decided within its limit (due 17:00 07/09/2026).", Of(late, "birth", Monday(17, 0, 14)).LateBecause!.En);
        Assert.Equal("Past the promised 17:00 18/09/2026, because of Birth registration.", Of(late, null, Monday(17, 0, 14)).LateBecause!.En);
        Assert.Equal("A step is late: Birth registration.", Of(late, null, Monday(17, 0, 1)).LateBecause!.En);
    }

    [Fact]
    public void Of_LimitPassedThisVeryMoment_IsLateBeforeAnybodyMarkedIt() =>
        Assert.NotNull(Of(BirthAsked(), "birth", Monday(17)).LateBecause);

    [Fact]
    public void Of_SupplementAskedForTheSecondTime_CountsAsLate()
    {
        var once = BirthAsked().Decide("birth", Decision(AgencyDecisionKind.Supplement), Monday(9));
        Assert.Null(Of(once, "birth", Monday(10)).LateBecause);
        var given = once.After(ApplicantActs.Supplement(once, "birth", 1, Paper, null, Rules, "portal", Monday(10)));
        var twice = given.Decide("birth", Decision(AgencyDecisionKind.Supplement, round: 2), Monday(11));

        var birth = Of(twice, "birth", Monday(12));
        Assert.Equal(("supplement", "the applicant", Monday(11), Monday(17, 0, 9)), (birth.WaitsFor, birth.With.En, birth.Since, birth.Until!.Value));
        Assert.StartsWith("Counts as late: supplements were asked for 2 times", birth.LateBecause!.En, StringComparison.Ordinal);
        Assert.True(twice.State.Step("birth")!.Late);
        Assert.Contains("yêu cầu bổ sung Ý kiến đồng ý của chủ hộ từ", birth.Text.Vi, StringComparison.Ordinal);
        Assert.Contains("has asked for Consent of the householder since", birth.Text.En, StringComparison.Ordinal);
        Assert.DoesNotContain("Thiếu giấy tờ", birth.Text.Vi, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_WholeThatWaitsPastItsPromise_SaysThatTheWaitIsAddedAndNotThatItIsLate()
    {
        var asked = BirthAsked().Decide("birth", Decision(AgencyDecisionKind.Supplement), Monday(9));

        var whole = Of(asked, null, Monday(9, 0, 14));

        Assert.Equal(("supplement", Monday(17, 0, 11)), (whole.WaitsFor, whole.Until!.Value));
        Assert.Null(whole.LateBecause);
        Assert.EndsWith("hẹn trả cả hồ sơ 17:00 18/09/2026, lùi thêm thời gian chờ bổ sung hoặc xác nhận.", whole.Text.Vi, StringComparison.Ordinal);
        Assert.EndsWith("all of it is due 17:00 18/09/2026, later by the wait for a supplement or a confirmation.", whole.Text.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_WholeThatWaitsForRelativesPastItsPromise_IsNotLate()
    {
        var dossier = FiledWithWaits().CarryOut(Monday(8)).Decide("birth", Done("birth"), Monday(9)).CarryOut(Monday(9));
        dossier = dossier.Decide("insurance", Done("insurance"), Monday(10));

        Assert.Null(Of(dossier, null, Monday(9, 0, 14)).LateBecause);
    }

    // The card is due on Monday 21/09, after what was promised for the whole.
    [Theory]
    [InlineData(10, null)]
    [InlineData(14, "Past the promised 17:00 18/09/2026.")]
    public void Of_ClosedForWantOfASupplement_IsLateOnlyIfItWasWhenThatWasAskedFor(int askedOn, string? late)
    {
        var dossier = BirthAsked().With([new StepDone(Monday(9, 0, 3), "agency", "birth", 1, Results["birth"], [])]).CarryOut(Monday(9, 0, 3));
        foreach (var step in new[] { "residence", "insurance" })
        {
            dossier = dossier.Decide(step, Done(step), Monday(10, 0, 3));
        }

        dossier = dossier.Decide("identity", Decision(AgencyDecisionKind.Supplement), Monday(9, 0, askedOn)).CarryOut(Monday(9, 0, 40));

        var whole = Assert.Single(Explanation.Of(dossier, Rules, Monday(9, 0, 41)));
        Assert.Equal("nothing", whole.WaitsFor);
        Assert.Equal(late, whole.LateBecause?.En);
    }

    [Fact]
    public void Of_EveryOtherWait_SaysWhatItIs()
    {
        var done = FiledWithWaits().CarryOut(Monday(8)).Decide("birth", Done("birth"), Monday(9)).CarryOut(Monday(9));
        Assert.Equal("confirmation", Of(done, "residence", Monday(10)).WaitsFor);
        Assert.StartsWith("Permanent residence registration: 2 persons have to confirm in VNeID", Of(done, "residence", Monday(10)).Text.En, StringComparison.Ordinal);
        var number = Of(done, "identity", Monday(10));
        Assert.Equal(("late-value", Monday(9)), (number.WaitsFor, number.Since));
        Assert.Contains("waits for its Personal identification number", number.Text.En, StringComparison.Ordinal);

        var parked = BirthAsked().After(OperatorActs.Park(BirthAsked(), "birth", "agency-unreachable", "Timeout", Monday(9)));
        Assert.Equal(("operator", Monday(9)), (Of(parked, "birth", Monday(10)).WaitsFor, Of(parked, "birth", Monday(10)).Since));
        Assert.Contains("tạm dừng (không gửi được đến cơ quan) từ", Of(parked, "birth", Monday(10)).Text.Vi, StringComparison.Ordinal);

        var held = Filed(new PossibleDuplicateFound(Monday(8), DossierEvent.System, DossierCode.Parse("G22.99.08-260907-0000002"), "child"));
        Assert.All([Of(held, null, Monday(9)), Of(held, "birth", Monday(9))], e => Assert.Equal("judgement", e.WaitsFor));
    }

    [Fact]
    public void Of_ClosedDossier_SaysHowItEndedAndWhatWasLeftUndone()
    {
        var dossier = BirthAsked().Decide("birth", Done("birth"), Monday(9)).CarryOut(Monday(9))
            .Decide("residence", Decision(AgencyDecisionKind.Refuse), Monday(10))
            .Decide("insurance", Done("insurance"), Monday(11)).Decide("identity", Done("identity"), Monday(11)).CarryOut(Monday(11));

        var whole = Assert.Single(Explanation.Of(dossier, Rules, Monday(12, 0, 60)));

        Assert.Equal("nothing", whole.WaitsFor);
        Assert.Null(whole.LateBecause);
        Assert.Equal(
            "The dossier is partly completed, since 11:00 07/09/2026. Not carried out: Permanent residence registration (refused); to have it, file for it separately. The results given stay in force.",
            whole.Text.En);
    }
}
