using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Faults;
using LienThong.Reports.Figures;
using LienThong.Reports.Weekly;
using static LienThong.Reports.Tests.SampleDossiers;

namespace LienThong.Reports.Tests.Figures;

public sealed class DossierCountTests
{
    [Fact]
    public void Of_JustFiled_CountsTheFilingOnItsDayOnly()
    {
        var figures = DossierCount.Of(Filed(), Rules);

        var day = Assert.Single(figures.Days);
        Assert.Equal((Day(), FactKey.Whole), (day.Day, day.Part));
        Assert.Equal(1, Count(figures, FactKey.Whole, Counted.Filed));
        Assert.Equal(1, Count(figures, FactKey.Whole, Counted.FiledOnline));
        Assert.Equal("26884", figures.Commune);
        Assert.True(Assert.Single(figures.Cases).IsOpenAt(Monday(8)));
        Assert.False(figures.Cases[0].IsOpenAt(Monday(7)));
    }

    [Fact]
    public void Of_ChainDone_CountsEachStepAndTheWholeOnceWithTheirWorkingTimes()
    {
        var figures = DossierCount.Of(EndedAt(Monday(10, 0, 1)), Rules);

        foreach (var part in new[] { FactKey.Whole, "birth", "residence" })
        {
            Assert.Equal(1, Count(figures, part, Counted.Filed));
            Assert.Equal(1, Count(figures, part, Counted.Accepted));
            Assert.Equal(1, Count(figures, part, Counted.Done));
        }

        // 07:30-11:30 and 13:00-17:00.
        Assert.Equal(2 * 60, Duration(figures, "birth"));
        Assert.Equal(8 * 60, Duration(figures, "residence"));
        Assert.Equal(10 * 60, Duration(figures, FactKey.Whole));
        Assert.Equal([115], Waits(figures, "birth"));
        Assert.Equal([480], Waits(figures, "residence"));
        Assert.Equal(Monday(10, 0, 1), figures.Cases[0].EndedAt);
    }

    [Theory]
    [InlineData(16, 59, 1, Counted.BeforeTime)]
    [InlineData(8, 0, 2, Counted.OnTime)]
    [InlineData(17, 0, 2, Counted.OnTime)]
    [InlineData(17, 1, 2, Counted.Late)]
    [InlineData(9, 0, 3, Counted.Late)]
    public void Of_StepDone_IsJudgedByItsEndAgainstItsLimit(int hour, int minute, int day, Counted expected)
    {
        var figures = DossierCount.Of(EndedAt(Monday(hour, minute, day)), Rules);

        Assert.Equal(1, Count(figures, "residence", expected));
        Assert.Equal(1, Judged(figures, "residence"));
        Assert.Equal(expected == Counted.Late, figures.Days.Any(d => d.Part == "residence" && d.Late is not null));
    }

    [Fact]
    public void Of_LateEnd_SaysHowManyWorkingHoursPastTheLimit()
    {
        var late = Assert.Single(DossierCount.Of(EndedAt(Monday(9, 0, 3)), Rules).Days, d => d.Part == "residence" && d.Late is not null).Late!;

        Assert.Equal(new LateEnd(Monday(17, 0, 2), Monday(9, 0, 3), 1.5m), late);
    }

    [Fact]
    public void Of_SupplementGiven_DeductsTheTimeOfTheWaitAndJudgesByTheMovedLimit()
    {
        var figures = DossierCount.Of(
            Asked(
                Supplement("birth", Monday(9)),
                Given("birth", Monday(9, 0, 3), Monday(17, 0, 3)),
                Sent("birth", Monday(9, 0, 3), 2),
                Done("birth", Monday(10, 0, 3))),
            Rules);

        Assert.Equal(1, Count(figures, "birth", Counted.Supplemented));
        Assert.Equal(1, Count(figures, FactKey.Whole, Counted.Supplemented));
        Assert.Equal(1, Count(figures, "birth", Counted.OnTime));
        Assert.Equal(2 * 60, Duration(figures, "birth"));
        Assert.Equal([55, 60], Waits(figures, "birth"));
    }

