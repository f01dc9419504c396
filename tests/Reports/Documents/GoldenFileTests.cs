using System.IO.Compression;
using System.Runtime.CompilerServices;
using LienThong.Reports.Documents;

namespace LienThong.Reports.Tests.Documents;

/// <summary>
/// Whole reports, byte for byte as they were when somebody last looked at them. A change of appearance is made on purpose: look at the
/// documents, then run these tests once with <c>LIENTHONG_GOLDEN=write</c> and commit what they wrote.
/// </summary>
public sealed class GoldenFileTests
{
    public static TheoryData<string, ReportForm, ReportLanguage> Documents => new()
    {
        { "national", ReportForm.Html, ReportLanguage.Vietnamese },
        { "national", ReportForm.Docx, ReportLanguage.Vietnamese },
        { "national", ReportForm.Xlsx, ReportLanguage.Vietnamese },
        { "national", ReportForm.Csv, ReportLanguage.Vietnamese },
        { "national", ReportForm.Json, ReportLanguage.Vietnamese },
        { "province", ReportForm.Html, ReportLanguage.English },
        { "province", ReportForm.Docx, ReportLanguage.English },
        { "nothing", ReportForm.Html, ReportLanguage.Vietnamese },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public void Render_WholeReport_IsAsItWas(string sample, ReportForm form, ReportLanguage language)
    {
        var rendered = ReportRenderer.Render(SampleReports.All[sample], form, language);
        var golden = Path.Combine(Folder(), $"{sample}.{language.Tag()}.{form.Name()}");
        if (Environment.GetEnvironmentVariable("LIENTHONG_GOLDEN") == "write")
        {
            File.WriteAllBytes(golden, rendered);
        }

        var kept = File.ReadAllBytes(golden);
        if (form is ReportForm.Docx or ReportForm.Xlsx)
        {
            // Another release of .NET may pack the same parts into other bytes.
            Assert.Equal(Parts(kept), Parts(rendered));
        }
        else
        {
            Assert.True(kept.AsSpan().SequenceEqual(rendered), $"{Path.GetFileName(golden)} has changed.");
        }
    }

    [Fact]
    public void Render_SameReportTwice_GivesTheSameBytes() =>
        Assert.All(ReportForms.All, form => Assert.Equal(
            ReportRenderer.Render(SampleReports.Province, form, ReportLanguage.English), ReportRenderer.Render(SampleReports.Province, form, ReportLanguage.English)));

    private static List<(string Name, string Text)> Parts(byte[] package)
    {
        using var zip = new ZipArchive(new MemoryStream(package));
        return [.. zip.Entries.Select(entry =>
        {
            using var reader = new StreamReader(entry.Open());
            return (entry.FullName, reader.ReadToEnd());
        })];
    }

    private static string Folder([CallerFilePath] string source = "") => Path.Combine(Path.GetDirectoryName(source)!, "Golden");
}
