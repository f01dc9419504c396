using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace LienThong.Reports.Documents.Office;

/// <summary>
/// A report as a workbook: a front sheet, then one sheet a table, named as the table is called. Figures are real numbers with formats; shares are
/// fractions (0.5525 shown as 55,25 %). Title and headers stay in sight, and are repeated on each printed page.
/// </summary>
public static class XlsxReport
{
    private const int TitleRows = 2;
    private const double LineHeight = 15;

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
            Add(report.Language.Of("Báo cáo", "Report"), Front(report));
            foreach (var table in report.Tables)
            {
                names.Append(new DefinedName($"'{table.Label}'!$1:${HeaderRow(table)}") { Name = "_xlnm.Print_Titles", LocalSheetId = (uint)sheets.Count() });
                Add(table.Label, Worksheet(report, table));
            }

            workbook.Workbook = new Workbook(sheets);
            if (names.HasChildren)
            {
                workbook.Workbook.Append(names);
            }

            workbook.Workbook.Save();

            void Add(string name, Worksheet sheet)
            {
                var number = (uint)sheets.Count() + 1;
                var id = $"rId{number + 1}";
                var part = workbook.AddNewPart<WorksheetPart>(id);
                part.Worksheet = sheet;
                part.Worksheet.Save();
                sheets.Append(new Sheet { Name = name, SheetId = number, Id = id });
            }
        }

        return OfficeFile.Settle(stream);
    }

    // What must be known before the first figure, and what stands where.
    private static Worksheet Front(ReportDocument report)
    {
        List<(string First, string Second, uint Style)> lines =
        [
            (report.Title, "", XlsxStyles.Title),
            (report.Subject, "", XlsxStyles.Title),
            (report.Heading.Number, "", XlsxStyles.Note),
            (report.Heading.PlaceAndDay, "", XlsxStyles.Note),
            (report.Period, "", XlsxStyles.Note),
            .. report.Notices.Select(notice => (notice, "", XlsxStyles.Notice)),
            .. report.Tables.Select(table => (table.Label, table.Caption, XlsxStyles.Plain)),
            (report.Colophon, "", XlsxStyles.Note),
        ];
        return new Worksheet(
            new SheetViews(new SheetView { WorkbookViewId = 0, ShowGridLines = false }),
            new SheetFormatProperties { DefaultRowHeight = LineHeight },
            new Columns(new Column { Min = 1, Max = 1, Width = 14, CustomWidth = true }, new Column { Min = 2, Max = 2, Width = 80, CustomWidth = true }),
            new SheetData(lines.Select((line, i) => Row(i + 1, [Words(i + 1, 1, line.First, line.Style), .. line.Second.Length > 0 ? [Words(i + 1, 2, line.Second, line.Style)] : Array.Empty<Cell>()]))));
    }

    private static int HeaderRow(ReportTable table) => TitleRows + (table.HasGroups ? 2 : 1);

    private static Worksheet Worksheet(ReportDocument report, ReportTable table)
    {
        var header = HeaderRow(table);
        var frozen = table.HasSides ? 0 : table.Columns.TakeWhile(column => column.Kind == ColumnKind.Ordinal || column.Kind.IsName()).Count();
        var widths = ColumnWidths.Of(table, report.Language, maxWords: 60).Select(width => width + 3).ToList();
        var rows = new SheetData();
        var merged = new List<string>();
        rows.Append(Row(1, [Words(1, 1, table.Title, XlsxStyles.Title)]));
        rows.Append(Row(2, [Words(2, 1, $"{report.Heading.Number} · {report.Period}", XlsxStyles.Note)]));
        if (table.HasGroups)
        {
            rows.Append(Row(header - 1, table.Columns.Select((column, i) =>
                Words(header - 1, i + 1, column.Group is null ? column.Title : i > 0 && table.Columns[i - 1].Group == column.Group ? "" : column.Group, XlsxStyles.Header))));
            merged.AddRange(table.Groups.Where(group => group.Name is null || group.Count > 1).Select(group =>
                $"{Reference(header - 1, group.First + 1)}:{Reference(group.Name is null ? header : header - 1, group.First + group.Count)}"));
        }

        rows.Append(Row(header, table.Columns.Select((column, i) =>
            Words(header, i + 1, table.HasGroups && column.Group is null ? "" : column.Title, XlsxStyles.Header)), Lines(i => table.Columns[i].Title)));
        for (var i = 0; i < table.Rows.Count; i++)
        {
            var row = header + 1 + i;
            rows.Append(Row(row, table.Rows[i].Select((cell, j) => Cell(row, j + 1, table.Columns[j].Kind, cell)), Lines(j => table.Rows[i][j].Words ?? "")));
        }

        for (var i = 0; i < table.Notes.Count; i++)
        {
            var row = header + table.Rows.Count + 2 + i;
            rows.Append(Row(row, [Words(row, 1, table.Notes[i], XlsxStyles.Note)]));
        }

        var pane = new Pane { VerticalSplit = header, TopLeftCell = Reference(header + 1, frozen + 1), State = PaneStateValues.Frozen, ActivePane = PaneValues.BottomLeft };
        if (frozen > 0)
        {
            pane.HorizontalSplit = frozen;
            pane.ActivePane = PaneValues.BottomRight;
        }

        var sheet = new Worksheet(
            new SheetProperties(new PageSetupProperties { FitToPage = true }),
            new SheetViews(new SheetView(pane) { WorkbookViewId = 0, ShowGridLines = false }),
            new SheetFormatProperties { DefaultRowHeight = LineHeight },
            new Columns(widths.Select((width, i) => new Column
            {
                Min = (uint)i + 1,
                Max = (uint)i + 1,
                Width = width,
                CustomWidth = true,
            })),
            rows);
        if (merged.Count > 0)
        {
            sheet.Append(new MergeCells(merged.Select(range => new MergeCell { Reference = range })));
        }

        sheet.Append(
            new PageMargins { Left = 0.6, Right = 0.6, Top = 0.8, Bottom = 0.8, Header = 0.3, Footer = 0.3 },
            new PageSetup { PaperSize = 9, Orientation = OrientationValues.Landscape, FitToHeight = 0 });
        return sheet;

        int Lines(Func<int, string> words) => Enumerable.Range(0, widths.Count).Max(i => (int)Math.Ceiling(words(i).Length / (widths[i] - 2.0)));
    }

    // Not every program finds out by itself how high a row with broken lines is.
    private static Row Row(int number, IEnumerable<Cell> cells, int lines = 1) =>
        lines > 1 ? new(cells) { RowIndex = (uint)number, Height = lines * LineHeight, CustomHeight = true } : new(cells) { RowIndex = (uint)number };

    private static Cell Cell(int row, int column, ColumnKind kind, ReportCell cell) => cell switch
    {
        { Kind: CellKind.Text } => Words(row, column, cell.Words!, kind == ColumnKind.Ordinal ? XlsxStyles.Ordinal : XlsxStyles.Text),
        { Value: null } => Words(row, column, ReportNumbers.NotAvailable, XlsxStyles.NotAvailable),
        { Value: { } value } => new Cell
        {
            CellReference = Reference(row, column),
            StyleIndex = kind == ColumnKind.Ordinal ? XlsxStyles.Ordinal : XlsxStyles.Of(cell.Kind),
            CellValue = new CellValue((cell.Kind == CellKind.Percent ? value / 100 : value).ToString(CultureInfo.InvariantCulture)),
        },
    };

    // The words stand in the cell itself: no shared table whose order would have to be kept.
    private static Cell Words(int row, int column, string words, uint style) => new(new InlineString(new Text(words) { Space = SpaceProcessingModeValues.Preserve }))
    {
        CellReference = Reference(row, column),
        StyleIndex = style,
        DataType = CellValues.InlineString,
    };

    private static string Reference(int row, int column)
    {
        var letters = "";
        for (var left = column; left > 0; left = (left - 1) / 26)
        {
            letters = (char)('A' + ((left - 1) % 26)) + letters;
        }

        return letters + row.ToString(CultureInfo.InvariantCulture);
    }
}
