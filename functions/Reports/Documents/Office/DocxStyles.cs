using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace LienThong.Reports.Documents.Office;

/// <summary>The styles of the text document, by the names that its paragraphs and tables carry.</summary>
internal static class DocxStyles
{
    public const string Body = "BodyText";
    public const string Title = "Title";
    public const string Subtitle = "Subtitle";
    public const string Period = "ReportPeriod";
    public const string Notice = "ReportNotice";
    public const string Heading = "Heading1";
    public const string Caption = "Caption";
    public const string Table = "ReportTable";
    public const string TableText = "TableText";
    public const string TableTextSmall = "TableTextSmall";
    public const string TableHeader = "TableHeader";
    public const string TableHeaderSmall = "TableHeaderSmall";
    public const string TableNote = "TableNote";
    public const string Letterhead = "Letterhead";
    public const string LetterheadStrong = "LetterheadStrong";
    public const string LetterheadPlace = "LetterheadPlace";
    public const string LetterheadRule = "LetterheadRule";
    public const string PageNumber = "Header";
    public const string Colophon = "ReportColophon";

    private const string Normal = "Normal";
    private const string Grey = "9AA1AB";

    /// <summary>What stands behind headers.</summary>
    public static Shading HeaderShade() => new() { Val = ShadingPatternValues.Clear, Color = "auto", Fill = "DCE6F1" };

