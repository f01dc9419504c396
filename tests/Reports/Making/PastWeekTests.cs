using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LienThong.Procedures.Dossiers;
using LienThong.Reports.Catalogue;
using LienThong.Reports.Making;
using LienThong.Reports.Weekly;
using static LienThong.Reports.Tests.SampleDossiers;

namespace LienThong.Reports.Tests.Making;

/// <summary>A week that is over, made again or made up later: it says what it said, or would have said, when it ended.</summary>
public sealed class PastWeekTests
{
    private static readonly ReportCatalogue Catalogue = ReportCatalogue.Load();
    private static readonly IsoWeek First = new(2026, 37);
    private static readonly RecordReference Paper = new("paper", new string('0', 64));

    [Fact]
    public void Make_AnyLifeOfADossier_SaysOfEachWeekWhatWasTrueWhenItEnded() => Prop.ForAll(Lives(), life =>
    {
        for (var week = First; week.Monday < Day(50); week = IsoWeek.Of(week.Sunday.AddDays(1)))
        {
            var then = life.After(life.Events.Count(happened => happened.At < week.End));
            if (Text(week, then) != Text(week, life))
            {
                return false;
            }
        }

        return true;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Make_AnsweredAfterwards_WasStuck() =>
        Same(Asked(), [Accepted("birth", Monday(9, 0, 7))], late: 1, birthLate: 1, stuck: 1);

    [Fact]
    public void Make_AskedInTimeAndNeverGiven_WasNotLate() => Same(
        Asked(Supplement("birth", Monday(9))), [new SupplementExpired(Monday(17, 0, 9), DossierEvent.System, "birth")], late: 0, birthLate: 0, stuck: 0);

    [Fact]
    public void Make_AskedLateAndGivenAfterwards_WasLate() => Same(
        Asked(Supplement("birth", Monday(9, 0, 4))), [Given("birth", Monday(9, 0, 8), Monday(17, 0, 8)), Moved(Monday(9, 0, 8))], late: 1, birthLate: 1, stuck: 1);

    [Fact]
    public void Make_GivenMoreTimeAfterwards_WasLate() => Same(
        Asked(Accepted("birth", Monday(9))),
        [new VerificationNeeded(Monday(9, 0, 7), "agency", "birth", 1, "x", Monday(17, 0, 10)), Moved(Monday(9, 0, 7))],
        late: 1, birthLate: 1, stuck: 0);

    private static void Same(Dossier then, IReadOnlyCollection<DossierEvent> since, int late, int birthLate, int stuck)
    {
        foreach (var dossier in (Dossier[])[then, then.With(since)])
        {
            var group = Assert.Single(Make(First, dossier).Groups);
            var birth = group.Steps.Single(step => step.Step == "birth").Figures.Week;

            Assert.Equal((late, birthLate, stuck), (group.Dossiers.Week.OpenLate, birth.OpenLate, birth.Stuck));
        }

        Assert.Equal(Text(First, then), Text(First, then.With(since)));
    }

    private static string Text(IsoWeek week, Dossier dossier) => Encoding.UTF8.GetString(WeeklyReportJson.Write(Make(week, dossier)));

    private static WeeklyReport Make(IsoWeek week, Dossier dossier)
    {
        var frame = WeekFrame.At(week, week.End, Catalogue);
        var (commune, tally) = Folding.Communes(frame, [("a", dossier)]).Single();
        return new ReportMaker(Law, Catalogue).Commune(frame, commune, tally);
    }

    private static DossierDueMoved Moved(DateTimeOffset at) => new(at, DossierEvent.System, at.AddDays(3), DueMoves.Supplement);

    // What may happen to a dossier next, drawn again and again; what cannot happen as it stands is passed over.
    private static Arbitrary<Dossier> Lives() => (
        from kind in Gen.Choose(0, 15)
        from step in Gen.Choose(0, 1)
        from hours in Gen.Choose(1, 40)
        select (kind, step, hours)).ArrayOf(40).Select(draws =>
        {
            var (dossier, at) = (Filed(), Monday(8, 1));
            foreach (var (kind, step, hours) in draws)
            {
                at = at.AddHours(hours);
                dossier = dossier.With([.. Next(dossier.State, dossier.State.Steps[step], kind, at)]);
                dossier = dossier.With(DossierPlan.Settle(dossier, Rules, at));
            }

            return dossier;
        }).ToArbitrary();

    private static IEnumerable<DossierEvent> Next(DossierState state, StepState step, int kind, DateTimeOffset at)
    {
        var (code, due) = (step.Step, at.AddHours(30));
        var isOpen = state.Status == DossierStatus.InProgress;
        var isTurn = isOpen && step.Status is StepStatus.Waiting or StepStatus.ConfirmationAwaited && DossierPlan.Unblocked(state, step, Rules);
        var isAsked = step.Status is StepStatus.Requested or StepStatus.Accepted or StepStatus.Verifying;
        var isStopped = step.Status is StepStatus.SupplementAwaited;
        return kind switch
        {
            0 or 1 when isTurn => [Begun(code, at, due), Sent(code, at)],
            2 when isTurn => [new ConfirmationsAsked(at, DossierEvent.System, code, ["/mother"], due)],
            3 when step.Status == StepStatus.ConfirmationAwaited => [new ConfirmationGiven(at, "vneid", code, "/mother", null), Moved(at)],
            4 when isAsked => [Accepted(code, at)],
            5 when isAsked => [Supplement(code, at, step.Round)],
            6 when isStopped => [Given(code, at, due, step.Round + 1), Sent(code, at, step.Round + 1), Moved(at)],
            7 when isStopped => [new SupplementExpired(at, DossierEvent.System, code)],
            8 when isAsked => [new VerificationNeeded(at, "agency", code, step.Round, "x", due), Moved(at)],
            9 when isAsked => [Done(code, at)],
            10 when isAsked => [Done(code, at, Paper)],
            11 when isAsked => [new StepRefused(at, "agency", code, step.Round, "not-eligible", "x")],
            12 when step.Status == StepStatus.Done => [new ResultCorrected(at, "agency", code, 2, new Dictionary<string, string>(), [Paper], "x")],
            13 => [new PersonsChecked(at, DossierEvent.System, [])],
            14 => [new ErrandDone(at, DossierEvent.System, "repository", "result:" + code)],
            15 when isOpen && at > Monday(0, 0, 10) => [new DossierWithdrawn(at, "portal", "x")],
            _ => [],
        };
    }
}
