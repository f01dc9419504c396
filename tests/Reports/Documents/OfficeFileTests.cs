using System.Globalization;
using System.IO.Compression;
using System.Xml.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using LienThong.Reports.Documents;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace LienThong.Reports.Tests.Documents;

/// <summary>The text document and the workbook as office programs see them.</summary>
public sealed class OfficeFileTests
{
    [Theory]
    [MemberData(nameof(SampleReports.InBothLanguages), MemberType = typeof(SampleReports))]
    public void Render_AnyReport_KeepsToTheStandard(string sample, ReportLanguage language)
    {
        using var text = Document(sample, language);
        using var workbook = Workbook(sample, language);
        var validator = new OpenXmlValidator(FileFormatVersions.Office2019);

        Assert.Empty(validator.Validate(text).Concat(validator.Validate(workbook)).Select(fault => $"{fault.Part?.Uri} {fault.Path?.XPath}: {fault.Description}"));
    }

    [Theory]
    [InlineData(ReportForm.Docx)]
    [InlineData(ReportForm.Xlsx)]
    public void Render_AtAnyTime_LeavesNoTimeOfWritingAndNoRandomName(ReportForm form)
    {
        using var zip = new ZipArchive(new MemoryStream(ReportRenderer.Render(SampleReports.National, form, ReportLanguage.Vietnamese)));

        Assert.Equal(zip.Entries.Select(e => e.FullName).Order(StringComparer.Ordinal), zip.Entries.Select(e => e.FullName));
        Assert.Equal("[Content_Types].xml", zip.Entries[0].FullName);
        Assert.All(zip.Entries, entry => Assert.Equal(new DateTime(1980, 1, 1), entry.LastWriteTime.DateTime));
        Assert.All(
            zip.Entries.Where(entry => entry.FullName.EndsWith(".rels", StringComparison.Ordinal)).SelectMany(entry => Xml(entry).Root!.Elements()),
            relation => Assert.Matches("^rId[0-9]+$", (string)relation.Attribute("Id")!));
    }

    [Fact]
    public void Docx_Report_HasTheFormOfAnOfficialPaper()
    {
        using var document = Document("national", ReportLanguage.Vietnamese);
        var body = document.MainDocumentPart!.Document.Body!;

        Assert.Equal(
            ["LIÊN THÔNG", "THỦ TỤC HÀNH CHÍNH LIÊN THÔNG ĐIỆN TỬ", "", "Số: 37/2026/BC-LT-2", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "", "Hà Nội, ngày 14 tháng 9 năm 2026"],
            body.Elements<W.Table>().First().Descendants<W.Paragraph>().Select(p => p.InnerText));
        Assert.Equal("BÁO CÁO", Styled(body, "Title").Single());
        Assert.Equal("Kết quả đo lường dịch vụ công trực tuyến và thủ tục hành chính liên thông, tuần\u00A037/2026", Styled(body, "Subtitle").Single());
        Assert.Equal(["I. Số liệu đo lường của các bộ và địa phương"], Styled(body, "Heading1").Take(1));
        Assert.Equal(Styled(body, "Caption"), WeeklyReportDocument.Of(SampleReports.National, ReportLanguage.Vietnamese).Tables.Where(t => !t.IsDetail).Select(t => t.Title));
        var size = body.GetFirstChild<W.SectionProperties>()!.GetFirstChild<W.PageSize>()!;
        Assert.Equal((11906u, 16838u), (size.Width!.Value, size.Height!.Value));
    }

    [Fact]
    public void Docx_Styles_AreAllDefined()
    {
        using var document = Document("national", ReportLanguage.Vietnamese);
        var main = document.MainDocumentPart!;
        var defined = main.StyleDefinitionsPart!.Styles!.Elements<W.Style>().Select(s => s.StyleId!.Value).ToHashSet();

        Assert.Subset(defined, main.Document.Descendants<W.ParagraphStyleId>().Select(s => s.Val!.Value).ToHashSet());
        Assert.Subset(defined, main.Document.Descendants<W.TableStyle>().Select(s => s.Val!.Value).ToHashSet());
    }

    [Fact]
    public void Docx_EveryTable_RepeatsItsHeadersAndFitsThePage()
    {
        using var document = Document("national", ReportLanguage.English);

        Assert.All(document.MainDocumentPart!.Document.Body!.Elements<W.Table>().Skip(1), table =>
        {
            var columns = table.Elements<W.TableGrid>().Single().Elements<W.GridColumn>().ToList();
            var rows = table.Elements<W.TableRow>().ToList();
            Assert.Equal("ReportTable", table.GetFirstChild<W.TableProperties>()!.TableStyle!.Val!.Value);
            Assert.NotEmpty(rows[0].Descendants<W.TableHeader>());
            Assert.All(rows, row => Assert.Equal(columns.Count, row.Elements<W.TableCell>().Sum(cell => cell.TableCellProperties!.GridSpan?.Val?.Value ?? 1)));
            Assert.InRange(columns.Sum(column => int.Parse(column.Width!, CultureInfo.InvariantCulture)), 9_000, 9_355);
        });
    }

