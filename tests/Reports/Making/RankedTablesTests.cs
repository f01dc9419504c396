using FsCheck;
using FsCheck.Fluent;
using LienThong.Reports.Catalogue;
using LienThong.Reports.Making;
using LienThong.Reports.Measurements;
using LienThong.Reports.Weekly;

namespace LienThong.Reports.Tests.Making;

public sealed class RankedTablesTests
{
    private static readonly ReportCatalogue Catalogue = ReportCatalogue.Load();
    private static readonly WeekFrame Frame = WeekFrame.At(IsoWeek.Parse("2022-W22"), new DateTimeOffset(2022, 6, 6, 0, 0, 0, TimeSpan.Zero), Catalogue);
    private static readonly DateOnly Day = new(2022, 5, 31);

    // Counts that give the printed figures; every other ministry lies in between.
    private static readonly Dictionary<string, long> Visits = new()
    {
        ["G18"] = 10_688_901, ["G03"] = 2_572_059, ["G14"] = 2_224_681, ["G05"] = 783_964, ["G13"] = 323_307, ["G07"] = 249_666,
    };

    private static readonly Dictionary<string, (int Part, int Whole)> Used = new()
    {
        ["G10"] = (250, 250), ["G08"] = (30, 30), ["G05"] = (98, 106), ["G06"] = (57, 118), ["G16"] = (34, 104), ["G15"] = (26, 98),
    };

    private static readonly Dictionary<string, (int Part, int Whole)> Handled = new()
    {
        ["G08"] = (1000, 1000), ["G09"] = (9871, 10_000), ["G03"] = (14, 15), ["G06"] = (5398, 10_000), ["G16"] = (2568, 10_000), ["G17"] = (1381, 10_000),
    };

    [Fact]
    public void Of_Week22Of2022_GivesTheTablesThatWerePrinted()
    {
        var tables = RankedTables.Of([.. Ministries().Select(Measured)], Frame, Catalogue);

        Same("table-1.csv", tables.Single(t => t.Number == 1), row => $"{row.Value.Count}");
        Same("table-3.csv", tables.Single(t => t.Number == 3), row => FormattableString.Invariant($"{row.Value.Share!.Value.Percent:0.00}"));
        Same("table-5.csv", tables.Single(t => t.Number == 5), row => FormattableString.Invariant($"{row.Value.Share!.Value.Percent:0.00}"));
        Assert.Equal([1, 2, 3, 4, 5, 6, null, null], tables.Select(t => t.Number));
        Assert.Equal([80m, 50m], tables.Where(t => t.Number is 3 or 5).Select(t => t.Target!.Value));
    }

    [Fact]
    public void Of_AgencyWithoutDenominator_IsNotMeasuredAndHasNoRank()
    {
        var agency = Agency("G15");
        agency.Now.Add(Day, Stated(new Measurement("G15", Day) { Service = "1.001193", Level = ServiceLevel.None, Counter = 4 }));

        var tables = RankedTables.Of([agency], Frame, Catalogue);

        foreach (var table in tables.Where(t => t.Of == AgencyGroup.Ministries))
        {
            Assert.Empty(table.Highest);
            Assert.Empty(table.Lowest);
            Assert.Equal("G15", Assert.Single(table.NotMeasured).Code);
            Assert.Null(table.Total.Share?.Percent);
        }
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(2, 2, 0)]
    [InlineData(4, 3, 1)]
    [InlineData(6, 3, 3)]
    [InlineData(7, 3, 3)]
    public void Of_FewAgencies_NamesEachOnOneSideOnly(int agencies, int highest, int lowest)
    {
        var table = RankedTables.Of([.. Ministries().Take(agencies).Select((code, i) => WithVisits(code, 100 - i))], Frame, Catalogue)[0];

        Assert.Equal((highest, lowest), (table.Highest.Count, table.Lowest.Count));
        Assert.Equal(highest + lowest, table.Highest.Concat(table.Lowest).Select(r => r.Agency.Code).Distinct().Count());
        Assert.Equal(Enumerable.Range(1, highest).Concat(Enumerable.Range(1, lowest)), table.Highest.Concat(table.Lowest).Select(r => r.Rank));
    }

    [Fact]
    public void Of_Ties_PutTheLargerWholeFirstAndThenTheCode()
    {
        var table = RankedTables.Of([WithUsed("G03", 1, 2), WithUsed("G02", 3, 6), WithUsed("G01", 1, 2), WithUsed("G04", 2, 3)], Frame, Catalogue)[2];

        Assert.Equal(["G04", "G02", "G01", "G03"], table.Highest.Concat(table.Lowest).Select(r => r.Agency.Code));
    }

    [Fact]
    public void Of_Change_IsBetweenTheTwoPrintedFigures()
    {
        var agency = Agency("G15");
        agency.Add(new DateOnly(2022, 5, 29), Services("G15", 1, 3), Frame);
        agency.Add(new DateOnly(2022, 5, 30), Services("G15", 2, 3), Frame);
        agency.Add(new DateOnly(2022, 5, 29), Stated(new Measurement("G15", Day) { Visits = 10 }), Frame);
        agency.Add(new DateOnly(2022, 6, 5), Stated(new Measurement("G15", Day) { Visits = 5 }), Frame);

        var tables = RankedTables.Of([agency], Frame, Catalogue);

        Assert.Equal((5m, 5m), (tables[0].Highest[0].Change, tables[0].TotalChange));
        Assert.Equal(66.67m - 33.33m, tables[2].Highest[0].Change);
    }

