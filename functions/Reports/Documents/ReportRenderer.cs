using LienThong.Reports.Documents.Html;
using LienThong.Reports.Documents.Office;
using LienThong.Reports.Weekly;

namespace LienThong.Reports.Documents;

/// <summary>Prints weekly reports.</summary>
public static class ReportRenderer
{
    /// <summary>The bytes of a report in a form and language. Equal reports give equal bytes. JSON holds both languages, and is the same
    /// in either.</summary>
    public static byte[] Render(WeeklyReport report, ReportForm form, ReportLanguage language) => form switch
    {
        ReportForm.Json => WeeklyReportJson.Write(report),
        ReportForm.Html => HtmlReport.Render(WeeklyReportDocument.Of(report, language)),
        ReportForm.Docx => DocxReport.Render(WeeklyReportDocument.Of(report, language)),
        ReportForm.Xlsx => XlsxReport.Render(WeeklyReportDocument.Of(report, language)),
        _ => CsvReport.Render(WeeklyReportDocument.Of(report, language)),
    };
}
