using System.Globalization;
using System.Net;
using System.Xml;
using System.Xml.Linq;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using LienThong.App.Tests.Harness;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace LienThong.App.Tests.Reports;

/// <summary>Counts of all ministries, sent as their systems send them, print the tables of the real report of week 22/2022.</summary>
public sealed class OfficialReportTests(OfficialReportTests.MadeReport made) : IClassFixture<OfficialReportTests.MadeReport>
{
    public static TheoryData<int> Tables => [.. OfficialReport.Tables];

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task Html_OfWeek22_PrintsTheTable(int number)
    {
        var html = (await made.ReadAsync("html")).Text;
        using var reader = XmlReader.Create(new StringReader(html["<!DOCTYPE html>\n".Length..]));
        var table = XDocument.Load(reader).Descendants("figure").Single(figure => (string?)figure.Attribute("id") == $"table-{number}");

        Assert.Equal(["CAO NHẤT", "THẤP NHẤT"], table.Descendants("caption").Select(caption => caption.Nodes().OfType<XText>().Single().Value));
        Assert.Equal(
            Printed(number),
            table.Descendants("tbody").Elements("tr").Select(row => row.Elements().Select(cell => cell.Value).ToList()).Select(row => (row[0], row[1], row[2])));
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task Docx_OfWeek22_PrintsTheTable(int number)
    {
        using var document = WordprocessingDocument.Open(new MemoryStream((await made.ReadAsync("docx")).Bytes), false);

        // The first table is the letterhead.
        var rows = document.MainDocumentPart!.Document.Body!.Elements<W.Table>().ElementAt(number).Elements<W.TableRow>()
            .Select(row => row.Elements<W.TableCell>().Select(cell => cell.InnerText).ToList()).ToList();

        Assert.Equal(["CAO NHẤT", "THẤP NHẤT"], rows[0]);
        Assert.Equal(Printed(number), rows.Skip(2).Select(row => (row[0], row[1], row[2])).Concat(rows.Skip(2).Select(row => (row[3], row[4], row[5]))));
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task Xlsx_OfWeek22_HoldsTheTable(int number)
    {
        using var workbook = SpreadsheetDocument.Open(new MemoryStream((await made.ReadAsync("xlsx")).Bytes), false);
        var sheet = workbook.WorkbookPart!.Workbook.Sheets!.Elements<Sheet>().Single(s => s.Name == $"Bảng {number}");
        var rows = ((WorksheetPart)workbook.WorkbookPart.GetPartById(sheet.Id!)).Worksheet.Descendants<Row>()
            .Select(row => row.Elements<Cell>().Select(cell => cell.InnerText).ToList()).Skip(4).Take(3).ToList();

        Assert.Equal(
            OfficialReport.Table(number).Select(row => (Text(row.Rank), row.Agency, number == 1 ? row.Value : row.Value / 100)),
            rows.Select(row => (row[0], row[1], Number(row[2]))).Concat(rows.Select(row => (row[3], row[4], Number(row[5])))));
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task Json_OfWeek22_HoldsTheTable(int number)
    {
        var table = (await made.ReadAsync("json")).Body["tables"]!.AsArray().Single(t => (int?)t!["number"] == number)!;

        Assert.Equal(
            OfficialReport.Table(number).Select(row => (row.Rank, row.Agency, row.Value)),
            table["highest"]!.AsArray().Concat(table["lowest"]!.AsArray()).Select(row => (
                (int)row!["rank"]!, (string)row["agency"]!["name"]!["vi"]!, (decimal)(row["value"]!["count"] ?? row["value"]!["share"]!["percent"])!)));
    }

    private static IEnumerable<(string, string, string)> Printed(int number) => OfficialReport.Table(number).Select(row => (Text(row.Rank), row.Agency, row.Printed));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>An app to which all ministries have sent, and which has made the report of that week.</summary>
    public sealed class MadeReport : IAsyncLifetime
    {
        private RunningApp _app = null!;

        public async Task InitializeAsync()
        {
            _app = await RunningApp.StartAsync();
            foreach (var batch in OfficialReport.Batches(_app.Now))
            {
                var taken = (await _app.As("source-ministries").PostAsync("measurements", batch)).Is(HttpStatusCode.Created);
                Assert.Equal((batch["rows"]!.AsArray().Count, 0), ((int)taken.Body["accepted"]!, taken.Body["refused"]!.AsArray().Count));
            }

            await WeeklyReportTests.MakeAsync(_app, OfficialReport.Week);
        }

        public async Task DisposeAsync() => await _app.DisposeAsync();

        public async Task<Answer> ReadAsync(string format) =>
            (await _app.As("operator").ReadAsync($"reports/weekly/{OfficialReport.Week}?format={format}")).Is(HttpStatusCode.OK);
    }
}
