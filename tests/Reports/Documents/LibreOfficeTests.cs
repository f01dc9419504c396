using System.Globalization;
using System.Xml.Linq;
using LienThong.Reports.Documents;

namespace LienThong.Reports.Tests.Documents;

/// <summary>What a reader of LibreOffice finds in the documents, compared with what was to be printed.</summary>
public sealed class LibreOfficeTests(OpenedDocuments opened) : IClassFixture<OpenedDocuments>
{
    private static readonly XNamespace Office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
    private static readonly XNamespace TableNames = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
    private static readonly XNamespace TextNames = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";

    public static TheoryData<string, ReportLanguage> Reports
    {
        get
        {
            var data = new TheoryData<string, ReportLanguage>();
            foreach (var (sample, language) in OpenedDocuments.Reports)
            {
                data.Add(sample, language);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public void TextDocument_Opened_HoldsEveryTextInItsOrder(string sample, ReportLanguage language)
    {
        var body = opened.Text(sample, language).Descendants(Office + "text").Single();

        Assert.Equal(
            Printed(WeeklyReportDocument.Of(SampleReports.All[sample], language)),
            body.Descendants().Where(e => e.Name == TextNames + "p" || e.Name == TextNames + "h").Select(Words).Where(text => text.Length > 0));
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public void TextDocument_Opened_HasRealHeadingsAndTables(string sample, ReportLanguage language)
    {
        var report = WeeklyReportDocument.Of(SampleReports.All[sample], language);
        var body = opened.Text(sample, language).Descendants(Office + "text").Single();
        var tables = body.Elements(TableNames + "table").Skip(1).ToList();

        Assert.Equal(report.Sections.Select(s => s.Heading), body.Elements(TextNames + "h").Select(Words));
        Assert.Equal(
            report.Tables.Where(t => !t.IsDetail).Select(t => (Headers: t.HasGroups ? 2 : 1, Rows: Math.Max(1, t.Rows.Count))),
            tables.Select(t => (t.Elements(TableNames + "table-header-rows").Elements(TableNames + "table-row").Count(), t.Elements(TableNames + "table-row").Count())));
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public void Workbook_Opened_HoldsEveryTableOnItsSheet(string sample, ReportLanguage language)
    {
        var report = WeeklyReportDocument.Of(SampleReports.All[sample], language);
        var sheets = opened.Workbook(sample, language).Descendants(Office + "spreadsheet").Single().Elements(TableNames + "table").ToList();

        Assert.Equal([language.Of("Báo cáo", "Report"), .. report.Tables.Select(t => t.Label)], sheets.Select(s => (string)s.Attribute(TableNames + "name")!));
        Assert.All(report.Tables.Zip(sheets.Skip(1)), pair =>
        {
            var (table, rows) = (pair.First, Rows(pair.Second));
            var first = table.HasGroups ? 4 : 3;
            Assert.Equal(table.Title, rows[0][0].Text);
            Assert.Equal(
                table.Rows.Select(row => string.Join('|', row.Select(cell => cell.Words ?? Unit(cell)))),
                rows.Skip(first).Take(table.Rows.Count).Select(row => string.Join('|', row.Take(table.Columns.Count).Select(cell => cell.Text))));
            Assert.All(table.Rows.Zip(rows.Skip(first)), row => Assert.All(row.First.Zip(row.Second), cell =>
                Assert.Equal(cell.First.Value / (cell.First.Kind == CellKind.Percent ? 100 : 1), cell.Second.Value)));
        });
    }

    [Fact]
    public void Documents_OfWeek22_PrintItsTables()
    {
        var text = opened.Text("national", ReportLanguage.Vietnamese).Descendants(Office + "text").Single().Elements(TableNames + "table").Skip(1).ToList();
        var sheets = opened.Workbook("national", ReportLanguage.Vietnamese).Descendants(TableNames + "table").ToList();

        Assert.All(OfficialTables.Numbers, number =>
        {
            var official = OfficialTables.Read(number);
            var printed = Rows(text[number - 1]).Skip(2).ToList();
            Assert.Equal(official.Select(row => (row.Rank, row.Agency, row.Printed)), Sides(printed, cell => cell.Text));
            var calculated = Rows(sheets.Single(s => (string)s.Attribute(TableNames + "name")! == $"Bảng {number}")).Skip(4).Take(3).ToList();
            Assert.Equal(
                official.Select(row => (row.Rank, row.Agency, number == 1 ? row.Value : row.Value / 100)),
                Sides(calculated, cell => cell.Value!.Value));
        });

        static IEnumerable<(string, string, T)> Sides<T>(List<List<(string Text, decimal? Value)>> rows, Func<(string Text, decimal? Value), T> figure) =>
            rows.Select(row => (row[0].Text, row[1].Text, figure(row[2]))).Concat(rows.Select(row => (row[3].Text, row[4].Text, figure(row[5]))));
    }

    // Figures in LibreOffice's English.
    private static string Unit(ReportCell cell) => cell.Print(ReportLanguage.English).Replace('\u2212', '-');

    private static IEnumerable<string> Printed(ReportDocument report)
    {
        var (heading, language) = (report.Heading, report.Language);
        IEnumerable<string?> texts =
        [
            heading.Above, heading.Issuer, heading.Number, ReportHeading.State(language), ReportHeading.Motto(language), heading.PlaceAndDay,
            report.Title, report.Subject, report.Period, .. report.Notices,
            .. report.Sections.SelectMany(section => section.Blocks.SelectMany(block => block switch
            {
                ReportParagraph paragraph => [paragraph.Text],
                ReportTable { IsDetail: false } table => Printed(table, language),
                _ => Array.Empty<string>(),
            }).Prepend(section.Heading)),
            report.Colophon,
        ];
        return texts.OfType<string>().Where(text => text.Length > 0);
    }

    private static IEnumerable<string> Printed(ReportTable table, ReportLanguage language) =>
    [
        table.Title,
        .. table.HasGroups ? table.Groups.Select(group => group.Name ?? table.Columns[group.First].Title) : [],
        .. table.Columns.Where(column => !table.HasGroups || column.Group is not null).Select(column => column.Title),
        .. table.Rows.SelectMany(row => row.Select(cell => cell.Print(language))),
        .. table.Rows.Count == 0 ? [language.Of("Không có", "None")] : Array.Empty<string>(),
        .. table.Notes,
    ];

    private static List<List<(string Text, decimal? Value)>> Rows(XElement table) =>
    [
        .. from row in table.Descendants(TableNames + "table-row")
           from _ in Enumerable.Range(0, Repeated(row, "number-rows-repeated"))
           select row.Elements().Where(e => e.Name == TableNames + "table-cell" || e.Name == TableNames + "covered-table-cell").SelectMany(cell => Enumerable.Repeat(
               (string.Concat(cell.Elements(TextNames + "p").Select(Words)), (decimal?)cell.Attribute(Office + "value")), Repeated(cell, "number-columns-repeated"))).ToList(),
    ];

    // What fills a sheet to its last row or column is of no interest.
    private static int Repeated(XElement element, string attribute) => Math.Min(50, (int?)element.Attribute(TableNames + attribute) ?? 1);

    // Several spaces, and one at an end, are elements.
    private static string Words(XElement paragraph) => string.Concat(paragraph.DescendantNodes().Select(node => node switch
    {
        XText text => text.Value,
        XElement { Name: var name } space when name == TextNames + "s" => new string(' ', int.Parse((string?)space.Attribute(TextNames + "c") ?? "1", CultureInfo.InvariantCulture)),
        _ => "",
    }));
}
