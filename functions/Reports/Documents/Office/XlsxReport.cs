using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace LienThong.Reports.Documents.Office;

/// <summary>
/// A report as a workbook: a front sheet, then one sheet a table, named as the table is called. Figures are real numbers with formats;
/// shares are fractions (0.5525 shown as 55,25 %). Title and headers stay in sight, and are repeated on each printed page.
/// </summary>
public static class XlsxReport
{
    private const int TitleRows = 2;

    /// <summary>The workbook.</summary>
    public static byte[] Render(ReportDocument report)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var stream = new MemoryStream();
        using (var package = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook, autoSave: false))
        {
            var workbook = package.AddNewPart<WorkbookPart>("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "rId1");
            OfficeFile.AddProperties(package, report);
            var styles = workbook.AddNewPart<WorkbookStylesPart>("rId1");
            styles.Stylesheet = XlsxStyles.Sheet();
            styles.Stylesheet.Save();
            var sheets = new Sheets();
            var names = new DefinedNames();
            WriteFront(Add(report.Language.Of("Báo cáo", "Report")), report);
            foreach (var table in report.Tables)
            {
                names.Append(new DefinedName($"'{table.Label}'!$1:${HeaderRow(table)}") { Name = "_xlnm.Print_Titles", LocalSheetId = (uint)sheets.Count() });
                WriteTable(Add(table.Label), report, table);
            }

            workbook.Workbook = new Workbook(sheets);
            if (names.HasChildren)
            {
                workbook.Workbook.Append(names);
            }

            workbook.Workbook.Save();

            WorksheetPart Add(string name)
            {
                var number = (uint)sheets.Count() + 1;
                var id = $"rId{number + 1}";
                sheets.Append(new Sheet { Name = name, SheetId = number, Id = id });
                return workbook.AddNewPart<WorksheetPart>(id);
            }
        }

        return OfficeFile.Settle(stream);
    }

    private static int HeaderRow(ReportTable table) => TitleRows + (table.HasGroups ? 2 : 1);

    // What must be known before the first figure, and what stands where.
    private static void WriteFront(WorksheetPart part, ReportDocument report)
    {
        List<(string First, string? Second, uint Style)> lines =
        [
            (report.Title, null, XlsxStyles.Title),
            (report.Subject, null, XlsxStyles.Title),
            (report.Heading.Number, null, XlsxStyles.Note),
            (report.Heading.PlaceAndDay, null, XlsxStyles.Note),
            (report.Period, null, XlsxStyles.Note),
            .. report.Notices.Select(notice => (notice, (string?)null, XlsxStyles.Notice)),
            .. report.Tables.Select(table => (table.Label, (string?)table.Caption, XlsxStyles.Plain)),
            (report.Colophon, null, XlsxStyles.Note),
        ];
        using var sheet = new XlsxSheet(part, [14, 80], frozenRows: 0, frozenColumns: 0);
        for (var row = 1; row <= lines.Count; row++)
        {
            var (first, second, style) = lines[row - 1];
            sheet.BeginRow(row);
            sheet.Words(row, 1, first, style);
            if (second is not null)
            {
                sheet.Words(row, 2, second, style);
            }

            sheet.EndRow();
        }

        sheet.End([]);
    }

    private static void WriteTable(WorksheetPart part, ReportDocument report, ReportTable table)
    {
        var header = HeaderRow(table);
        var columns = table.Columns;
        var widths = ColumnWidths.Of(table, report.Language, maxWords: 60).Select(width => width + 3).ToList();
        var named = table.HasSides ? 0 : columns.TakeWhile(column => column.Kind == ColumnKind.Ordinal || column.Kind.IsName()).Count();
        using var sheet = new XlsxSheet(part, widths, frozenRows: header, frozenColumns: named);
        Single(1, table.Title, XlsxStyles.Title);
        Single(2, $"{report.Heading.Number} · {report.Period}", XlsxStyles.Note);
        if (table.HasGroups)
        {
            sheet.BeginRow(header - 1);
            for (var i = 0; i < columns.Count; i++)
            {
                var isFirst = i == 0 || columns[i].Group is null || columns[i - 1].Group != columns[i].Group;
                sheet.Words(header - 1, i + 1, isFirst ? columns[i].Group ?? columns[i].Title : "", XlsxStyles.Header);
            }

            sheet.EndRow();
        }

        sheet.BeginRow(header, Lines(i => columns[i].Title));
        for (var i = 0; i < columns.Count; i++)
        {
            sheet.Words(header, i + 1, table.HasGroups && columns[i].Group is null ? "" : columns[i].Title, XlsxStyles.Header);
        }

        sheet.EndRow();
        for (var i = 0; i < table.Rows.Count; i++)
        {
            var (row, cells) = (header + 1 + i, table.Rows[i]);
            sheet.BeginRow(row, Lines(j => cells[j].Words ?? ""));
            for (var j = 0; j < cells.Count; j++)
            {
                Cell(sheet, row, j + 1, columns[j].Kind, cells[j]);
            }

            sheet.EndRow();
        }

        for (var i = 0; i < table.Notes.Count; i++)
        {
            Single(header + table.Rows.Count + 2 + i, table.Notes[i], XlsxStyles.Note);
        }

        // A group's header is one cell over its columns, and that of a column by itself one over both rows.
        sheet.End(
        [
            .. table.HasGroups
                ? table.Groups.Where(group => group.Name is null || group.Count > 1).Select(group =>
                    $"{XlsxSheet.Reference(header - 1, group.First + 1)}:{XlsxSheet.Reference(group.Name is null ? header : header - 1, group.First + group.Count)}")
                : [],
        ]);

        void Single(int row, string words, uint style)
        {
            sheet.BeginRow(row);
            sheet.Words(row, 1, words, style);
            sheet.EndRow();
        }

        int Lines(Func<int, string> words)
        {
            var lines = 1;
            for (var i = 0; i < widths.Count; i++)
            {
                lines = Math.Max(lines, (int)Math.Ceiling(words(i).Length / (widths[i] - 2.0)));
            }

            return lines;
        }
    }

    private static void Cell(XlsxSheet sheet, int row, int column, ColumnKind kind, ReportCell cell)
    {
        switch (cell)
        {
            case { Kind: CellKind.Text }:
                sheet.Words(row, column, cell.Words!, kind == ColumnKind.Ordinal ? XlsxStyles.Ordinal : XlsxStyles.Text);
                break;
            case { Value: { } value }:
                sheet.Figure(row, column, cell.Kind == CellKind.Percent ? value / 100 : value, kind == ColumnKind.Ordinal ? XlsxStyles.Ordinal : XlsxStyles.Of(cell.Kind));
                break;
            default:
                sheet.Words(row, column, ReportNumbers.NotAvailable, XlsxStyles.NotAvailable);
                break;
        }
    }
}
