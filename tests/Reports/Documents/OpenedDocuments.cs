using System.Xml.Linq;
using LienThong.Reports.Documents;

namespace LienThong.Reports.Tests.Documents;

/// <summary>Reports as LibreOffice sees them: each document opened by it and saved in its own XML.</summary>
public sealed class OpenedDocuments : IAsyncLifetime
{
    /// <summary>The reports that are opened.</summary>
    public static IReadOnlyList<(string Sample, ReportLanguage Language)> Reports { get; } =
        [("national", ReportLanguage.Vietnamese), ("province", ReportLanguage.English), ("nothing", ReportLanguage.Vietnamese)];

    private readonly string _folder = Directory.CreateTempSubdirectory("lienthong-office-").FullName;

    /// <summary>A report's text document.</summary>
    public XDocument Text(string sample, ReportLanguage language) => XDocument.Load(PathOf(sample, language, "fodt"), LoadOptions.PreserveWhitespace);

    /// <summary>A report's workbook.</summary>
    public XDocument Workbook(string sample, ReportLanguage language) => XDocument.Load(PathOf(sample, language, "fods"), LoadOptions.PreserveWhitespace);

    public async Task InitializeAsync()
    {
        foreach (var (form, format) in ((ReportForm, string)[])[(ReportForm.Docx, "fodt"), (ReportForm.Xlsx, "fods")])
        {
            foreach (var (sample, language) in Reports)
            {
                await File.WriteAllBytesAsync(PathOf(sample, language, form.Name()), ReportRenderer.Render(SampleReports.All[sample], form, language));
            }

            await LibreOffice.ConvertAsync(_folder, format, Reports.Select(report => PathOf(report.Sample, report.Language, form.Name())));
        }
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    private string PathOf(string sample, ReportLanguage language, string ending) => Path.Combine(_folder, $"{sample}-{language.Tag()}.{ending}");
}
