using LienThong.Procedures.Dossiers;
using static LienThong.Procedures.Tests.Dossiers.Sample;

namespace LienThong.Procedures.Tests.Dossiers;

/// <summary>A step that came to the wrong commune.</summary>
public sealed class TransfersTests
{
    private static StepTransfer To(string commune, int round = 1) => new() { Round = round, To = commune, Reason = "Trẻ ở xã khác" };

    private static Decided HandOn(Dossier dossier, StepTransfer transfer, string step = "residence") =>
        Transfers.HandOn(dossier, step, transfer, Rules, agency => agency.ToString() != "police-00376", "police", Monday(11));

    private static Dossier ResidenceAsked() => BirthAsked().Decide("birth", Done("birth"), Monday(9)).CarryOut(Monday(9));

    [Fact]
    public void HandOn_WithinTheProvince_KeepsTheClockAndAsksTheOtherCommune()
    {
        var before = ResidenceAsked().Decide("residence", Decision(AgencyDecisionKind.Accept), Monday(10));

        var after = before.After(HandOn(before, To("00008"))).CarryOut(Monday(11));

        var step = after.State.Step("residence")!;
        Assert.Equal(("police-00008", StepStatus.Requested, 2, 2), (step.Agency.ToString(), step.Status, step.Round, step.SentRound));
        Assert.Equal(before.State.Step("residence")!.Due, step.Due);
        Assert.Equal(Decided.Already, HandOn(after, To("00008")));
        Assert.Equal("round-superseded", Code(HandOn(after, To("00004"))));
        Assert.Equal(StepStatus.Done, after.Decide("residence", Done("residence", round: 2), Monday(12)).State.Step("residence")!.Status);
    }

    [Theory]
    [InlineData("01273", "transfer-outside-province")]
    [InlineData("99999", "transfer-commune-unknown")]
    [InlineData("1", "transfer-commune-unknown")]
    [InlineData("00004", "transfer-to-itself")]
    [InlineData("00376", "transfer-commune-unserved")]
    public void HandOn_ToWhereItDoesNotBelong_IsRefused(string commune, string code) => Assert.Equal(code, Code(HandOn(ResidenceAsked(), To(commune))));

    [Fact]
    public void HandOn_StepThatIsNotThere_IsRefused()
    {
        var dossier = ResidenceAsked();

        Assert.Equal("transfer-not-communal", Code(HandOn(dossier, To("00008"), "insurance")));
        Assert.Equal("step-ended", Code(HandOn(dossier, To("00008"), "birth")));
        Assert.Equal("step-not-begun", Code(HandOn(BirthAsked(), To("00008"))));
        Assert.Equal("step-unknown", Code(HandOn(dossier, To("00008"), "burial")));
        var asked = dossier.Decide("residence", Decision(AgencyDecisionKind.Supplement), Monday(10));
        Assert.Equal("supplement-awaited", Code(HandOn(asked, To("00008"))));
    }

    [Fact]
    public void HandOn_AgencyHadVerified_TheNextMayVerifyWithinTheSameLimit()
    {
        var verified = ResidenceAsked().Decide("residence", Decision(AgencyDecisionKind.Verify), Monday(10));
        var due = verified.State.Step("residence")!.Due;

        var again = verified.After(HandOn(verified, To("00008"))).Decide("residence", Decision(AgencyDecisionKind.Verify, round: 2), Monday(12));

        Assert.Equal((StepStatus.Verifying, due), (again.State.Step("residence")!.Status, again.State.Step("residence")!.Due));
    }
}
