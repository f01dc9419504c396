using System.Text;
using LienThong.Procedures.Faults;
using LienThong.Reports.Documents;
using LienThong.Reports.Weekly;

namespace LienThong.Reports.Tests.Documents;

public sealed class CsvReportTests
{
    [Fact]
    public void Render_AnyReport_IsUtf8WithItsMarkAndLinesOfSevenFields()
    {
        var bytes = ReportRenderer.Render(SampleReports.National, ReportForm.Csv, ReportLanguage.Vietnamese);

        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var rows = Read(bytes);
        Assert.Equal(["table", "group", "row", "name", "column", "value", "unit"], rows[0]);
        Assert.All(rows, row => Assert.Equal(7, row.Count));
    }

    [Theory]
    [InlineData(ReportLanguage.Vietnamese, "CAO NHẤT", "Tỷ lệ")]
    [InlineData(ReportLanguage.English, "HIGHEST", "Share")]
    public void Render_AnyLanguage_GivesFiguresThatProgramsRead(ReportLanguage language, string side, string column)
    {
        var rows = Read(ReportRenderer.Render(SampleReports.National, ReportForm.Csv, language));

        Assert.Contains(rows, row => row.SequenceEqual(["table-3", side, "3", "Bộ Kế hoạch và Đầu tư", column, "92.45", "percent"]));
        Assert.Contains(rows, row => row.SequenceEqual(["table-1", side, "1", "Bộ Y tế", language.Of("Số lượt", "Visits"), "10688901", "count"]));
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+84", "'+84")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("a=b", "a=b")]
    [InlineData("Bộ \"A\", B", "Bộ \"A\", B")]
    [InlineData("\t=1", " =1")]
    public void Render_WordsThatASpreadsheetWouldRun_AreHarmless(string name, string written)
    {
        var table = SampleReports.National.Tables[0];
        var report = SampleReports.National with { Tables = [table with { Highest = [table.Highest[0] with { Agency = new MeasuredAgency("G01", new Localized(name, name)) }], Lowest = [] }] };

        var rows = Read(ReportRenderer.Render(report, ReportForm.Csv, ReportLanguage.Vietnamese));

        Assert.Equal(written, rows.Single(row => row[0] == "table-1" && row[1] == "CAO NHẤT")[3]);
    }

    [Fact]
    public void Render_NegativeChange_IsANumberAndStaysOne()
    {
        var rows = Read(ReportRenderer.Render(SampleReports.National, ReportForm.Csv, ReportLanguage.Vietnamese));

        Assert.Contains(rows, row => row[0] == "table-2" && row[5] == "-10101" && row[6] == "count");
        Assert.Contains(rows, row => row[0] == "totals" && row[5] == "-0.5" && row[6] == "percentage-points");
        Assert.Contains(rows, row => row[5] == "N/A" && row[6] == "percent");
    }

    // RFC 4180, strictly: lines end in CRLF, quotes are doubled within quotes.
    private static List<List<string>> Read(byte[] csv)
    {
        var text = Encoding.UTF8.GetString(csv.AsSpan(3));
        List<List<string>> rows = [[]];
        var field = new StringBuilder();
        for (var (i, quoted) = (0, false); i < text.Length; i++)
        {
            switch (text[i])
            {
                case '"' when quoted && i + 1 < text.Length && text[i + 1] == '"':
                    field.Append('"');
                    i++;
                    break;
                case '"':
                    quoted = !quoted;
                    break;
                case ',' when !quoted:
                    rows[^1].Add(Take());
                    break;
                case '\r' when !quoted:
                    Assert.Equal('\n', text[++i]);
                    rows[^1].Add(Take());
                    rows.Add([]);
                    break;
                default:
                    Assert.NotEqual('\n', text[i]);
                    field.Append(text[i]);
                    break;
            }
        }

        Assert.Empty(rows[^1]);
        rows.RemoveAt(rows.Count - 1);
        return rows;

        string Take()
        {
            var taken = field.ToString();
            field.Clear();
            return taken;
        }
    }
}
