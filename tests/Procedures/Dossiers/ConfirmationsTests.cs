using LienThong.Procedures.Dossiers;
using static LienThong.Procedures.Tests.Dossiers.Sample;

namespace LienThong.Procedures.Tests.Dossiers;

/// <summary>Relatives confirm before a step begins, in time that is nobody's limit.</summary>
public sealed class ConfirmationsTests
{
    private static Dossier Awaited() => FiledWithWaits().CarryOut(Monday(8))
        .Decide("birth", Done("birth"), Monday(9)).CarryOut(Monday(9));

    private static Dossier Answered(Dossier dossier, ConfirmationAnswer answer, DateTimeOffset at) =>
        dossier.After(Confirmations.Answer(dossier, "residence", answer, Rules, "vneid", at)).CarryOut(at);

    [Fact]
    public void CarryOut_TurnHasCome_AsksThoseAndBeginsNothing()
    {
        var step = Awaited().State.Step("residence")!;

        Assert.Equal((StepStatus.ConfirmationAwaited, null, 0), (step.Status, step.Due, step.SentRound));
        Assert.Equal(["/father", "/mother"], step.Unconfirmed);
        Assert.Equal(StepStatus.Requested, Awaited().State.Step("insurance")!.Status);
    }

    [Fact]
    public void Answer_LastOneConfirms_StartsTheClockThenAndMovesTheGroup()
    {
        var one = Answered(Awaited(), Agrees(), Monday(10));
        Assert.Equal(StepStatus.ConfirmationAwaited, one.State.Step("residence")!.Status);
        Assert.Equal(Monday(17, 0, 11), one.State.Due);

        // Wednesday, two working days after it was asked for.
        var both = Answered(one, Agrees("/mother", MotherId), Monday(9, 0, 2));

        Assert.Equal((StepStatus.Requested, Monday(17, 0, 4)), (both.State.Step("residence")!.Status, both.State.Step("residence")!.Due));
        Assert.Equal(Monday(17, 0, 15), both.State.Due);
        Assert.Equal("confirmation", both.Events.OfType<DossierDueMoved>().Single().Because);
    }

    [Fact]
    public void Answer_BeforeTheTurnComes_IsTakenAndTheStepBeginsWithItsTurn()
    {
        var early = Answered(Answered(FiledWithWaits().CarryOut(Monday(8)), Agrees(), Monday(8)), Agrees("/mother", MotherId), Monday(8));

        var begun = early.Decide("birth", Done("birth"), Monday(9)).CarryOut(Monday(9));

        Assert.Equal(StepStatus.Requested, begun.State.Step("residence")!.Status);
        Assert.Empty(begun.Events.OfType<ConfirmationsAsked>());
    }

    [Fact]
    public void Answer_RepeatedLateOrContrary_IsRecognised()
    {
        var one = Answered(Awaited(), Agrees(), Monday(10));

        Assert.Equal(Decided.Already, Confirmations.Answer(one, "residence", Agrees(), Rules, "vneid", Monday(11)));
        Assert.Equal("confirmation-contradicts", Code(Confirmations.Answer(one, "residence", Agrees() with { Agrees = false, Note = "Thôi" }, Rules, "vneid", Monday(11))));
        Assert.Equal("confirmation-not-asked", Code(Confirmations.Answer(one, "residence", Agrees("/applicant"), Rules, "vneid", Monday(11))));
        Assert.Equal("confirmation-not-asked", Code(Confirmations.Answer(one, "insurance", Agrees(), Rules, "vneid", Monday(11))));
        Assert.Equal("step-unknown", Code(Confirmations.Answer(one, "burial", Agrees(), Rules, "vneid", Monday(11))));

        var withdrawn = one.After(ApplicantActs.Withdraw(one, "Đổi ý", "portal", Monday(11)));
        Assert.Equal("confirmation-too-late", Code(Confirmations.Answer(withdrawn, "residence", Agrees("/mother", MotherId), Rules, "vneid", Monday(12))));
    }

    [Fact]
    public void Answer_OfSomebodyElse_IsRefused() => Assert.Equal(
        "confirmation-person-differs", Code(Confirmations.Answer(Awaited(), "residence", Agrees("/mother", FatherId), Rules, "vneid", Monday(10))));

    [Fact]
    public void Answer_NothingSaid_NamesWhatIsMissing() => Assert.Equal(
        "confirmation-answer-missing", Code(Confirmations.Answer(Awaited(), "residence", new() { From = "/father" }, Rules, "vneid", Monday(10))));

    [Fact]
    public void Answer_PaperOfAnotherType_IsRefused() => Assert.Equal(
        "confirmation-paper-not-accepted",
        Code(Confirmations.Answer(Awaited(), "residence", new() { From = "/father", Paper = new("photo", new string('b', 64)) }, Rules, "portal", Monday(10))));

    [Fact]
    public void Denial_SetsTheStepAsideUntilThatPersonAgrees()
    {
        var denied = Answered(Awaited(), Agrees() with { Agrees = false, Note = "Không ở đây" }, Monday(10));
        Assert.Equal(Confirmations.Denied, denied.State.Step("residence")!.ParkedCode);
        Assert.Equal(Decided.Already, Confirmations.Answer(denied, "residence", Agrees() with { Agrees = false, Note = "Vẫn không" }, Rules, "vneid", Monday(11)));
        Assert.Equal(StepAction.Wait, StepPlan.Next(denied, "residence", Rules, Monday(10, 0, 30)).Action);

        var other = Answered(denied, Agrees("/mother", MotherId), Monday(11));
        Assert.Equal(Confirmations.Denied, other.State.Step("residence")!.ParkedCode);

        var agreed = Answered(other, Agrees(), Monday(12));
        Assert.Equal(StepStatus.Requested, agreed.State.Step("residence")!.Status);
    }

    [Fact]
    public void CarryOut_WindowPasses_RemindsAFewTimesAndNeverEndsTheStep()
    {
        var dossier = Awaited();
        for (var day = 0; day < 120; day++)
        {
            dossier = dossier.CarryOut(Monday(18, 0, day));
        }

        Assert.Equal(Confirmations.MostReminders, dossier.Events.OfType<ConfirmationsReminded>().Count());
        Assert.Equal(StepStatus.ConfirmationAwaited, dossier.State.Step("residence")!.Status);
        Assert.False(dossier.State.Step("residence")!.Overdue);
        Assert.False(DossierPlan.IsAhead(dossier, Rules, Monday(18, 0, 200)));
    }

    [Fact]
    public void Decide_WhileConfirmationsAreAwaited_IsConflict() => Assert.Equal(
        "confirmation-awaited", Code(AgencyDecisions.Decide(Awaited(), "residence", Done("residence"), Rules, "agency", Monday(10))));
}
