namespace LienThong.Reports.Documents;

/// <summary>The forms that a report comes in.</summary>
public enum ReportForm
{
    /// <summary>A page for reading on any screen, and for printing.</summary>
    Html,

    /// <summary>A text document in the form of the official report.</summary>
    Docx,

    /// <summary>A workbook, one sheet a table.</summary>
    Xlsx,

    /// <summary>One line a figure.</summary>
    Csv,

    /// <summary>The figures themselves, in both languages, as <c>docs/contracts/weekly-report.schema.json</c> says.</summary>
    Json,
}

/// <summary>What the forms are called.</summary>
public static class ReportForms
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ReportForm> All { get; } = [ReportForm.Html, ReportForm.Docx, ReportForm.Xlsx, ReportForm.Csv, ReportForm.Json];

    /// <summary>The name in <c>?format=</c>, which is also the ending of a file.</summary>
    public static string Name(this ReportForm form) => form switch
    {
        ReportForm.Html => "html",
        ReportForm.Docx => "docx",
        ReportForm.Xlsx => "xlsx",
        ReportForm.Csv => "csv",
        _ => "json",
    };

    /// <summary>The media type, without parameters.</summary>
    public static string MediaType(this ReportForm form) => form switch
    {
        ReportForm.Html => "text/html",
        ReportForm.Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ReportForm.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ReportForm.Csv => "text/csv",
        _ => "application/json",
    };
}
