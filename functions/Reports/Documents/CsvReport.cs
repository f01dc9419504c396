using System.Globalization;
using System.Text;

namespace LienThong.Reports.Documents;

/// <summary>
/// A report as comma-separated values (RFC 4180; UTF-8 with a byte order mark, which spreadsheets look for): one line a figure of all
/// tables. Figures are machine-readable (55.25, whatever the language). Words that a spreadsheet
/// would take for a formula begin with an apostrophe.
/// </summary>
public static class CsvReport
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    /// <summary>All tables: <c>table,group,row,name,column,value,unit</c>, one line a figure or word beside a row's name; first what
    /// the report is, and its notices.</summary>
    public static byte[] Render(ReportDocument report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var csv = new StringBuilder();
        Line(csv, ["table", "group", "row", "name", "column", "value", "unit"]);
        string[] head = [report.Subject, report.Heading.Number, report.Period, .. report.Notices];
        for (var i = 0; i < head.Length; i++)
        {
            Line(csv, ["report", "", (i + 1).ToString(CultureInfo.InvariantCulture), i switch { 0 => "subject", 1 => "number", 2 => "period", _ => "notice" }, "", Safe(head[i]), "text"]);
        }

        foreach (var table in report.Tables)
        {
            for (var row = 0; row < table.Rows.Count; row++)
            {
                var cells = table.Rows[row];
                var names = table.HasSides ? null : Safe(NameOf(table, row, side: null));
                for (var i = 0; i < cells.Count; i++)
                {
                    if (table.Columns[i].Kind is ColumnKind.Figure or ColumnKind.Text && cells[i].Words is not "")
                    {
                        Line(csv,
                        [
                            table.Id, Safe(table.Columns[i].Group ?? ""), (row + 1).ToString(CultureInfo.InvariantCulture), names ?? Safe(NameOf(table, row, table.Columns[i].Group)),
                            Safe(table.Columns[i].Title), Value(cells[i]), Unit(cells[i].Kind),
                        ]);
                    }
                }
            }
        }

        return Bytes(csv);
    }

    // What a figure is about: the names in its row, of its own side when the table has sides.
    private static string NameOf(ReportTable table, int row, string? side) => string.Join(" / ",
        from pair in table.Columns.Zip(table.Rows[row])
        where pair.First.Kind.IsName() && (side is null || pair.First.Group == side)
        select pair.Second.Words);

    private static string Value(ReportCell cell) => cell switch
    {
        { Kind: CellKind.Text } => Safe(cell.Words!),
        { Value: { } value } => value.ToString(CultureInfo.InvariantCulture),
        _ => ReportNumbers.NotAvailable,
    };

    private static string Unit(CellKind kind) => kind switch
    {
        CellKind.Count or CellKind.CountChange => "count",
        CellKind.Percent => "percent",
        CellKind.PointChange => "percentage-points",
        CellKind.Hours => "working-hours",
        _ => "text",
    };

    // A spreadsheet runs what begins so.
    private static string Safe(string words) => words is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + words : words;

    private static void Line(StringBuilder csv, IEnumerable<string> fields)
    {
        csv.AppendJoin(',', fields.Select(field =>
            field.AsSpan().ContainsAny(",\"\r\n") ? '"' + field.Replace("\"", "\"\"", StringComparison.Ordinal) + '"' : field));
        csv.Append("\r\n");
    }

    private static byte[] Bytes(StringBuilder csv) => [.. ByteOrderMark, .. Encoding.UTF8.GetBytes(csv.ToString())];
}