    [Fact]
    public void Of_SecondSupplement_CountsAsLateThoughItEndedInTime()
    {
        var figures = DossierCount.Of(
            Asked(
                Supplement("birth", Monday(9)),
                Given("birth", Monday(10), Monday(17, 0, 1)),
                Supplement("birth", Monday(11), 2),
                Given("birth", Monday(14), Monday(17, 0, 1), 3),
                Done("birth", Monday(15)),
                new StepSkipped(Monday(15), DossierEvent.System, "residence", "x"),
                Closed(Monday(15), DossierOutcome.PartlyCompleted)),
            Rules);

        Assert.Equal(2, Count(figures, "birth", Counted.Supplemented));
        foreach (var part in new[] { FactKey.Whole, "birth" })
        {
            Assert.Equal(1, Count(figures, part, Counted.Late));
            Assert.Equal(1, Judged(figures, part));
            Assert.Equal(0, figures.Days.Single(d => d.Part == part && d.Late is not null).Late!.Hours);
        }
    }

    [Fact]
    public void Of_OneSupplementInEachOfTwoSteps_IsNoSecondSupplement()
    {
        var figures = DossierCount.Of(
            Asked(
                Supplement("birth", Monday(9)),
                Given("birth", Monday(10), Monday(17, 0, 1)),
                Done("birth", Monday(11)),
                Begun("residence", Monday(11), Monday(17, 0, 2)),
                Supplement("residence", Monday(13)),
                Given("residence", Monday(14), Monday(17, 0, 2)),
                Done("residence", Monday(15)),
                Closed(Monday(15))),
            Rules);

        Assert.Equal(2, Count(figures, FactKey.Whole, Counted.Supplemented));
        Assert.Equal(1, Count(figures, FactKey.Whole, Counted.BeforeTime));
        Assert.Equal(0, Count(figures, FactKey.Whole, Counted.Late));
    }

