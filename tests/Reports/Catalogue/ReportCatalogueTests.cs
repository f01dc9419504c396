using LienThong.Reports.Catalogue;
using LienThong.Reports.Weekly;

namespace LienThong.Reports.Tests.Catalogue;

public sealed class ReportCatalogueTests : IDisposable
{
    private static readonly ReportCatalogue BuiltIn = ReportCatalogue.Load();

    private readonly string folder = Directory.CreateTempSubdirectory("lien-thong-catalogue-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("2022-06-05", 22, 63)]
    [InlineData("2025-06-30", 17, 63)]
    [InlineData("2025-07-01", 17, 34)]
    public void On_Day_HasTheMinistriesAndLocalitiesThatStoodThen(string day, int ministries, int localities)
    {
        var sources = BuiltIn.On(DateOnly.Parse(day)).ToList();

        Assert.Equal(ministries, sources.Count(s => s.Group == AgencyGroup.Ministries));
        Assert.Equal(localities, sources.Count(s => s.Group == AgencyGroup.Localities));
    }

    [Fact]
    public void SourceOf_AgencyThatWasMerged_IsNobodyAfterwards()
    {
        Assert.Equal("Bộ Kế hoạch và Đầu tư", BuiltIn.SourceOf("G05", new DateOnly(2025, 2, 28))?.Name.Vi);
        Assert.Null(BuiltIn.SourceOf("G05", new DateOnly(2025, 3, 1)));
        Assert.Null(BuiltIn.SourceOf("H26", new DateOnly(2025, 7, 1)));
        Assert.Equal("Thành phố Hà Nội", BuiltIn.SourceOf("01", new DateOnly(2025, 7, 1))?.Name.Vi);
    }

    [Fact]
    public void RulesOn_Year2022_AreThoseOfThePrintedReport()
    {
        var rules = BuiltIn.RulesOn(new DateOnly(2022, 6, 5));

        Assert.Equal((3, 5), (rules.Rows(AgencyGroup.Ministries), rules.Rows(AgencyGroup.Localities)));
        Assert.Equal((80m, 50m), (BuiltIn.Target(2022, Indicator.ServicesUsed), BuiltIn.Target(2022, Indicator.HandledOnline)));
        Assert.Null(BuiltIn.Target(2026, Indicator.HandledOnline));
    }

    [Fact]
    public void Load_TargetsOfAYearPutIntoTheFolder_StandInPlaceOfTheBuiltInOnes()
    {
        File.WriteAllText(Path.Combine(folder, "rules.json"), """
            {"about":"test","rules":[{"validFrom":"2022-01-01","ministryRows":3,"localityRows":5,"stuckHours":4,"trendWeeks":8,"sources":[]}],
             "targets":[{"year":2026,"indicator":"fullOnline","percent":62.5,"certainty":"confirmed","basis":"a decision"}]}
            """);

        var catalogue = ReportCatalogue.Load(folder);

        Assert.Equal((62.5m, null), (catalogue.Target(2026, Indicator.FullOnline), catalogue.Target(2022, Indicator.HandledOnline)));
    }

    [Fact]
    public void Load_TwoSourcesClaimOneAgency_NamesBoth()
    {
        Write("""
            {"agency":"G15","source":"a","kind":"ministry","vi":"A","en":"A","validFrom":"2022-01-01","validTo":"2026-06-30","certainty":"confirmed","basis":"test"},
            {"agency":"G15","source":"b","kind":"ministry","vi":"A","en":"A","validFrom":"2026-06-30","certainty":"confirmed","basis":"test"},
            {"agency":"G16","source":"a","kind":"ministry","vi":"B","en":"B","validFrom":"2022-01-01","validTo":"2026-06-30","certainty":"confirmed","basis":"test"},
            {"agency":"G16","source":"b","kind":"ministry","vi":"B","en":"B","validFrom":"2026-07-01","certainty":"confirmed","basis":"test"}
            """);

        var refused = Assert.Throws<InvalidDataException>(() => ReportCatalogue.Load(folder));

        Assert.Equal("sources.json: a and b both claim agency G15 on 2026-06-30.", refused.Message);
    }

    [Theory]
    [InlineData("""{"agency":"G15","kind":"parish","vi":"A","en":"A","validFrom":"2022-01-01","certainty":"confirmed","basis":"test"}""", "parish")]
    [InlineData("""{"agency":"G15","kind":"ministry","vi":"A","en":"A","validFrom":"2022-01-01","certainty":"perhaps","basis":"test"}""", "certainty")]
    [InlineData("""{"agency":"G15","kind":"ministry","vi":"A","validFrom":"2022-01-01","certainty":"confirmed","basis":"test"}""", "en")]
    public void Load_BadEntry_SaysWhatIsWrong(string entry, string named)
    {
        Write(entry);

        var refused = Assert.Throws<InvalidDataException>(() => ReportCatalogue.Load(folder));

        Assert.Contains("sources.json", refused.Message, StringComparison.Ordinal);
        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }

    private void Write(string entries) => File.WriteAllText(Path.Combine(folder, "sources.json"), $$"""{"about":"test","sources":[{{entries}}]}""");
}