    /// <summary>All styles, with the language of the text.</summary>
    public static Styles Sheet(ReportLanguage language) => new(
        new DocDefaults(
            new RunPropertiesDefault(new RunPropertiesBaseStyle(
                new RunFonts { Ascii = "Times New Roman", HighAnsi = "Times New Roman", EastAsia = "Times New Roman", ComplexScript = "Times New Roman" },
                new FontSize { Val = "26" }, new FontSizeComplexScript { Val = "26" },
                new Languages { Val = language.Tag(withCountry: true) })),
            new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(Space(0, 0)))),
        new Style(new StyleName { Val = "Normal" }, new PrimaryStyle()) { Type = StyleValues.Paragraph, StyleId = Normal, Default = true },
        new Style(new StyleName { Val = "Normal Table" }, new UIPriority { Val = 99 }, new StyleTableProperties(
            new TableIndentation { Width = 0, Type = TableWidthUnitValues.Dxa },
            new TableCellMarginDefault(
                new TopMargin { Width = "0", Type = TableWidthUnitValues.Dxa }, new TableCellLeftMargin { Width = 85, Type = TableWidthValues.Dxa },
                new BottomMargin { Width = "0", Type = TableWidthUnitValues.Dxa }, new TableCellRightMargin { Width = 85, Type = TableWidthValues.Dxa })))
        { Type = StyleValues.Table, StyleId = "TableNormal", Default = true },
        Paragraph(Body, "Body Text", 26, false, false, Space(0, 120, 288), Side(JustificationValues.Both), indent: new Indentation { FirstLine = "567" }),
        Paragraph(Title, "Title", 30, true, false, Space(360, 60), Side(JustificationValues.Center), keepNext: true),
        Paragraph(Subtitle, "Subtitle", 28, true, false, Space(0, 60), Side(JustificationValues.Center), keepNext: true),
        Paragraph(Period, "Report Period", 26, false, true, Space(0, 300), Side(JustificationValues.Center)),
        Paragraph(Notice, "Report Notice", 24, false, true, Space(0, 120), Side(JustificationValues.Left),
            indent: new Indentation { Left = "170" }, borders: new ParagraphBorders(new LeftBorder { Val = BorderValues.Single, Size = 18, Space = 6, Color = "B45F06" })),
        Paragraph(Heading, "heading 1", 26, true, false, Space(300, 120), Side(JustificationValues.Left), keepNext: true, outline: 0),
        Paragraph(Caption, "caption", 24, true, false, Space(200, 80), Side(JustificationValues.Left), keepNext: true),
        Paragraph(TableText, "Table Text", 22, false, false, Space(30, 30), Side(JustificationValues.Left)),
        Paragraph(TableTextSmall, "Table Text Small", 18, false, false, Space(20, 20), Side(JustificationValues.Left)),
        Paragraph(TableHeader, "Table Header", 22, true, false, Space(40, 40), Side(JustificationValues.Center), keepNext: true),
        Paragraph(TableHeaderSmall, "Table Header Small", 17, true, false, Space(30, 30), Side(JustificationValues.Center), keepNext: true),
        Paragraph(TableNote, "Table Note", 20, false, true, Space(40, 40), Side(JustificationValues.Left)),
        Paragraph(Letterhead, "Letterhead", 26, false, false, Space(0, 0), Side(JustificationValues.Center)),
        Paragraph(LetterheadStrong, "Letterhead Strong", 26, true, false, Space(0, 0), Side(JustificationValues.Center)),
        Paragraph(LetterheadPlace, "Letterhead Place", 26, false, true, Space(0, 0), Side(JustificationValues.Center)),
        Paragraph(LetterheadRule, "Letterhead Rule", 4, false, false, Space(40, 80), Side(JustificationValues.Center),
            borders: new ParagraphBorders(new TopBorder { Val = BorderValues.Single, Size = 6, Space = 1, Color = "000000" })),
        Paragraph(PageNumber, "header", 26, false, false, Space(0, 0), Side(JustificationValues.Center)),
        Paragraph(Colophon, "Report Colophon", 20, false, true, Space(360, 0), Side(JustificationValues.Left)),
        new Style(
            new StyleName { Val = "Report Table" }, new BasedOn { Val = "TableNormal" }, new UIPriority { Val = 59 },
            new StyleTableProperties(new TableBorders(
                Line(new TopBorder()), Line(new LeftBorder()), Line(new BottomBorder()), Line(new RightBorder()), Line(new InsideHorizontalBorder()), Line(new InsideVerticalBorder()))),
            new TableStyleProperties(
                new RunPropertiesBaseStyle(new Bold()),
                new TableStyleConditionalFormattingTableCellProperties(
                    HeaderShade(),
                    new TableCellVerticalAlignment { Val = TableVerticalAlignmentValues.Center }))
            { Type = TableStyleOverrideValues.FirstRow })
        { Type = StyleValues.Table, StyleId = Table, CustomStyle = true });

    private static Style Paragraph(
        string id, string name, int halfPoints, bool bold, bool italic, SpacingBetweenLines space, Justification side,
        bool keepNext = false, int? outline = null, Indentation? indent = null, ParagraphBorders? borders = null)
    {
        var properties = new StyleParagraphProperties();
        properties.Append([
            .. keepNext ? [new KeepNext()] : Array.Empty<OpenXmlElement>(),
            .. borders is null ? Array.Empty<OpenXmlElement>() : [borders],
            space,
            .. indent is null ? Array.Empty<OpenXmlElement>() : [indent],
            side,
            .. outline is { } level ? [new OutlineLevel { Val = level }] : Array.Empty<OpenXmlElement>(),
        ]);
        var run = new StyleRunProperties();
        run.Append([
            .. bold ? [new Bold()] : Array.Empty<OpenXmlElement>(),
            .. italic ? [new Italic()] : Array.Empty<OpenXmlElement>(),
            new FontSize { Val = $"{halfPoints}" }, new FontSizeComplexScript { Val = $"{halfPoints}" },
        ]);
        return new Style(new StyleName { Val = name }, new BasedOn { Val = Normal }, new PrimaryStyle(), properties, run)
        {
            Type = StyleValues.Paragraph,
            StyleId = id,
            CustomStyle = name.Split(' ')[0] is "Report" or "Table" or "Letterhead" ? true : null,
        };
    }

    private static SpacingBetweenLines Space(int before, int after, int line = 240) =>
        new() { Before = $"{before}", After = $"{after}", Line = $"{line}", LineRule = LineSpacingRuleValues.Auto };

    private static Justification Side(JustificationValues side) => new() { Val = side };

    private static T Line<T>(T border)
        where T : BorderType
    {
        border.Val = BorderValues.Single;
        border.Size = 4;
        border.Space = 0;
        border.Color = Grey;
        return border;
    }
}
