using LienThong.Reports.Documents;

namespace LienThong.Reports.Tests.Documents;

/// <summary>Tables 1, 3 and 5 of the official report of week 22/2022 (no. 13/BC-UBQGCĐS of 3 June 2022), as they are printed there.</summary>
internal static class OfficialTables
{
    public static IReadOnlyList<int> Numbers { get; } = [1, 3, 5];

    /// <summary>The rows of a table, the highest first: rank and figure as they are printed, in Vietnamese.</summary>
    public static IReadOnlyList<(string Rank, string Agency, string Printed, decimal Value)> Read(int number) =>
    [
        .. from line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "report-22-2022", $"table-{number}.csv")).Skip(1)
           let fields = line.Split(',', 3)
           let end = fields[2].LastIndexOf(',')
           let value = decimal.Parse(fields[2][(end + 1)..], System.Globalization.CultureInfo.InvariantCulture)
           select (fields[1], fields[2][..end].Trim('"'),
               number == 1 ? ReportNumbers.Count(value, ReportLanguage.Vietnamese) : ReportNumbers.Percent(value, ReportLanguage.Vietnamese), value),
    ];
}