    [Fact]
    public void Of_NothingSupplemented_IsJudgedByWhenItWasAskedFor()
    {
        var figures = DossierCount.Of(
            Asked(
                Supplement("birth", Monday(9)),
                new SupplementExpired(Monday(17, 0, 9), DossierEvent.System, "birth"),
                new StepSkipped(Monday(17, 0, 9), DossierEvent.System, "residence", "x"),
                Closed(Monday(17, 0, 9), DossierOutcome.Rejected)),
            Rules);

        Assert.Equal(1, Count(figures, "birth", Counted.Rejected));
        Assert.Equal(1, Count(figures, "birth", Counted.OnTime));
        Assert.Equal(1, Count(figures, FactKey.Whole, Counted.Rejected));
        Assert.Equal(1, Count(figures, FactKey.Whole, Counted.BeforeTime));
        Assert.Null(Duration(figures, "birth"));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public void Of_Withdrawn_IsJudgedOnlyWhenItWasAccepted(bool accepted, int judged)
    {
        var withdrawn = Asked(accepted ? [Accepted("birth", Monday(9))] : []).With(
            [new DossierWithdrawn(Monday(10), "portal", "x"), Closed(Monday(10), DossierOutcome.Withdrawn)]);

        var figures = DossierCount.Of(withdrawn, Rules);

        foreach (var part in new[] { FactKey.Whole, "birth" })
        {
            Assert.Equal(1, Count(figures, part, Counted.Withdrawn));
            Assert.Equal(judged, Judged(figures, part));
        }
    }

    [Fact]
    public void Of_Duplicate_IsCountedAndNotJudged()
    {
        var figures = DossierCount.Of(
            Filed(
                new PossibleDuplicateFound(Monday(8), DossierEvent.System, Code(2), "child"),
                new DuplicateJudged(Monday(10), "agency", true, "x"),
                Closed(Monday(10), DossierOutcome.Duplicate)),
            Rules);

        Assert.Equal(1, Count(figures, FactKey.Whole, Counted.Withdrawn));
        Assert.Equal(0, Judged(figures, FactKey.Whole));
    }

    [Fact]
    public void Of_FaultsAndNotice_AreCountedByKind()
    {
        var figures = DossierCount.Of(
            Asked(
                new NoticeMatched(Monday(8), "hospital", []) { Late = true },
                new RequestFaulted(Monday(9), "agency", "birth", 1, [new Fault("field-missing", "/a", "a", "a"), new Fault("field-missing", "/b", "b", "b")])),
            Rules);

        Assert.Equal(2, Count(figures, FactKey.Fault + "field-missing", Counted.Faults));
        Assert.Equal(1, Count(figures, FactKey.Whole, Counted.NoticesLate));
        Assert.Equal(0, Count(figures, FactKey.Whole, Counted.NoticesInTime));
    }

    [Fact]
    public void Of_FaultsInFreeWordsOrOfTooManyKinds_AreCountedAsOther()
    {
        string Kind(int i) => $"kind-{(char)('a' + (i / 26))}{(char)('a' + (i % 26))}";
        var faults = Enumerable.Range(0, 40).Select(Kind).Prepend("Nguyễn Văn A").Append("id-001048000011").Append(Kind(3)).Select(code => new Fault(code, "/a", "a", "a"));

        var figures = DossierCount.Of(Asked(new RequestFaulted(Monday(9), "agency", "birth", 1, [.. faults])), Rules);

        Assert.Equal(2, Count(figures, FactKey.Fault + Kind(3), Counted.Faults));
        Assert.Equal(12, Count(figures, FactKey.Fault + "other", Counted.Faults));
        Assert.Equal(31, figures.Days.Count(day => day.Part.StartsWith(FactKey.Fault, StringComparison.Ordinal)));
    }

    [Fact]
    public void Of_OpenStep_StandsByItsLimitAndByWhoIsWaitedFor()
    {
        Assert.Equal([new Standing(Week, Monday(17)) { WaitsSince = Monday(8, 5) }], Standings(Asked(), "birth"));
        Assert.Equal([new Standing(Week, Monday(17)) { StoppedAt = Monday(9) }], Standings(Asked(Supplement("birth", Monday(9))), "birth"));
        Assert.Equal(Monday(9), new Standing(Week, Monday(17)) { StoppedAt = Monday(9) }.CountsUntil(Monday(10)));
        Assert.Equal(Monday(10), new Standing(Week, Monday(17)).CountsUntil(Monday(10)));
    }

    [Fact]
    public void Of_SeveralWeeks_KeepsHowItStoodAtTheEndOfThoseInWhichThatChanged()
    {
        var dossier = Asked(
            Supplement("birth", Monday(9)),
            Given("birth", Monday(9, 0, 8), Monday(17, 0, 9)),
            Sent("birth", Monday(9, 0, 8), 2),
            new StepReminded(Monday(9, 0, 15), DossierEvent.System, "birth"),
            Accepted("birth", Monday(9, 0, 22)),
            Done("birth", Monday(9, 0, 23)));

        Assert.Equal(
            [new Standing(Week, Monday(17)) { StoppedAt = Monday(9) }, new Standing(new IsoWeek(2026, 38), Monday(17, 0, 9)) { WaitsSince = Monday(9, 0, 8) }],
            Standings(dossier, "birth"));
        var birth = DossierCount.Of(dossier, Rules).Cases.Single(c => c.Part == "birth");
        Assert.Equal(birth.Standings[1], birth.In(new IsoWeek(2026, 39)));
        Assert.Null(birth.In(Week.Previous));
    }

    [Fact]
    public void Of_ResultsCompletedAndLookedUpAfterwards_CountsThemOnThatDay()
    {
        var figures = DossierCount.Of(
            EndedAt(Monday(10, 0, 1)).With(
                [
                    new PersonsChecked(Monday(8, 0, 2), DossierEvent.System, []),
                    new PersonsChecked(Monday(8, 0, 3), DossierEvent.System, []),
                    new ErrandDone(Monday(8, 0, 4), DossierEvent.System, "repository", "result:birth"),
                    new ErrandDone(Monday(8, 0, 5), DossierEvent.System, "repository", "result:residence"),
                    Corrected("birth", Monday(8, 0, 6)),
                    Corrected("residence", Monday(8, 0, 7)),
                    Corrected("residence", Monday(8, 0, 8)),
                ]),
            Rules);

        Assert.Equal(
            [(Day(2), Counted.FiledWithPopulation), (Day(4), Counted.DoneAndShared), (Day(7), Counted.DoneWithRecords)],
            figures.Days.Where(d => d.Day > Day(1)).Select(d => (d.Day, (Counted)d.Counts.Index().Single(count => count.Item == 1).Index)));
    }

    [Fact]
    public void Of_WholeThatWaitsForARelative_StandsAsWhenTheyWereAsked()
    {
        var waiting = Asked(Done("birth", Monday(10)), new ConfirmationsAsked(Monday(10), DossierEvent.System, "residence", ["/father"], Monday(17, 0, 2)));
        var given = waiting.With([new ConfirmationGiven(Monday(10, 0, 1), "vneid", "residence", "/father", null)]);

        Assert.Equal([new Standing(Week, Monday(17, 0, 3)) { StoppedAt = Monday(10) }], Standings(waiting, FactKey.Whole));
        Assert.Equal([new Standing(Week, Monday(17, 0, 3))], Standings(given, FactKey.Whole));
    }

    [Fact]
    public void Of_WithdrawnWhileASupplementWasAwaited_IsJudgedByWhenItWasAskedFor()
    {
        var withdrawn = Asked(
            Accepted("birth", Monday(9)),
            Supplement("birth", Monday(10)),
            new DossierWithdrawn(Monday(10, 0, 7), "portal", "x"),
            Closed(Monday(10, 0, 7), DossierOutcome.Withdrawn));

        var figures = DossierCount.Of(withdrawn, Rules);

        Assert.Equal(1, Count(figures, "birth", Counted.OnTime));
        Assert.Equal(1, Count(figures, FactKey.Whole, Counted.BeforeTime));
    }

    [Fact]
    public void ToBytes_ReadBack_AreTheSameBytes()
    {
        var bytes = DossierCount.Of(EndedAt(Monday(9, 0, 3)), Rules).ToBytes();

        Assert.Equal(bytes, DossierFigures.Read(bytes).ToBytes());
        Assert.Equal(bytes, DossierCount.Of(EndedAt(Monday(9, 0, 3)), Rules).ToBytes());
    }

    private static IsoWeek Week { get; } = new(2026, 37);

    private static IReadOnlyList<Standing> Standings(Dossier dossier, string part) =>
        DossierCount.Of(dossier, Rules).Cases.Single(c => c.Part == part).Standings;

    private static ResultCorrected Corrected(string step, DateTimeOffset at) =>
        new(at, "agency", step, 2, new Dictionary<string, string>(), [new RecordReference("paper", new string('0', 64))], "x");

    private static int Count(DossierFigures figures, string part, Counted counted) =>
        figures.Days.Where(d => d.Part == part).Sum(d => d.Counts.ElementAtOrDefault((int)counted));

    private static int Judged(DossierFigures figures, string part) =>
        Count(figures, part, Counted.BeforeTime) + Count(figures, part, Counted.OnTime) + Count(figures, part, Counted.Late);

    private static int? Duration(DossierFigures figures, string part) => figures.Days.SingleOrDefault(d => d.Part == part && d.Duration is not null)?.Duration;

    private static IEnumerable<int> Waits(DossierFigures figures, string part) => figures.Days.Where(d => d.Part == part).SelectMany(d => d.Waits ?? []);
}
