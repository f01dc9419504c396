using LienThong.Procedures.Dossiers;
using static LienThong.Procedures.Tests.Dossiers.Sample;

namespace LienThong.Procedures.Tests.Dossiers;

/// <summary>What happens to a result after it was given.</summary>
public sealed class ResultActsTests
{
    private static readonly Dictionary<string, string> Number = new() { ["personalId"] = ChildId };

    private static Dossier BirthDone() => FiledWithWaits().CarryOut(Monday(8)).Decide("birth", Done("birth"), Monday(9)).CarryOut(Monday(9));

    private static Dossier Completed(Dossier dossier, DateTimeOffset at) =>
        dossier.After(ResultActs.Complete(dossier, "birth", Number, Rules, "population", at)).CarryOut(at);

    private static Dossier Corrected(Dossier dossier, ResultCorrection correction, DateTimeOffset at) =>
        dossier.After(ResultActs.Correct(dossier, "birth", correction, Rules, "agency", at)).CarryOut(at);

    [Fact]
    public void Complete_NumberComesTwoDaysLater_BeginsTheStepThatNeedsItAndLeavesTheOthersTheirRound()
    {
        var waiting = BirthDone();
        Assert.Equal(StepStatus.Waiting, waiting.State.Step("identity")!.Status);
        Assert.Equal(StepStatus.Requested, waiting.State.Step("insurance")!.Status);
        Assert.False(DossierPlan.IsAhead(waiting, Rules, Monday(9, 0, 2)));

        var done = Completed(waiting, Monday(9, 0, 2));

        // Seven working days from Wednesday, not from Monday.
        Assert.Equal((StepStatus.Requested, Monday(17, 0, 11)), (done.State.Step("identity")!.Status, done.State.Step("identity")!.Due));
        Assert.Equal((ChildId, 2), (done.State.Step("birth")!.Result["personalId"], done.State.Step("birth")!.Edition));
        Assert.Equal((1, 1), (done.State.Step("insurance")!.Round, done.State.Step("insurance")!.SentRound));
    }

    [Fact]
    public void Complete_RepeatedContraryOrNotLate_IsRecognised()
    {
        var done = Completed(BirthDone(), Monday(10));

        Assert.Equal(Decided.Already, ResultActs.Complete(done, "birth", Number, Rules, "population", Monday(11)));
        Assert.Equal("completion-contradicts", Code(ResultActs.Complete(done, "birth", new Dictionary<string, string> { ["personalId"] = "001326000002" }, Rules, "population", Monday(11))));
        Assert.Equal("field-not-late", Code(ResultActs.Complete(done, "birth", new Dictionary<string, string> { ["bookNumber"] = "2" }, Rules, "population", Monday(11))));
        Assert.Equal("result-not-given", Code(ResultActs.Complete(done, "insurance", Number, Rules, "population", Monday(11))));
        var wrong = ResultActs.Complete(BirthDone(), "birth", new Dictionary<string, string> { ["personalId"] = "12" }, Rules, "population", Monday(11));
        Assert.Equal("/fields/personalId", Assert.Single(wrong.Refusal!.Faults).Pointer);
    }

    [Fact]
    public void Correct_WhileOthersBuildOnIt_AsksThemAgainInANewRoundAndKeepsTheirClock()
    {
        var before = BirthDone();
        var due = before.State.Step("insurance")!.Due;

        var after = Corrected(before, Correction(2), Monday(10));

        var insurance = after.State.Step("insurance")!;
        Assert.Equal((2, 2, due), (insurance.Round, insurance.SentRound, insurance.Due));
        Assert.Equal("round-superseded", Code(AgencyDecisions.Decide(after, "insurance", Done("insurance"), Rules, "agency", Monday(11))));
        Assert.Equal("9876543210", after.State.Step("birth")!.Result["registrationNumber"]);
    }

    [Fact]
    public void Correct_AfterTheDossierIsClosed_IsTakenAndAsksNobodyAgain()
    {
        var closed = Completed(BirthDone(), Monday(10));
        closed = closed.After(ApplicantActs.Withdraw(closed, "Đổi ý", "portal", Monday(11))).CarryOut(Monday(11));
        Assert.Equal(DossierStatus.Closed, closed.State.Status);

        var corrected = Corrected(closed, Correction(3), Monday(12));

        Assert.Equal((DossierStatus.Closed, 3), (corrected.State.Status, corrected.State.Step("birth")!.Edition));
        Assert.Empty(corrected.Events.OfType<RequestRenewed>());
    }

    [Fact]
    public void Correct_LateValueNotNamed_Stays()
    {
        var corrected = Corrected(Completed(BirthDone(), Monday(10)), Correction(3), Monday(11));

        Assert.Equal(ChildId, corrected.State.Step("birth")!.Result["personalId"]);
    }

    [Fact]
    public void Correct_RepeatedOldOrUnknownEdition_IsRecognised()
    {
        var corrected = Corrected(BirthDone(), Correction(2), Monday(10));

        Assert.Equal(Decided.Already, ResultActs.Correct(corrected, "birth", Correction(2), Rules, "agency", Monday(11)));
        Assert.Equal("edition-superseded", Code(ResultActs.Correct(corrected, "birth", Correction(2, number: "7"), Rules, "agency", Monday(11))));
        Assert.Equal("edition-unknown", Code(ResultActs.Correct(corrected, "birth", Correction(4), Rules, "agency", Monday(11))));
        Assert.Equal("result-not-given", Code(ResultActs.Correct(corrected, "residence", Correction(2, "residence"), Rules, "agency", Monday(11))));
        var faulty = ResultActs.Correct(corrected, "birth", new() { Edition = 3, Result = new Dictionary<string, string>(), Reason = " " }, Rules, "agency", Monday(11));
        Assert.Equal(["/result/registrationNumber", "/result/bookNumber", "/reason"], faulty.Refusal!.Faults.Select(f => f.Pointer));
    }

    [Fact]
    public void Correct_WhileASupplementIsAwaited_LeavesTheApplicantsRound()
    {
        var asked = BirthDone().Decide("insurance", Decision(AgencyDecisionKind.Supplement), Monday(10));

        var corrected = Corrected(asked, Correction(2), Monday(11));

        Assert.Equal((StepStatus.SupplementAwaited, 1), (corrected.State.Step("insurance")!.Status, corrected.State.Step("insurance")!.Round));
        var given = corrected.After(ApplicantActs.Supplement(corrected, "insurance", 1, Paper, null, Rules, "portal", Monday(12)));
        Assert.Equal(2, given.CarryOut(Monday(12)).State.Step("insurance")!.SentRound);
    }
}
