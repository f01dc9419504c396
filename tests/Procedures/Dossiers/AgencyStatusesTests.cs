using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Law.Lanes;
using static LienThong.Procedures.Tests.Dossiers.Sample;

namespace LienThong.Procedures.Tests.Dossiers;

/// <summary>An agency's system that says numbers in place of decisions.</summary>
public sealed class AgencyStatusesTests
{
    private static readonly Lane Linked = Sample.Law.Lanes.Single(lane => lane.Code == "linked");

    [Fact]
    public void Decide_InOrder_IsTheSameAsTheDecisions()
    {
        var dossier = Says(Says(Says(Says(Says(BirthAsked(), 1), 3), 7), 4), 5);

        Assert.Equal(StepStatus.Done, dossier.State.Step("birth")!.Status);
        Assert.Equal(Results["birth"], dossier.State.Step("birth")!.Result);
        Assert.Equal([1, 3, 7, 4, 5], dossier.Events.OfType<StatusReported>().Select(said => said.Number));
        Assert.All(dossier.Events.OfType<StatusReported>(), said => Assert.Empty(said.Filled));
        Assert.Single(dossier.Events.OfType<StepAccepted>());
    }

    [Fact]
    public void Decide_ResultWithoutWhatComesBefore_FillsItAndRecordsThat()
    {
        var dossier = Says(BirthAsked(), 4);

        Assert.Equal([1, 3, 7], Assert.Single(dossier.Events.OfType<StatusReported>()).Filled);
        Assert.Single(dossier.Events.OfType<StepAccepted>());
        Assert.Equal(StepStatus.Done, dossier.State.Step("birth")!.Status);
    }

    [Fact]
    public void Decide_ReturnedWithoutAResult_IsRefusedWithWhatIsMissing()
    {
        var decided = Decide(Says(BirthAsked(), 3), 5);

        var fault = Assert.Single(decided.Refusal!.Faults);
        Assert.Equal(("earlier-status-missing", RefusalKind.Conflict), (fault.Code, decided.Refusal.Kind));
        Assert.StartsWith("Chưa cập nhật trạng thái 4", fault.Vi, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(4)]
    public void Decide_SaidBeforeOrFilled_IsFineAndChangesNothing(int number) => Assert.Equal(Decided.Already, Decide(Says(BirthAsked(), 4), number));

    [Fact]
    public void Decide_AfterTheResultIsReturned_NothingElseIsTaken()
    {
        var dossier = Says(Says(BirthAsked(), 4), 5);

        Assert.Equal(Decided.Already, Decide(dossier, 5));
        Assert.All((int[])[1, 2, 3, 4, 6, 7], number => Assert.Equal("result-already-returned", Code(Decide(dossier, number))));
    }

    [Fact]
    public void Decide_AfterARefusal_NothingElseIsTaken()
    {
        var dossier = Says(BirthAsked(), 6);

        Assert.Equal(("other", "Không đủ"), (dossier.State.Step("birth")!.ReasonCode, dossier.State.Step("birth")!.Reason));
        Assert.Equal(Decided.Already, Decide(dossier, 6));
        Assert.Equal("status-after-end", Code(Decide(dossier, 4)));
    }

    [Fact]
    public void Decide_AnotherResultThanBefore_Contradicts()
    {
        var said = new AgencyStatus { Status = 4, Round = 1, Result = Results["birth"].ToDictionary(field => field.Key, _ => "999") };

        Assert.Equal("decision-contradicts", Code(AgencyStatuses.Decide(Says(BirthAsked(), 4), "birth", said, Linked, Rules, "agency", Monday(11))));
    }

    [Fact]
    public void Decide_SupplementThenItsAnswer_BeginsANewRound()
    {
        var dossier = Says(Says(BirthAsked(), 3), 2);
        Assert.Equal(StepStatus.SupplementAwaited, dossier.State.Step("birth")!.Status);
        Assert.Equal("supplement-awaited", Code(Decide(dossier, 4)));

        dossier = dossier.After(ApplicantActs.Supplement(dossier, "birth", 1, Paper, null, Rules, "portal", Monday(12)));
        Assert.Equal("round-superseded", Code(Decide(dossier, 4)));
        dossier = Says(dossier, 4, round: 2);
        Assert.Equal([1, 3, 7], dossier.Events.OfType<StatusReported>().Last().Filled);
        Assert.Equal(StepStatus.Done, dossier.State.Step("birth")!.Status);
    }

    [Fact]
    public void Decide_OfAStepThatEndedWithoutAResult_IsRefused()
    {
        var dossier = Says(BirthAsked(), 3);
        dossier = dossier.After(ApplicantActs.Withdraw(dossier, "x", "portal", Monday(10)));

        Assert.All((int[])[7, 4, 5], number => Assert.NotNull(Decide(dossier, number).Refusal));
        Assert.Equal("step-ended", Code(Decide(dossier, 7)));
    }

    [Fact]
    public void Decide_AfterADecision_TheNumbersOnTheWayAreKnown()
    {
        var dossier = BirthAsked().Decide("birth", Done("birth"), Monday(10));

        Assert.Equal(Decided.Already, Decide(dossier, 3));
        Assert.Equal(Decided.Already, Decide(dossier, 4));
        Assert.IsType<StatusReported>(Assert.Single(Decide(dossier, 5).Events));
    }

    [Fact]
    public void Decide_RefusedByADecisionBefore_TheSameInNumbersIsFine()
    {
        var dossier = BirthAsked().Decide(
            "birth", new AgencyDecision { Round = 1, Decision = AgencyDecisionKind.Refuse, ReasonCode = "other", Reason = "Không đủ" }, Monday(10));

        Assert.Equal(Decided.Already, Decide(dossier, 6));
        Assert.NotNull(Decide(dossier, 4).Refusal);
    }

    [Theory]
    [InlineData("birth", 8, "status-number-unknown")]
    [InlineData("baptism", 1, "step-unknown")]
    [InlineData("residence", 1, "step-not-begun")]
    public void Decide_WhatCannotBeSaid_IsRefused(string step, int number, string code) => Assert.Equal(
        code, Code(AgencyStatuses.Decide(BirthAsked(), step, new AgencyStatus { Status = number, Round = 1 }, Linked, Rules, "agency", Monday(9))));

    [Fact]
    public void Decide_ResultThatLacksAField_NamesIt()
    {
        var decided = AgencyStatuses.Decide(BirthAsked(), "birth", new AgencyStatus { Status = 4, Round = 1 }, Linked, Rules, "agency", Monday(9));

        Assert.Contains("/result/registrationNumber", decided.Refusal!.Faults.Select(fault => fault.Pointer));
        Assert.Empty(decided.Events);
    }

    private static Dossier Says(Dossier dossier, int number, int round = 1) => dossier.After(Decide(dossier, number, round));

    private static Decided Decide(Dossier dossier, int number, int round = 1) => AgencyStatuses.Decide(
        dossier,
        "birth",
        new AgencyStatus
        {
            Status = number, Round = round, Reason = "Không đủ", Asked = ["householder-consent"],
            Result = number == 4 ? Results["birth"] : new Dictionary<string, string>(),
        },
        Linked, Rules, "agency", Monday(9));
}
