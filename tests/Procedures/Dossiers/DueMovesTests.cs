using LienThong.Procedures.Dossiers;
using static LienThong.Procedures.Tests.Dossiers.Sample;

namespace LienThong.Procedures.Tests.Dossiers;

/// <summary>A holiday is added while dossiers are open.</summary>
public sealed class DueMovesTests
{
    private static readonly DossierRules TuesdayOff = RulesWithDaysOff(new DateOnly(2026, 9, 8));

    private static Dossier ResidenceAsked() => BirthAsked().Decide("birth", Done("birth"), Monday(9)).CarryOut(Monday(9));

    [Fact]
    public void Of_HolidayWithinTheLimits_MovesStepsAndGroupByTheDay()
    {
        var dossier = ResidenceAsked();

        var moved = dossier.With(DueMoves.Of(dossier, TuesdayOff, Monday(10)));

        Assert.Equal([Monday(17, 0, 3), Monday(17, 0, 3), Monday(17, 0, 10)], moved.State.Steps.Skip(1).Select(s => s.Due!.Value));
        Assert.Equal(Monday(17, 0, 14), moved.State.Due);
        Assert.All(moved.Events.OfType<StepDueMoved>(), e => Assert.Equal("calendar", e.Because));
        Assert.Empty(DueMoves.Of(moved, TuesdayOff, Monday(11)));
    }

    [Fact]
    public void Of_HolidayTakenBack_MovesNothingEarlier()
    {
        var dossier = ResidenceAsked();
        var moved = dossier.With(DueMoves.Of(dossier, TuesdayOff, Monday(10)));

        Assert.Empty(DueMoves.Of(moved, Rules, Monday(11)));
    }

    [Fact]
    public void Of_WhileASupplementIsAwaited_GivesTheApplicantTheDayToo()
    {
        var dossier = ResidenceAsked().Decide("residence", Decision(AgencyDecisionKind.Supplement), Monday(10));
        Assert.Equal(Monday(17, 0, 9), dossier.State.Step("residence")!.SupplementUntil);

        var moved = dossier.With(DueMoves.Of(dossier, TuesdayOff, Monday(10)));

        Assert.Equal(Monday(17, 0, 10), moved.State.Step("residence")!.SupplementUntil);
        Assert.Equal(StepAction.Wait, StepPlan.Next(moved, "residence", TuesdayOff, Monday(17, 0, 9)).Action);
    }

    [Fact]
    public void Of_MarkedOverdueOnAHolidayThatCameLater_IsNotOverdueAnyMore()
    {
        // Due on Wednesday evening; nobody knew that Wednesday was off.
        var late = ResidenceAsked().CarryOut(Monday(18, 0, 2));
        Assert.True(late.State.Step("residence")!.Overdue);

        var moved = late.With(DueMoves.Of(late, RulesWithDaysOff(new DateOnly(2026, 9, 9)), Monday(8, 0, 3)));

        Assert.False(moved.State.Step("residence")!.Late);
        Assert.True(moved.CarryOut(Monday(17, 0, 3)).State.Step("residence")!.Overdue);
    }

    [Fact]
    public void Of_OverdueBeforeTheHoliday_StaysLate()
    {
        // Past its limit on Monday evening; the holiday is Tuesday.
        var late = BirthAsked().CarryOut(Monday(18));

        var moved = late.With(DueMoves.Of(late, TuesdayOff, Monday(18)));

        Assert.True(moved.State.Step("birth")!.Late);
    }

    [Fact]
    public void Of_StepThatWasHandedOn_ReadsTheCalendarOfTheAgencyThatItBeganWith()
    {
        var dossier = ResidenceAsked();
        dossier = dossier.After(Transfers.HandOn(dossier, "residence", new() { Round = 1, To = "00008", Reason = "Sai xã" }, Rules, _ => true, "police", Monday(10)));

        Assert.Empty(DueMoves.Of(dossier, Rules, Monday(11)));
    }

    [Fact]
    public void Of_ClosedDossier_IsNone()
    {
        var closed = BirthAsked().Decide("birth", Decision(AgencyDecisionKind.Refuse), Monday(9)).CarryOut(Monday(9));

        Assert.Empty(DueMoves.Of(closed, TuesdayOff, Monday(10)));
    }
}
