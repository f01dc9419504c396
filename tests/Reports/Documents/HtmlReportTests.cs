using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using LienThong.Procedures.Faults;
using LienThong.Reports.Documents;
using LienThong.Reports.Documents.Html;
using LienThong.Reports.Weekly;

namespace LienThong.Reports.Tests.Documents;

public sealed partial class HtmlReportTests
{
    [Theory]
    [MemberData(nameof(SampleReports.InBothLanguages), MemberType = typeof(SampleReports))]
    public void Render_AnyReport_LoadsNothingAndRunsNothing(string sample, ReportLanguage language)
    {
        var page = Parse(SampleReports.All[sample], language);

        Assert.DoesNotContain(page.Descendants(), e => e.Name.LocalName is "script" or "link" or "img" or "iframe" or "object" or "form" or "image" or "use");
        Assert.DoesNotContain(page.Descendants().Attributes(), a => a.Name.LocalName == "style" || a.Name.LocalName == "src" || a.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.All(page.Descendants("a"), a => Assert.StartsWith("#", (string?)a.Attribute("href"), StringComparison.Ordinal));
        Assert.DoesNotContain("url(", page.Descendants("style").Single().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void SecurityPolicy_OfAnyPage_AllowsItsStyleAndNothingElse()
    {
        var page = Parse(SampleReports.National, ReportLanguage.Vietnamese);

        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(page.Descendants("style").Single().Value)));
        Assert.Equal($"default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'", HtmlReport.SecurityPolicy);
        Assert.Equal(HtmlReport.SecurityPolicy, (string?)page.Descendants("meta").Single(m => (string?)m.Attribute("http-equiv") == "Content-Security-Policy").Attribute("content"));
    }

    [Theory]
    [MemberData(nameof(SampleReports.InBothLanguages), MemberType = typeof(SampleReports))]
    public void Render_AnyReport_CanBeReadAloud(string sample, ReportLanguage language)
    {
        var page = Parse(SampleReports.All[sample], language);

        Assert.Equal(language.Tag(), (string?)page.Root!.Attribute("lang"));
        Assert.Single(page.Descendants("h1"));
        Assert.All(page.Descendants("table"), table => Assert.Single(table.Elements("caption")));
        Assert.All(page.Descendants("th"), header => Assert.NotNull(header.Attribute("scope")));
        Assert.All(page.Descendants("svg"), svg =>
        {
            Assert.Equal("img", (string?)svg.Attribute("role"));
            Assert.Equal(
                ((string)svg.Attribute("aria-labelledby")!).Split(' '),
                svg.Elements().Where(e => e.Name.LocalName is "title" or "desc" && e.Value.Length > 0).Select(e => (string)e.Attribute("id")!));
        });
        var ids = page.Descendants().Attributes("id").Select(a => a.Value).ToList();
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(page.Descendants("a"), a => Assert.Contains(((string)a.Attribute("href")!)[1..], ids));
    }

    [Fact]
    public void Render_NamesThatAreMarkup_AreWordsOnThePage()
    {
        const string name = "<script>alert(1)</script><img src=x onerror=\"alert('2')\">&amp;";
        var table = SampleReports.National.Tables[0];
        var report = SampleReports.National with
        {
            ScopeName = new Localized(name, name),
            Tables = [table with { Highest = [table.Highest[0] with { Agency = new MeasuredAgency("G01", new Localized(name, name)) }] }],
        };

        var page = Parse(report, ReportLanguage.Vietnamese);

        Assert.Empty(page.Descendants("script"));
        Assert.Empty(page.Descendants("img"));
        Assert.Equal(name, page.Descendants("figure").First(f => (string?)f.Attribute("id") == "table-1").Descendants("th").First(th => (string?)th.Attribute("scope") == "row").Value);
        Assert.Contains(page.Descendants("text"), text => text.Value == name);
    }

    [Fact]
    public void Render_ReportOfWeek22_PrintsItsTables()
    {
        var page = Parse(SampleReports.National, ReportLanguage.Vietnamese);

        Assert.All(OfficialTables.Numbers, number => Assert.Equal(
            OfficialTables.Read(number).Select(row => (row.Rank, row.Agency, row.Printed)),
            page.Descendants("figure").Single(f => (string?)f.Attribute("id") == $"table-{number}").Descendants("tbody").Elements("tr")
                .Select(tr => tr.Elements().Select(cell => cell.Value).ToList()).Select(cells => (cells[0], cells[1], cells[2]))));
    }

    [Fact]
    public void Render_FigureThatDoesNotExist_BreaksTheLineAndDrawsNoPoint()
    {
        var page = Parse(SampleReports.National, ReportLanguage.Vietnamese);

        // Twelve weeks, of which the fourth has no share: eleven points, and a mark in the legend.
        var chart = page.Descendants("figure").Single(f => (string?)f.Attribute("id") == "trend-in-time");
        Assert.Equal(12, chart.Descendants("circle").Count());
        Assert.Equal(9, chart.Descendants("line").Count(l => (string?)l.Attribute("stroke-width") == "2"));
    }

    [Fact]
    public void Render_FewerAgenciesThanRows_ShowsEachOnceAndSaysThatASideIsEmpty()
    {
        var page = Parse(SampleReports.National, ReportLanguage.Vietnamese);

        var sides = page.Descendants("figure").Single(f => (string?)f.Attribute("id") == "full-online-ministries").Descendants("tbody").ToList();
        Assert.Equal([2, 1], sides.Select(side => side.Elements("tr").Count()));
        Assert.Equal("Không có", sides[1].Value.Trim());
    }

    [Fact]
    public void Render_TableOfWhichNothingWasMeasured_SaysSoInPlaceOfZeros()
    {
        var page = Parse(SampleReports.National, ReportLanguage.Vietnamese);

        Assert.Contains("Chưa có số liệu của cơ quan nào (N/A).", page.Descendants("figure").Single(f => (string?)f.Attribute("id") == "full-online-localities").Descendants("li").Select(li => li.Value));
        var total = page.Descendants("figure").Single(f => (string?)f.Attribute("id") == "totals").Descendants("tbody").Elements("tr").SkipLast(1).Last();
        Assert.Equal(["Tỷ lệ hồ sơ trực tuyến toàn trình của các địa phương", "N/A", "N/A", "", ""], total.Elements().Select(cell => cell.Value));
    }

    private static XDocument Parse(WeeklyReport report, ReportLanguage language)
    {
        // The page is well-formed enough for an XML reader, which is stricter than browsers are.
        var html = Encoding.UTF8.GetString(ReportRenderer.Render(report, ReportForm.Html, language));
        Assert.StartsWith("<!DOCTYPE html>\n", html, StringComparison.Ordinal);
        using var reader = XmlReader.Create(new StringReader(Doctype().Replace(html, "")));
        return XDocument.Load(reader, LoadOptions.PreserveWhitespace);
    }

    [GeneratedRegex("^<!DOCTYPE html>\n")]
    private static partial Regex Doctype();
}