    [Fact]
    public void Of_FirstWeekOfAYear_HasNoChange()
    {
        var frame = WeekFrame.At(IsoWeek.Parse("2022-W01"), new DateTimeOffset(2022, 2, 1, 0, 0, 0, TimeSpan.Zero), Catalogue);
        var agency = AgencyMeasures.Empty(Catalogue.SourceOf("G15", Day)!, frame);
        agency.Add(new DateOnly(2022, 1, 3), Stated(new Measurement("G15", Day) { Visits = 10 }), frame);

        Assert.Null(RankedTables.Of([agency], frame, Catalogue)[0].Highest[0].Change);
    }

    [Fact]
    public void Of_AnyMeasures_TotalsAreTheSumOfTheAgencies() => Prop.ForAll(
        Gen.Zip(Gen.Choose(0, 50), Gen.Choose(0, 50)).Select(pair => (Part: Math.Min(pair.Item1, pair.Item2), Whole: Math.Max(pair.Item1, pair.Item2)))
            .ListOf().Select(list => list.Take(22).ToList()).ToArbitrary(),
        shares =>
        {
            var agencies = shares.Select((share, i) => WithUsed(Ministries()[i], share.Part, share.Whole)).ToList();

            var table = RankedTables.Of(agencies, Frame, Catalogue)[2];

            return table.Total.Share == new Share(shares.Sum(s => (long)s.Part), shares.Sum(s => (long)s.Whole))
                && table.NotMeasured.Count == shares.Count(s => s.Whole == 0)
                && table.Highest.Concat(table.Lowest).Zip(table.Highest.Concat(table.Lowest).Skip(1)).All(pair => pair.First.Value.Share >= pair.Second.Value.Share);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void National_MinistriesAndLocalities_AreAddedUpTogether()
    {
        var (ministry, locality) = (Agency("G15"), Agency("H01"));
        ministry.Add(new DateOnly(2022, 5, 29), Services("G15", 1, 3), Frame);
        ministry.Add(new DateOnly(2022, 5, 30), Services("G15", 2, 3), Frame);
        locality.Add(new DateOnly(2022, 5, 29), Services("H01", 1, 4), Frame);
        locality.Add(new DateOnly(2022, 5, 30), Stated(new Measurement("H01", Day) { Visits = 7 }), Frame);

        var figures = RankedTables.National([ministry, locality], Frame, Catalogue);

        Assert.Equal([Indicator.Visits, Indicator.ServicesUsed, Indicator.HandledOnline, Indicator.FullOnline], figures.Select(f => f.Indicator));
        Assert.Equal((Measure.Of(7), null, null), (figures[0].Total!, figures[0].Change, figures[0].Target));
        Assert.Equal((Measure.Of(new Share(3, 7)), 42.86m - 28.57m, 80m), (figures[1].Total!, figures[1].Change, figures[1].Target));
        Assert.Equal((null, null, 50m), (figures[2].Total, figures[2].Change, figures[2].Target));
        Assert.Null(figures[3].Target);
    }

    private static List<string> Ministries() => [.. Catalogue.On(Day).Where(s => s.Group == AgencyGroup.Ministries).Select(s => s.Agency)];

    private static AgencyMeasures Agency(string code) => AgencyMeasures.Empty(Catalogue.SourceOf(code, Day)!, Frame);

    private static AgencyMeasures Measured(string code)
    {
        var agency = Agency(code);
        var (handled, resolved) = Handled.GetValueOrDefault(code, (6, 10));
        agency.Now.Add(Day, Stated(new Measurement(code, Day) { Visits = Visits.GetValueOrDefault(code, 1_000_000 + code[2]) }));

        // In table 5 a service more than in table 3 would change that: the last one has the dossiers.
        var (used, offered) = Used.GetValueOrDefault(code, (6, 10));
        agency.Now.Add(Day, Services(code, used, offered));
        agency.Now.Add(Day, Stated(new Measurement(code, Day) { Service = "9.000000", Level = ServiceLevel.None, Counter = resolved, Resolved = resolved - handled }));
        agency.Now.Add(Day, Stated(new Measurement(code, Day) { Service = "1.000000", Level = ServiceLevel.Full, Counter = handled, Resolved = handled, HandledOnline = handled }));
        return agency;
    }

    private static AgencyMeasures WithVisits(string code, long visits)
    {
        var agency = Agency(code);
        agency.Now.Add(Day, Stated(new Measurement(code, Day) { Visits = visits }));
        return agency;
    }

    private static AgencyMeasures WithUsed(string code, int used, int offered)
    {
        var agency = Agency(code);
        agency.Now.Add(Day, Services(code, used, offered));
        return agency;
    }

    private static MeasuredDay Services(string code, int used, int offered) => Stated([.. Enumerable.Range(0, offered).Select(i =>
        new Measurement(code, Day) { Service = $"1.{i:000000}", Level = i % 2 == 0 ? ServiceLevel.Full : ServiceLevel.Partial, Online = i < used ? 1 : 0 })]);

    private static MeasuredDay Stated(params Measurement[] rows)
    {
        var day = new MeasuredDay();
        foreach (var row in rows)
        {
            day.Put(row, SampleDossiers.Monday(0), "a");
        }

        return day;
    }

    private static void Same(string file, RankedTable table, Func<RankedRow, string> value)
    {
        var printed = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "report-22-2022", file)).Skip(1).Where(line => line.Length > 0);
        var made = table.Highest.Select(row => ("highest", row)).Concat(table.Lowest.Select(row => ("lowest", row))).Select(of =>
            $"{of.Item1},{of.row.Rank},{(of.row.Agency.Name.Vi.Contains(',', StringComparison.Ordinal) ? $"\"{of.row.Agency.Name.Vi}\"" : of.row.Agency.Name.Vi)},{value(of.row)}");
        Assert.Equal(printed, made);
    }
}
