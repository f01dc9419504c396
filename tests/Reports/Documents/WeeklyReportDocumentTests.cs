using LienThong.Reports.Documents;

namespace LienThong.Reports.Tests.Documents;

public sealed class WeeklyReportDocumentTests
{
    [Theory]
    [MemberData(nameof(SampleReports.InBothLanguages), MemberType = typeof(SampleReports))]
    public void Of_AnyReport_NumbersItsTablesWithoutAGap(string sample, ReportLanguage language)
    {
        var tables = WeeklyReportDocument.Of(SampleReports.All[sample], language).Tables.ToList();

        var printed = tables.Where(table => !table.IsDetail).ToList();
        Assert.Equal(Enumerable.Range(1, printed.Count).Select(i => $"{language.Of("Bảng", "Table")} {i}"), printed.Select(table => table.Label));
        Assert.Equal(tables.Select(table => table.Id).Distinct(), tables.Select(table => table.Id));
        Assert.All(tables, table => Assert.All(table.Rows, row => Assert.Equal(table.Columns.Count, row.Count)));
    }

    [Fact]
    public void Of_ServiceOfOneStep_StandsAfterLinkedProceduresAndWithoutARowForTheWhole()
    {
        var linked = SampleReports.Province.Groups[0];
        var service = linked with { Procedure = "1.001456", Name = new("Cấp hộ chiếu", "Passport"), Steps = [linked.Steps[0]], Units = [] };

        var document = WeeklyReportDocument.Of(SampleReports.Province with { Groups = [service, linked] }, ReportLanguage.Vietnamese);

        Assert.Equal(["p-3-000722", "p-1-001456"], document.Sections.Take(2).Select(section => section.Id));
        Assert.Equal("II. Cấp hộ chiếu (1.001456)", document.Sections[1].Heading);
        Assert.Equal(["Đăng ký khai sinh"], document.Tables.Single(table => table.Id == "p-1-001456-flows").Rows.Select(row => row[0].Words));
        Assert.Equal("Cả hồ sơ", document.Tables.Single(table => table.Id == "p-3-000722-flows").Rows[0][0].Words);
    }

    [Fact]
    public void Of_LateDossiers_AreNamedByCodeInTheReportOfTheirPlaceOnly()
    {
        var country = WeeklyReportDocument.Of(SampleReports.National with { Late = SampleReports.Province.Late }, ReportLanguage.Vietnamese);
        var province = WeeklyReportDocument.Of(SampleReports.Province, ReportLanguage.Vietnamese);

        Assert.DoesNotContain(country.Sections, section => section.Id == "late");
        Assert.Equal(
            [
                "1|G22.99.08-260904-0481516|3.000722|Đăng ký thường trú|17:00 08/09/2026|10:15 09/09/2026|3,50",
                "2|G22.99.08-260901-0902311|3.000722|Cả hồ sơ|17:00 04/09/2026|chưa|48,00",
            ],
            province.Tables.Single(table => table.Id == "late-dossiers").Rows.Select(row => string.Join('|', row.Select(cell => cell.Print(ReportLanguage.Vietnamese)))));
    }

    [Theory]
    [InlineData(2, 1_250, "1.250 hồ sơ trễ hạn của các thủ tục mà cơ quan không giải quyết bước nào không được liệt kê.")]
    [InlineData(0, 3, "3 hồ sơ trễ hạn của các thủ tục mà cơ quan không giải quyết bước nào không được liệt kê.")]
    [InlineData(0, 0, "Không có hồ sơ trễ hạn.")]
    public void Of_LateDossiersThatTheReaderMayNotSee_AreCountedAndNotDenied(int listed, int withheld, string words)
    {
        var report = SampleReports.Province with { Late = [.. SampleReports.Province.Late.Take(listed)], LateWithheld = withheld };

        var section = WeeklyReportDocument.Of(report, ReportLanguage.Vietnamese).Sections[^1];

        Assert.Equal(listed, section.Blocks.OfType<ReportTable>().Sum(table => table.Rows.Count));
        Assert.Equal([words], section.Blocks.OfType<ReportParagraph>().Select(paragraph => paragraph.Text));
    }

    [Fact]
    public void Of_NationalAverages_AloneAreHeldAgainstTheTargets()
    {
        var totals = WeeklyReportDocument.Of(SampleReports.National, ReportLanguage.English).Tables.Single(table => table.Id == "totals");

        var rows = totals.Rows.Select(row => string.Join('|', row.Select(cell => cell.Print(ReportLanguage.English)))).ToList();
        Assert.Equal(12, rows.Count);
        Assert.Equal("Online services with online dossiers, ministries|61.34%|−0.50||", rows[3]);
        Assert.Equal("Online services with online dossiers, whole country|61.48%|−0.50|80.00%|Not reached", rows[5]);
        Assert.Equal("Dossiers handled online, whole country|53.96%|N/A|50.00%|Reached", rows[8]);
        Assert.Equal("Dossiers handled wholly online, whole country|91.50%|N/A|none known|", rows[11]);
        Assert.Contains("no target of the year 2026", totals.Notes[1], StringComparison.Ordinal);
        Assert.All(rows.Where(row => !row.Contains("whole country", StringComparison.Ordinal)), row => Assert.EndsWith("||", row, StringComparison.Ordinal));
    }

    [Fact]
    public void Of_NoFaults_SaysThatThereAreNone()
    {
        var report = SampleReports.Province with { Common = SampleReports.Province.Common with { Faults = [] } };

        var faults = WeeklyReportDocument.Of(report, ReportLanguage.English).Tables.Single(table => table.Id == "faults");

        // HTML and DOCX say "None" in a table without rows; in CSV a row would be a fault.
        Assert.Empty(faults.Rows);
        Assert.Contains("refused as it was filed are not counted", Assert.Single(faults.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_FirstEditionOfAWholeWeek_HasNoNoticeAndLaterOnesSayWhatTheyReplace()
    {
        Assert.Empty(WeeklyReportDocument.Of(SampleReports.Province, ReportLanguage.English).Notices);
        Assert.Equal(
            "Edition 2: it replaces edition 1, because figures were added or corrected. Earlier editions are kept.",
            WeeklyReportDocument.Of(SampleReports.Province with { Edition = 2 }, ReportLanguage.English).Notices.Single());
        Assert.Equal("No. 37/2026/BC-LT.01-2", WeeklyReportDocument.Of(SampleReports.Province with { Edition = 2 }, ReportLanguage.English).Heading.Number);
    }

    [Theory]
    [InlineData("Thành phố Hà Nội", "Hà Nội, ngày 14 tháng 9 năm 2026", "tại thành phố Hà Nội,")]
    [InlineData("Tỉnh Cao Bằng", "Cao Bằng, ngày 14 tháng 9 năm 2026", "tại tỉnh Cao Bằng,")]
    [InlineData("Phường Ba Đình", "Ba Đình, ngày 14 tháng 9 năm 2026", "tại phường Ba Đình,")]
    public void Of_PlaceOfAUnit_IsWrittenAsOfficialPapersDo(string name, string placeAndDay, string inSubject)
    {
        var document = WeeklyReportDocument.Of(SampleReports.Province with { ScopeName = new(name, name) }, ReportLanguage.Vietnamese);

        Assert.Equal((placeAndDay, name.ToUpperInvariant()), (document.Heading.PlaceAndDay, document.Heading.Issuer));
        Assert.Contains(inSubject, document.Subject, StringComparison.Ordinal);
    }
}
