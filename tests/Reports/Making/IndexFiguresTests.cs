using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Faults;
using LienThong.Procedures.Identifiers;
using LienThong.Reports.Catalogue;
using LienThong.Reports.Making;
using LienThong.Reports.Measurements;
using LienThong.Reports.Weekly;
using static LienThong.Reports.Tests.SampleDossiers;

namespace LienThong.Reports.Tests.Making;

/// <summary>Every figure of the index and of what all groups have in common, of seven dossiers and two agencies that can be counted by
/// hand: four dossiers of the week and three of the week before. No two figures are alike for the wrong reason.</summary>
public sealed class IndexFiguresTests
{
    private static readonly ReportCatalogue Catalogue = ReportCatalogue.Load();
    private static readonly WeekFrame Frame = WeekFrame.At(IsoWeek.Parse("2026-W37"), Monday(7, 0, 7), Catalogue);
    private static readonly RecordReference Paper = new("paper", new string('0', 64));

    [Fact]
    public void Country_SevenDossiersAndTwoAgencies_GivesEachIndicatorItsPartAndWhole()
    {
        var report = Country(Dossiers(), Measures());

        Assert.Equal(
            [
                "2.1 week 3/5 cumulative 4/7",
                "2.2 week 10.50 cumulative 6.88",
                "3.2 week 1/3 cumulative 2/3",
                "3.3 week 3/4 cumulative 3/7",
                "3.6 week 2/5 cumulative 7/11",
                "4.1 week 1/2 cumulative 3/4",
                "4.3 week 1/4 cumulative 2/7",
                "4.4 week 2/2 cumulative 2/4",
                "4.5 week 2/4 cumulative 4/7",
            ],
            report.Index.SelectMany(group => group.Indicators).Select(Text));
    }

    [Fact]
    public void Country_SevenDossiers_GivesWhatAllGroupsHaveInCommon()
    {
        var common = Country(Dossiers(), []).Common;

        Assert.Equal("week 1/2 cumulative 3/4", Text(common.HospitalInTime));
        Assert.Equal("week 13/22 cumulative 18/31", Text(common.FieldsPrefilled));
        Assert.Equal("week 13/50 cumulative 18/65", Text(common.FormsPrefilled!));
        Assert.Equal("week 2/8 cumulative 3/14", Text(common.RecordsReused));
        Assert.Equal([new("field-missing", new(2, 2)), new("personal-id-length", new(0, 1))], common.Faults);
    }

    [Fact]
    public void Country_NothingMeasured_HasNoIndicatorOfMeasurements() =>
        Assert.DoesNotContain(Country(Dossiers(), []).Index.SelectMany(group => group.Indicators), indicator => indicator.Number is "3.2" or "3.6");

    [Fact]
    public void Country_WeekOverNewYear_CountsTheOldYearsDaysInTheWeekOnly()
    {
        var frame = WeekFrame.At(IsoWeek.Parse("2026-W53"), new DateTimeOffset(2027, 1, 4, 0, 0, 0, TimeSpan.Zero), Catalogue);
        var agency = AgencyMeasures.Empty(Catalogue.SourceOf("G15", frame.Week.Sunday)!, frame);
        agency.Add(new DateOnly(2026, 12, 31), Stated(Service("G15", "1.000001") with { Counter = 3, FeeDue = 3, FeePaidOnline = 1 }), frame);
        agency.Add(new DateOnly(2027, 1, 1), Stated(Service("G15", "1.000001") with { Counter = 2, FeeDue = 2, FeePaidOnline = 1 }), frame);

        var report = new ReportMaker(Law, Catalogue).Country(frame, new Dictionary<string, UnitTally>(), [agency], new SourceCompleteness(0, 0, []));

        Assert.Equal("3.6 week 2/5 cumulative 1/2", Text(report.Index.SelectMany(group => group.Indicators).Single(indicator => indicator.Number == "3.6")));
    }

    private static WeeklyReport Country(IEnumerable<(string, Dossier)> dossiers, IReadOnlyCollection<AgencyMeasures> measures)
    {
        var province = ReportMaker.Sum(Frame, Folding.Communes(Frame, dossiers), withLate: false);
        return new ReportMaker(Law, Catalogue).Country(
            Frame, new Dictionary<string, UnitTally> { ["79"] = UnitTally.Read(province.ToBytes()) }, measures, new SourceCompleteness(0, 0, []));
    }

