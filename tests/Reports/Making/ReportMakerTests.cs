using FsCheck;
using FsCheck.Fluent;
using LienThong.Procedures.Faults;
using LienThong.Reports.Catalogue;
using LienThong.Reports.Documents;
using LienThong.Reports.Figures;
using LienThong.Reports.Making;
using LienThong.Reports.Weekly;
using static LienThong.Reports.Tests.SampleDossiers;

namespace LienThong.Reports.Tests.Making;

public sealed class ReportMakerTests
{
    private static readonly ReportCatalogue Catalogue = ReportCatalogue.Load();
    private static readonly WeekFrame Frame = WeekFrame.At(IsoWeek.Parse("2026-W37"), Monday(7, 0, 7), Catalogue);
    private static readonly ReportMaker Maker = new(Law, Catalogue);

    [Fact]
    public void Make_AnyDossiers_TotalsAreTheSumOfThePartsAtEachLevel() => Prop.ForAll(Cases(), cases =>
    {
        var (country, provinces, communes) = Make(cases);
        return SumOf(country.Groups) == SumOf(provinces.SelectMany(p => p.Groups))
            && SumOf(country.Groups) == SumOf(communes.SelectMany(c => c.Groups))
            && country.Groups.All(g => Figures(g.Dossiers.Week) == g.Units.Aggregate(default(Flow), (sum, u) => sum.Plus(Figures(u.Dossiers.Week))))
            && country.Groups.All(g => g.Steps.All(s => s.Figures.Week.Filed == g.Units.Sum(u => u.Steps.Where(x => x.Step == s.Step).Sum(x => x.Figures.Week.Filed))))
            && country.Groups.All(g => g.Dossiers.Week is var w && w.BeforeTime + w.OnTime + w.Late == w.InTime.Whole && w.Filed == w.Done + w.Open);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Make_AnyOrderOfDossiers_GivesTheSameBytes() => Prop.ForAll(Cases(), cases =>
        Bytes(Make(cases)).SequenceEqual(Bytes(Make([.. Enumerable.Reverse(cases)])))).QuickCheckThrowOnFailure();

    [Fact]
    public void Make_OneDossierFromOnTimeToLate_MovesExactlyOneCount() => Prop.ForAll(Cases(), cases =>
    {
        var before = Make([new("a", 0, Monday(17, 0, 2)), .. cases]).Country.Groups[0];
        var after = Make([new("a", 0, Monday(17, 1, 2)), .. cases]).Country.Groups[0];

        return Moved(before.Steps.Single(s => s.Step == "residence").Figures.Week, after.Steps.Single(s => s.Step == "residence").Figures.Week)
            && Moved(before.Steps.Single(s => s.Step == "residence").Figures.Cumulative, after.Steps.Single(s => s.Step == "residence").Figures.Cumulative)
            && Figures(before.Dossiers.Week) == Figures(after.Dossiers.Week)
            && Figures(before.Steps.Single(s => s.Step == "birth").Figures.Week) == Figures(after.Steps.Single(s => s.Step == "birth").Figures.Week);

        static bool Moved(CaseFigures before, CaseFigures after) =>
            Figures(before) with { OnTime = before.OnTime - 1, Late = before.Late + 1 } == Figures(after);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Make_NothingAtAll_SaysSoAndHasNoShares()
    {
        var (country, provinces, _) = Make([]);

        Assert.True(country.Empty);
        Assert.All(provinces, p => Assert.True(p.Empty));
        Assert.Empty(country.Groups);
        Assert.All(country.Tables, t => Assert.Null(t.Total.Share?.Percent));
        Assert.Null(country.Index[0].Indicators[0].Value!.Week.Percent);
        Assert.Equal(Frame.Rules.TrendWeeks, country.Trend.Count);
    }

    [Fact]
    public void Make_LateDossiers_AreListedOnceByTheStepThatIsLate()
    {
        var (country, provinces, _) = Make([new("a", 0, Monday(9, 0, 3)), new("b", 0, Monday(10)), new("c", 0, Monday(9, 0, 4)), new("d", 1, null)]);

        Assert.Equal([("a", "residence", 1.5m), ("c", "residence", 9.5m)], provinces[0].Late.Select(l => (l.Code, l.Step, l.Hours)));
        Assert.Equal([("d", "birth", false)], provinces[1].Late.Select(l => (l.Code, l.Step, l.EndedAt is not null)));
        Assert.Empty(country.Late);
    }

    [Fact]
    public void Make_Durations_AreExactMediansOfAllProvinces()
    {
        var group = Make([new("a", 0, Monday(11)), new("b", 0, Monday(10, 0, 1)), new("c", 1, Monday(11)), new("d", 1, Monday(14))]).Country.Groups[0];

        // From eight: 3, 10, 3 and 4½ hours of work; from ten: 1, 8, 1 and 2½.
        Assert.Equal(new Spread(4, 3.75m, 10m), group.Dossiers.Week.Duration);
        Assert.Equal(new Spread(4, 1.75m, 8m), group.Steps[1].Figures.Week.Duration);
        Assert.Equal(1, group.Steps[1].Figures.Week.Stuck);
    }

    [Fact]
    public void Make_Province_IsCalledAlikeInEveryTableAndAsItsOwnReport()
    {
        var (country, provinces, _) = Make([new("a", 1, Monday(11))]);

        Assert.Equal(new Localized("Thành phố Hà Nội", "Hanoi"), Assert.Single(country.Groups[0].Units).Name);
        Assert.Equal(Catalogue.SourceOf("01", Day())!.Name, provinces[1].ScopeName);
    }

    [Fact]
    public void Make_OtherWeeks_CountCumulativelyAndInTheTrendOnly()
    {
        var later = WeekFrame.At(IsoWeek.Parse("2026-W38"), Monday(7, 0, 14), Catalogue);
        var group = Assert.Single(Make([new("a", 0, Monday(11))], later).Country.Groups);

        Assert.Equal((0, 1), (group.Dossiers.Week.Filed, group.Dossiers.Cumulative.Filed));
        Assert.Equal([1, 0], Make([new("a", 0, Monday(11))], later).Country.Trend.TakeLast(2).Select(t => t.Filed));
    }

    [Fact]
    public void Bytes_OfAUnit_ReadBackAreTheSame()
    {
        var units = Communes(Frame, [new("a", 0, Monday(9, 0, 3)), new("d", 0, null)]);
        var bytes = ReportMaker.Sum(Frame, units, withLate: false).ToBytes();

        Assert.Equal(bytes, UnitTally.Read(bytes).ToBytes());
    }

    private static (WeeklyReport Country, IReadOnlyList<WeeklyReport> Provinces, IReadOnlyList<WeeklyReport> Communes) Make(IReadOnlyList<Case> cases, WeekFrame? frame = null)
    {
        frame ??= Frame;
        string[] codes = ["79", "01"];
        List<WeeklyReport> provinces = [];
        List<WeeklyReport> communes = [];
        SortedDictionary<string, UnitTally> tallies = new(StringComparer.Ordinal);
        for (var i = 0; i < codes.Length; i++)
        {
            var units = Communes(frame, cases.Where(c => c.Province == i));
            provinces.Add(Maker.Province(frame, codes[i], units));
            communes.AddRange(units.Select(unit => Maker.Commune(frame, unit.Key, unit.Value)));
            tallies.Add(codes[i], ReportMaker.Sum(frame, units, withLate: false));
        }

        return (Maker.Country(frame, tallies, [], new SourceCompleteness(0, 0, [])), provinces, communes);
    }

    private static IReadOnlyDictionary<string, UnitTally> Communes(WeekFrame frame, IEnumerable<Case> cases) =>
        Folding.Communes(frame, cases.Select(c => (c.Code, c.End is { } end ? EndedAt(end) : Asked())));

    private static Arbitrary<List<Case>> Cases() => (
        from province in Gen.Choose(0, 1)
        from isOpen in Gen.Choose(0, 3)
        from day in Gen.Choose(0, 4)
        from hour in Gen.Choose(10, 17)
        select (province, End: isOpen == 0 ? null : (DateTimeOffset?)Monday(hour, 0, day)))
        .ListOf().Select(list => list.Take(12).Select((c, i) => new Case($"case-{i}", c.province, c.End)).ToList()).ToArbitrary();

    private static IEnumerable<byte> Bytes((WeeklyReport Country, IReadOnlyList<WeeklyReport> Provinces, IReadOnlyList<WeeklyReport> Communes) made) =>
        made.Provinces.Concat(made.Communes).Append(made.Country).SelectMany(WeeklyReportJson.Write);

    private static Flow SumOf(IEnumerable<LinkedGroup> groups) => groups.Aggregate(default(Flow), (sum, group) => sum.Plus(Figures(group.Dossiers.Week)));

    private static Flow Figures(CaseFigures of) =>
        new(of.Filed, of.Accepted, of.Done, of.BeforeTime, of.OnTime, of.Late, of.Open, of.OpenLate, of.Duration.Count);

    private sealed record Case(string Code, int Province, DateTimeOffset? End);

    private readonly record struct Flow(long Filed, long Accepted, long Done, long BeforeTime, long OnTime, long Late, long Open, long OpenLate, long Measured)
    {
        public Flow Plus(Flow other) => new(
            Filed + other.Filed, Accepted + other.Accepted, Done + other.Done, BeforeTime + other.BeforeTime, OnTime + other.OnTime,
            Late + other.Late, Open + other.Open, OpenLate + other.OpenLate, Measured + other.Measured);
    }
}
