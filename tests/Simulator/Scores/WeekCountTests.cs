using System.Text.Json.Nodes;
using LienThong.Procedures.Law;
using LienThong.Reports.Weekly;
using LienThong.Simulator.Api;
using LienThong.Simulator.Scores;
using LienThong.Simulator.Stories;

namespace LienThong.Simulator.Tests.Scores;

public sealed class WeekCountTests
{
    private const string Code = "G22.99.08-260907-000001";

    private static readonly ProcedureVersion Law = LawLibrary.Load().InForce("3.000722", new DateOnly(2026, 9, 7));
    private static readonly IsoWeek Week = IsoWeek.Parse("2026-W37");

    // Monday 07/09/2026, 08:00 in Vietnam.
    private static readonly DateTimeOffset Monday = new(2026, 9, 7, 1, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(6, new string[0])]
    [InlineData(7, new[] { "2026-W37" })]
    [InlineData(14, new[] { "2026-W37", "2026-W38" })]
    public void Reported_Play_IsTheWeeksThatAreOverByItsEnd(int days, string[] weeks)
    {
        var period = new Period(Period.FirstMonday, days);

        Assert.Equal(weeks, WeekCount.Reported(period.Start, period.End).Select(week => week.ToString()));
    }

    [Fact]
    public void Differences_ReportSaysWhatThePlayersSaw_AreNone() =>
        Assert.Empty(WeekCount.Differences(Week, Report(new(1, 1, 0, 0, 0, 1, 0)), Observe(Step(hours: 2))));

    [Theory]
    [InlineData(0, 1, 0, 1, 0)]
    [InlineData(1, 0, 0, 1, 0)]
    [InlineData(1, 1, 1, 1, 0)]
    [InlineData(1, 1, 0, 0, 0)]
    [InlineData(1, 1, 0, 1, 1)]
    public void Differences_ReportCountsOneOtherwise_NamesTheStepAndTheWhole(int filed, int accepted, int supplemented, int done, int late)
    {
        var report = Report(new(filed, accepted, supplemented, 0, 0, done, late));

        var differences = WeekCount.Differences(Week, report, Observe(Step(hours: 2)));

        Assert.Equal(["3.000722:", "3.000722 birth:"], differences.Select(said => said[said.IndexOf("3.", StringComparison.Ordinal)..(said.IndexOf(':') + 1)]));
    }

    [Fact]
    public void Differences_EndPastTheLimit_IsLateAndOnlyThen()
    {
        var late = new CaseCount(1, 1, 0, 0, 0, 1, 1);

        Assert.Empty(WeekCount.Differences(Week, Report(late), Observe(Step(hours: 2, dueIn: 1))));
        Assert.Equal(2, WeekCount.Differences(Week, Report(late), Observe(Step(hours: 2, dueIn: 2))).Count);
    }

    [Fact]
    public void Differences_SupplementAskedTwice_IsLate()
    {
        var (step, events) = Step(hours: 3);
        events = [.. events, new(Monday.AddHours(1), "supplement-asked", "x", "birth"), new(Monday.AddHours(2), "supplement-asked", "x", "birth")];

        Assert.Empty(WeekCount.Differences(Week, Report(new(1, 1, 2, 0, 0, 1, 1)), Observe((step, events))));
    }

    [Fact]
    public void Differences_EndInTheNextWeek_IsNotOfThisOne() =>
        Assert.Empty(WeekCount.Differences(Week, Report(new(1, 0, 0, 0, 0, 0, 0)), Observe(Step(hours: 7 * 24))));

    [Fact]
    public void Differences_VisitsThatCameAfterTheReport_AreNotInIt()
    {
        var observed = Observe(Step(hours: 2)) with
        {
            Sources = ["01"],
            Sent =
            [
                .. Enumerable.Range(0, 7).Select(day => Counts(day, Monday.AddDays(day), visits: 10)),
                Counts(6, Week.End.AddHours(8), visits: 5),
            ],
        };
        var report = Report(new(1, 1, 0, 0, 0, 1, 0));

        Assert.Empty(WeekCount.Differences(Week, report with { Tables = [new("visits", new(70))] }, observed));
        Assert.Single(WeekCount.Differences(Week, report with { Tables = [new("visits", new(75))] }, observed));
    }

    [Fact]
    public void Differences_SourceThatWantsADay_MustBeNamed()
    {
        var observed = Observe(Step(hours: 2)) with
        {
            Sources = ["01", "G15"],
            Sent = [.. Enumerable.Range(0, 7).Select(day => Counts(day, Monday.AddDays(day), visits: 0)), Counts(0, Monday, visits: 0) with { Source = "G15" }],
        };
        var report = Report(new(1, 1, 0, 0, 0, 1, 0));

        Assert.Empty(WeekCount.Differences(Week, report with { Sources = new(2, [new("G15", "late")]) }, observed));
        Assert.Single(WeekCount.Differences(Week, report, observed));
    }

    private static Sent Counts(int day, DateTimeOffset at, long visits) => new("01", Week.Monday.AddDays(day), at, 1, 0, visits, Again: false);

    private static (StepView Step, IReadOnlyList<TimelineEvent> Events) Step(double hours, double dueIn = 1000) => (
        new StepView
        {
            Step = "birth", Agency = "civil-status-00004", Status = "Done", BegunAt = Monday, Due = Monday.AddHours(dueIn), EndedAt = Monday.AddHours(hours),
        },
        [
            new(Monday, "dossier-filed", "portal", null),
            new(Monday, "step-begun", "system", "birth"),
            new(Monday.AddHours(hours), "step-done", "civil-status-00004", "birth"),
            new(Monday.AddHours(hours), "dossier-closed", "system", null),
        ]);

    private static Observed Observe((StepView Step, IReadOnlyList<TimelineEvent> Events) of) => new()
    {
        At = Monday.AddDays(14),
        Filed = [new FiledDossier(Filing, Code, null)],
        Views = new Dictionary<string, DossierView>
        {
            [Code] = new() { Code = Code, Status = "Closed", Outcome = "Completed", Due = of.Step.Due!.Value, Steps = [of.Step] },
        },
        Timelines = new Dictionary<string, IReadOnlyList<TimelineEvent>> { [Code] = of.Events },
        Deliveries = [],
        Decisions = [],
        Readers = new HashSet<string>(),
    };

    // The whole has one step, and the same figures.
    private static ReportView Report(CaseCount step) => new(1, false, new(0, []), [], [new("3.000722", new(step), [new("birth", new(step))])]);

    private static Filing Filing { get; } = new()
    {
        Number = 0, Story = Story.Straight, Through = "portal", Key = "key", At = Monday, Declaration = JsonValue.Create(0), Law = Law, Subject = "",
    };
}