    private static IEnumerable<(string, Dossier)> Dossiers() =>
    [
        // Done on Tuesday, before time, after ten working hours.
        ("a", Chain(
            new("portal", Monday(8), Monday(17, 0, 3)) { Prefill = new(12, 9) { Form = 20 } },
            Notice(Monday(8), late: false),
            Begun("birth", Monday(8), Monday(17)), Done("birth", Monday(10), Paper),
            Begun("residence", Monday(10), Monday(17, 0, 2)), Done("residence", Monday(10, 0, 1), Paper),
            Shared(Monday(10, 0, 1)), Closed(Monday(10, 0, 1)))),

        // Done on Tuesday, a day late, after eleven working hours; its second result is on paper.
        ("b", Chain(
            new("agent", Monday(8), Monday(17)) { Prefill = new(10, 4) { Form = 30 } },
            Reused(Monday(8)), Reused(Monday(8)),
            Notice(Monday(8), late: true),
            Begun("birth", Monday(8), Monday(17)), Faulted(Monday(9), "field-missing", "field-missing"), Done("birth", Monday(10), Paper),
            Begun("residence", Monday(10), Monday(17, 0, 2)), Done("residence", Monday(11, 0, 1)),
            Shared(Monday(11, 0, 1)), Closed(Monday(11, 0, 1)))),

        // Open: within the limit, and late.
        ("c", Chain(new("counter", Monday(8, 0, 1), Monday(17, 0, 8)))),
        ("d", Chain(new("portal", Monday(8, 0, 2), Monday(17, 0, 3)))),

        // Of the week before; refused in this one, before time.
        ("e", Chain(
            new("counter", Monday(8, 0, -3), Monday(17, 0, 1)),
            Reused(Monday(8, 0, -3)),
            Notice(Monday(8, 0, -3), late: false),
            Begun("birth", Monday(8, 0, -3), Monday(17)), new StepRefused(Monday(9), "agency", "birth", 1, "not-eligible", "x"),
            new StepSkipped(Monday(9), DossierEvent.System, "residence", "birth"), Closed(Monday(9), DossierOutcome.Refused))),

        // Of the week before; done before time after four and a half hours, and late after two.
        ("f", Chain(
            new("counter", Monday(8, 0, -4), Monday(17, 0, -3)),
            Notice(Monday(8, 0, -4), late: false), new PersonsChecked(Monday(8, 0, -4), DossierEvent.System, []),
            Begun("birth", Monday(8, 0, -4), Monday(17, 0, -4)), Done("birth", Monday(10, 0, -4), Paper),
            Begun("residence", Monday(10, 0, -4), Monday(17, 0, -3)), Done("residence", Monday(14, 0, -4), Paper), Closed(Monday(14, 0, -4)))),
        ("g", Chain(
            new("counter", Monday(8, 0, -4), Monday(9, 0, -4)) { Prefill = new(9, 5) { Form = 15 } },
            Begun("birth", Monday(8, 0, -4), Monday(17, 0, -4)), Faulted(Monday(8, 0, -4), "personal-id-length"), Done("birth", Monday(9, 0, -4), Paper),
            Begun("residence", Monday(9, 0, -4), Monday(17, 0, -4)), Done("residence", Monday(10, 0, -4), Paper), Closed(Monday(10, 0, -4)))),
    ];

    private static IReadOnlyCollection<AgencyMeasures> Measures()
    {
        var (ministry, province) = (Empty("G15"), Empty("01"));
        ministry.Add(Day(-1), Stated(
            Service("G15", "1.000001") with { Online = 1, FeeDue = 6, FeePaidOnline = 5 },
            Service("G15", "1.000002") with { Level = ServiceLevel.Partial, Online = 2 },
            Service("G15", "1.000003") with { Level = ServiceLevel.None, Counter = 9 }), Frame);
        ministry.Add(Day(), Stated(
            Service("G15", "1.000001") with { Online = 3, FeeDue = 4, FeePaidOnline = 1 },
            Service("G15", "1.000002") with { Level = ServiceLevel.Partial, Counter = 1 }), Frame);
        province.Add(Day(6), Stated(Service("01", "1.000001") with { Counter = 1, FeeDue = 1, FeePaidOnline = 1 }), Frame);
        return [ministry, province];

        AgencyMeasures Empty(string agency) => AgencyMeasures.Empty(Catalogue.SourceOf(agency, Day())!, Frame);
    }

    private static Measurement Service(string agency, string service) => new(agency, Day()) { Service = service, Level = ServiceLevel.Full };

    private static MeasuredDay Stated(params Measurement[] rows)
    {
        var day = new MeasuredDay();
        foreach (var row in rows)
        {
            day.Put(row, Monday(0), "a");
        }

        return day;
    }

    private static Dossier Chain(Filing filing, params DossierEvent[] more)
    {
        var filed = (DossierFiled)Filed().Events[0] with { At = filing.At, Channel = filing.Channel, Due = filing.Due, Prefill = filing.Prefill };
        return Filed() with { Events = [filed, .. more] };
    }

    private static NoticeMatched Notice(DateTimeOffset at, bool late) => new(at, "hospital", []) { Late = late };

    private static RecordReused Reused(DateTimeOffset at) => new(at, "portal", Paper, Code(2), "consent");

    private static ErrandDone Shared(DateTimeOffset at) => new(at, DossierEvent.System, "repository", "result:birth");

    private static RequestFaulted Faulted(DateTimeOffset at, params string[] codes) =>
        new(at, "agency", "birth", 1, [.. codes.Select(code => new Fault(code, "/a", "a", "a"))]);

    private static string Text(IndexIndicator indicator) => indicator.Value is { } share
        ? $"{indicator.Number} {Text(share)}"
        : FormattableString.Invariant($"{indicator.Number} week {indicator.Hours!.Week:0.00} cumulative {indicator.Hours.Cumulative:0.00}");

    private static string Text(Paired<Share> share) =>
        $"week {share.Week.Part}/{share.Week.Whole} cumulative {share.Cumulative.Part}/{share.Cumulative.Whole}";

    private sealed record Filing(string Channel, DateTimeOffset At, DateTimeOffset Due)
    {
        public PrefillShare? Prefill { get; init; }
    }
}
