using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace LienThong.Reports.Documents.Office;

/// <summary>
/// A report as a text document in the form of an official paper (Decree 30/2020/NĐ-CP): A4, Times New Roman, national motto, number,
/// place and day, title; page numbers at the top from the second page on. Headings, captions and tables carry real styles, so that a
/// reader can restyle it or list its contents. Charts are left out: the tables hold their figures.
/// </summary>
public static class DocxReport
{
    // Twentieths of a point: A4 with 20 mm above and below, 30 mm on the left, 15 mm on the right.
    private const uint PageWidth = 11906, PageHeight = 16838, Left = 1701, Right = 850;
    private const int Top = 1134;
    private const int TextWidth = (int)(PageWidth - Left - Right);
    private const int IssuerWidth = TextWidth * 2 / 5;

    /// <summary>The document.</summary>
    public static byte[] Render(ReportDocument report)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var stream = new MemoryStream();
        using (var package = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document, autoSave: false))
        {
            var main = package.AddNewPart<MainDocumentPart>("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", "rId1");
            OfficeFile.AddProperties(package, report);
            var styles = main.AddNewPart<StyleDefinitionsPart>("rId1");
            styles.Styles = DocxStyles.Sheet(report.Language);
            styles.Styles.Save();
            var settings = main.AddNewPart<DocumentSettingsPart>("rId2");
            settings.Settings = new Settings(new Compatibility(new CompatibilitySetting
            {
                Name = CompatSettingNameValues.CompatibilityMode,
                Uri = "http://schemas.microsoft.com/office/word",
                Val = "15",
            }));
            settings.Settings.Save();
            var header = main.AddNewPart<HeaderPart>("rId3");
            header.Header = new Header(new Paragraph(Style(DocxStyles.PageNumber), new SimpleField(new Run(new Text("2"))) { Instruction = "PAGE" }));
            header.Header.Save();
            main.Document = new Document(new Body([.. Content(report), Page()]));
            main.Document.Save();
        }

        return OfficeFile.Settle(stream);
    }

    private static IEnumerable<OpenXmlElement> Content(ReportDocument report)
    {
        yield return Letterhead(report);
        yield return Paragraph(DocxStyles.Title, report.Title);
        yield return Paragraph(DocxStyles.Subtitle, report.Subject);
        yield return Paragraph(DocxStyles.Period, report.Period);
        foreach (var notice in report.Notices)
        {
            yield return Paragraph(DocxStyles.Notice, notice);
        }

        foreach (var section in report.Sections)
        {
            yield return Paragraph(DocxStyles.Heading, section.Heading);
            foreach (var element in section.Blocks.SelectMany(block => Block(block, report.Language)))
            {
                yield return element;
            }
        }

        yield return Paragraph(DocxStyles.Colophon, report.Colophon);
    }

    private static Table Letterhead(ReportDocument report)
    {
        var (heading, language) = (report.Heading, report.Language);
        const int issuerRule = (IssuerWidth * 65 / 100) / 2, mottoWidth = TextWidth - IssuerWidth, mottoRule = (mottoWidth - 3300) / 2;
        List<OpenXmlElement> issuer =
        [
            .. heading.Above is { } above ? [Paragraph(DocxStyles.Letterhead, above)] : Array.Empty<OpenXmlElement>(),
            Paragraph(DocxStyles.LetterheadStrong, heading.Issuer), Rule(issuerRule), Paragraph(DocxStyles.Letterhead, heading.Number),
        ];
        List<OpenXmlElement> motto =
        [
            Paragraph(DocxStyles.LetterheadStrong, ReportHeading.State(language)), Paragraph(DocxStyles.LetterheadStrong, ReportHeading.Motto(language)), Rule(mottoRule),
            Paragraph(DocxStyles.LetterheadPlace, heading.PlaceAndDay),
        ];
        return new Table(
            new TableProperties(
                new TableWidth { Width = Twips(TextWidth), Type = TableWidthUnitValues.Dxa },
                new TableLayout { Type = TableLayoutValues.Fixed },
                Margins(0)),
            new TableGrid(new GridColumn { Width = Twips(IssuerWidth) }, new GridColumn { Width = Twips(mottoWidth) }),
            new TableRow(Cell(IssuerWidth, issuer), Cell(mottoWidth, motto)));

        // A line below the name that is shorter than the column: an empty paragraph, set in, with a border.
        static Paragraph Rule(int indent) => new(new ParagraphProperties(
            new ParagraphStyleId { Val = DocxStyles.LetterheadRule },
            new Indentation { Left = Twips(indent), Right = Twips(indent) }));

        static TableCell Cell(int width, IEnumerable<OpenXmlElement> content) =>
            new([new TableCellProperties(new TableCellWidth { Width = Twips(width), Type = TableWidthUnitValues.Dxa }), .. content]);
    }

    private static IEnumerable<OpenXmlElement> Block(ReportBlock block, ReportLanguage language)
    {
        switch (block)
        {
            case ReportParagraph paragraph:
                return [Paragraph(DocxStyles.Body, paragraph.Text)];
            case ReportTable { IsDetail: false } table:
                return
                [
                    Paragraph(DocxStyles.Caption, table.Title),
                    Table(table, language),

                    // Two tables that touch would become one.
                    .. table.Notes.DefaultIfEmpty("").Select(note => Paragraph(DocxStyles.TableNote, note)),
                ];
            default:
                return [];
        }
    }

    private static Table Table(ReportTable table, ReportLanguage language)
    {
        // Tables with much in a row are set smaller.
        var wanted = ColumnWidths.Of(table, language, maxWords: 36);
        var isSmall = !table.HasSides && (table.Columns.Count > 8 || wanted.Sum() > 85);
        var (text, headerText) = isSmall ? (DocxStyles.TableTextSmall, DocxStyles.TableHeaderSmall) : (DocxStyles.TableText, DocxStyles.TableHeader);
        var (character, margin) = isSmall ? (84, 57) : (120, 85);
        var widths = Widths(table, [.. wanted.Select(width => (width * character) + (2 * margin) + 36)]);

        // A table that fits on a page is not broken, and its notes stay with it.
        var staysWhole = table.Rows.Count <= 15;
        var rows = new List<OpenXmlElement>();
        if (table.HasGroups)
        {
            rows.Add(HeaderRow(table.Groups.Select(group => Cell(
                widths.Skip(group.First).Take(group.Count).Sum(), group.Count, headerText, group.Name ?? table.Columns[group.First].Title, JustificationValues.Center,
                merged: group.Name is null ? MergedCellValues.Restart : null))));
        }

        rows.Add(HeaderRow(table.Columns.Select((column, i) => table.HasGroups && column.Group is null
            ? Cell(widths[i], 1, headerText, "", JustificationValues.Center, merged: MergedCellValues.Continue)
            : Cell(widths[i], 1, headerText, column.Title, JustificationValues.Center))));
        rows.AddRange(table.Rows.Select(row => new TableRow(
        [
            new TableRowProperties(new CantSplit()),
            .. row.Select((cell, i) => Cell(widths[i], 1, text, cell.Print(language), table.Columns[i].Kind switch
            {
                ColumnKind.Ordinal => JustificationValues.Center,
                ColumnKind.Figure => JustificationValues.Right,
                _ => JustificationValues.Left,
            }, staysWhole)),
        ])));
        if (table.Rows.Count == 0)
        {
            rows.Add(new TableRow(Cell(TextWidth, table.Columns.Count, text, language.Of("Không có", "None"), JustificationValues.Center)));
        }

        return new Table(
        [
            new TableProperties(
                new TableStyle { Val = DocxStyles.Table },
                new TableWidth { Width = Twips(TextWidth), Type = TableWidthUnitValues.Dxa },
                new TableLayout { Type = TableLayoutValues.Fixed },
                Margins(margin),
                new TableLook { Val = "0420", FirstRow = true, LastRow = false, FirstColumn = false, LastColumn = false, NoHorizontalBand = false, NoVerticalBand = true },
                new TableCaption { Val = table.Title }),
            new TableGrid(widths.Select(width => new GridColumn { Width = Twips(width) })),
            .. rows,
        ]);
    }

    // Repeated at the top of every page that the table reaches.
    private static TableRow HeaderRow(IEnumerable<TableCell> cells) => new([new TableRowProperties(new CantSplit(), new TableHeader()), .. cells]);

    // What is left is shared out; what is wanting is taken from names and words, which can be broken, and never from figures.
    private static List<int> Widths(ReportTable table, List<int> wanted)
    {
        var total = wanted.Sum();
        if (total <= TextWidth)
        {
            return [.. wanted.Select(width => TextWidth * width / total)];
        }

        var words = wanted.Where((_, i) => IsWords(i)).Sum();
        var rest = Math.Max(TextWidth - (total - words), words / 3);
        return [.. wanted.Select((width, i) => IsWords(i) ? rest * width / words : width)];

        bool IsWords(int column) => table.Columns[column].Kind is ColumnKind.Name or ColumnKind.Text;
    }

    private static TableCell Cell(int width, int span, string style, string words, JustificationValues side, bool keepNext = false, MergedCellValues? merged = null)
    {
        var properties = new TableCellProperties(new TableCellWidth { Width = Twips(width), Type = TableWidthUnitValues.Dxa });
        if (span > 1)
        {
            properties.Append(new GridSpan { Val = span });
        }

        if (merged is { } vertically)
        {
            properties.Append(new VerticalMerge { Val = vertically });
        }

        if (style is DocxStyles.TableHeader or DocxStyles.TableHeaderSmall)
        {
            // The table style shades the first row only, and there may be two of headers.
            properties.Append(DocxStyles.HeaderShade(), new TableCellVerticalAlignment { Val = TableVerticalAlignmentValues.Center });
        }

        var paragraph = new ParagraphProperties(new ParagraphStyleId { Val = style });
        if (keepNext)
        {
            paragraph.Append(new KeepNext());
        }

        paragraph.Append(new Justification { Val = side });
        return new TableCell(properties, new Paragraph(paragraph, Words(words)));
    }

    private static TableCellMarginDefault Margins(int width) => new(
        new TableCellLeftMargin { Width = (short)width, Type = TableWidthValues.Dxa }, new TableCellRightMargin { Width = (short)width, Type = TableWidthValues.Dxa });

    private static SectionProperties Page() => new(
        new HeaderReference { Type = HeaderFooterValues.Default, Id = "rId3" },
        new PageSize { Width = PageWidth, Height = PageHeight },
        new PageMargin { Top = Top, Bottom = Top, Left = Left, Right = Right, Header = 567, Footer = 567, Gutter = 0 },
        new TitlePage());

    private static Paragraph Paragraph(string style, string words) => new(Style(style), Words(words));

    private static ParagraphProperties Style(string style) => new(new ParagraphStyleId { Val = style });

    private static Run Words(string words) => new(new Text(words) { Space = SpaceProcessingModeValues.Preserve });

    private static string Twips(int twips) => twips.ToString(CultureInfo.InvariantCulture);
}