    [Fact]
    public void Xlsx_EveryTable_IsASheetWithItsHeadersInSight()
    {
        using var workbook = Workbook("national", ReportLanguage.Vietnamese);
        var tables = WeeklyReportDocument.Of(SampleReports.National, ReportLanguage.Vietnamese).Tables.ToList();

        Assert.Equal(["Báo cáo", .. tables.Select(t => t.Label)], workbook.WorkbookPart!.Workbook.Sheets!.Elements<Sheet>().Select(s => s.Name!.Value));
        Assert.All(tables, table =>
        {
            var sheet = SheetOf(workbook, table.Label);
            Assert.Equal(table.HasGroups ? 4 : 3, sheet.Descendants<Pane>().Single().VerticalSplit!.Value);
            Assert.Equal(table.Columns.Count, sheet.Descendants<Column>().Count());
            Assert.Equal(table.Title, sheet.Descendants<Cell>().First().InnerText);
        });
    }

    [Theory]
    [InlineData(ReportForm.Html)]
    [InlineData(ReportForm.Xlsx)]
    [InlineData(ReportForm.Docx)]
    [InlineData(ReportForm.Csv)]
    public void Render_ProvisionalReport_SaysSoInEveryForm(ReportForm form)
    {
        const string notice = "TẠM TÍNH: tuần chưa kết thúc; số liệu tính đến 11:30 09/09/2026 và còn có thể tăng.";
        var bytes = ReportRenderer.Render(SampleReports.Nothing, form, ReportLanguage.Vietnamese);

        Assert.Contains(notice, form switch
        {
            ReportForm.Xlsx => SheetOf(SpreadsheetDocument.Open(new MemoryStream(bytes), false), "Báo cáo").InnerText,
            ReportForm.Docx => WordprocessingDocument.Open(new MemoryStream(bytes), false).MainDocumentPart!.Document.InnerText,
            _ => System.Text.Encoding.UTF8.GetString(bytes),
        }, StringComparison.Ordinal);
    }

    [Fact]
    public void Xlsx_Figures_AreNumbersAndMissingOnesAreNot()
    {
        using var workbook = Workbook("national", ReportLanguage.Vietnamese);
        var (visits, shares, totals) = (SheetOf(workbook, "Bảng 1"), SheetOf(workbook, "Bảng 3"), SheetOf(workbook, "Bảng 9"));

        Assert.Equal(("10688901", null, "#,##0"), Look(workbook, visits, "C5"));
        Assert.Equal(("0.9245", null, "0.00%"), Look(workbook, shares, "C7"));
        Assert.Equal(("12345", null, "+#,##0;-#,##0;±0"), Look(workbook, totals, "C5"));
        Assert.Equal(("-0.5", null, "+0.00;-0.00;±0.00"), Look(workbook, totals, "C7"));
        Assert.Equal(("N/A", CellValues.InlineString, null), Look(workbook, totals, "B14"));
    }

    [Theory]
    [InlineData("=HYPERLINK(\"x\")")]
    [InlineData("@SUM(A1)")]
    public void Xlsx_WordsThatLookLikeAFormula_AreWords(string name)
    {
        var table = SampleReports.National.Tables[0];
        var report = SampleReports.National with { Tables = [table with { Highest = [table.Highest[0] with { Agency = table.Highest[0].Agency with { Name = new(name, name) } }] }] };
        using var workbook = SpreadsheetDocument.Open(new MemoryStream(ReportRenderer.Render(report, ReportForm.Xlsx, ReportLanguage.Vietnamese)), false);

        Assert.Equal((name, CellValues.InlineString, null), Look(workbook, SheetOf(workbook, "Bảng 1"), "B5"));
        Assert.Empty(workbook.WorkbookPart!.WorksheetParts.SelectMany(part => part.Worksheet.Descendants<CellFormula>()));
    }

    private static IEnumerable<string> Styled(W.Body body, string style) =>
        body.Descendants<W.Paragraph>().Where(p => p.ParagraphProperties?.ParagraphStyleId?.Val?.Value == style).Select(p => p.InnerText);

    private static WordprocessingDocument Document(string sample, ReportLanguage language) =>
        WordprocessingDocument.Open(new MemoryStream(ReportRenderer.Render(SampleReports.All[sample], ReportForm.Docx, language)), false);

    private static SpreadsheetDocument Workbook(string sample, ReportLanguage language) =>
        SpreadsheetDocument.Open(new MemoryStream(ReportRenderer.Render(SampleReports.All[sample], ReportForm.Xlsx, language)), false);

    private static Worksheet SheetOf(SpreadsheetDocument workbook, string name)
    {
        var sheet = workbook.WorkbookPart!.Workbook.Sheets!.Elements<Sheet>().Single(s => s.Name == name);
        return ((WorksheetPart)workbook.WorkbookPart.GetPartById(sheet.Id!)).Worksheet;
    }

    // A cell's text, its type, and the format that its figure is shown in.
    private static (string Text, CellValues? Type, string? Format) Look(SpreadsheetDocument workbook, Worksheet sheet, string reference)
    {
        var cell = sheet.Descendants<Cell>().Single(c => c.CellReference == reference);
        var styles = workbook.WorkbookPart!.WorkbookStylesPart!.Stylesheet;
        var number = styles.CellFormats!.Elements<CellFormat>().ElementAt((int)cell.StyleIndex!.Value).NumberFormatId!.Value;
        return (cell.InnerText, cell.DataType?.Value, number switch
        {
            0 => null,
            3 => "#,##0",
            10 => "0.00%",
            _ => styles.NumberingFormats!.Elements<NumberingFormat>().Single(f => f.NumberFormatId!.Value == number).FormatCode!.Value,
        });
    }

    private static XDocument Xml(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        return XDocument.Load(stream);
    }
}
