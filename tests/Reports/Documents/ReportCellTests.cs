using System.Text;
using System.Xml;
using System.Xml.Linq;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using FsCheck;
using FsCheck.Fluent;
using LienThong.Reports.Documents;
using LienThong.Reports.Documents.Html;
using LienThong.Reports.Documents.Office;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace LienThong.Reports.Tests.Documents;

public sealed class ReportCellTests
{
    [Fact]
    public void Text_AnyString_IsTheSameInEveryForm() => Prop.ForAll(Gen.Choose(0, 0xFFFF).Select(c => (char)c).ListOf().Select(cs => new string([.. cs])).ToArbitrary(), words =>
    {
        var cell = ReportCell.Text(words + "\uD800<&>\"'\uFFFF\u0001=");
        var report = new ReportDocument
        {
            Language = ReportLanguage.Vietnamese,
            Heading = new ReportHeading(null, "A", "B", "C"),
            Title = "T",
            Subject = "S",
            Period = "P",
            Sections = [new("s", "I", [new ReportTable("t", "Bảng 1", "Thử", [new("Tên", ColumnKind.Name)], [[cell]], [])])],
            Colophon = "",
            MadeAt = DateTimeOffset.UnixEpoch,
        };

        Assert.Equal(cell.Words, InHtml(report));
        Assert.Equal(cell.Words, InDocx(report));
        Assert.Equal(cell.Words, InXlsx(report));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Text_WordsOfEveryDay_StayAsTheyAre() => Assert.Equal("Bộ Y tế 😀", ReportCell.Text("Bộ Y tế 😀").Words);

    private static string InHtml(ReportDocument report)
    {
        using var reader = XmlReader.Create(new StringReader(Encoding.UTF8.GetString(HtmlReport.Render(report))["<!DOCTYPE html>\n".Length..]));
        return XDocument.Load(reader, LoadOptions.PreserveWhitespace).Descendants("th").Single(th => (string?)th.Attribute("scope") == "row").Value;
    }

    private static string InDocx(ReportDocument report)
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(DocxReport.Render(report)), false);
        return document.MainDocumentPart!.Document.Body!.Elements<W.Table>().Last().Elements<W.TableRow>().Last().InnerText;
    }

    private static string InXlsx(ReportDocument report)
    {
        using var workbook = SpreadsheetDocument.Open(new MemoryStream(XlsxReport.Render(report)), false);
        return workbook.WorkbookPart!.WorksheetParts.Last().Worksheet.Descendants<Cell>().Single(cell => cell.CellReference == "A4").InnerText;
    }
}
