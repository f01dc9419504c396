using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace LienThong.Reports.Documents.Office;

/// <summary>The cell formats of a workbook, by index.</summary>
internal static class XlsxStyles
{
    public const uint Plain = 0;
    public const uint Title = 1;
    public const uint Header = 2;
    public const uint Text = 3;
    public const uint Ordinal = 4;
    public const uint NotAvailable = 5;
    public const uint Note = 6;
    public const uint Notice = 7;
    private const uint FirstFigure = 8;

    // Numbers from 164 on are a workbook's own; 3 (#,##0) and 10 (0.00%) are built in.
    private const uint HoursFormat = 164;
    private const uint CountChangeFormat = 165;
    private const uint PointChangeFormat = 166;

    private static readonly (CellKind Kind, uint Format)[] Figures =
    [
        (CellKind.Count, 3), (CellKind.Percent, 10), (CellKind.Hours, HoursFormat), (CellKind.CountChange, CountChangeFormat), (CellKind.PointChange, PointChangeFormat),
    ];

    /// <summary>The format of a figure.</summary>
    public static uint Of(CellKind kind) => FirstFigure + (uint)Array.FindIndex(Figures, figure => figure.Kind == kind);

    public static Stylesheet Sheet() => new(
        new NumberingFormats(
            new NumberingFormat { NumberFormatId = HoursFormat, FormatCode = "#,##0.00" },
            new NumberingFormat { NumberFormatId = CountChangeFormat, FormatCode = "+#,##0;-#,##0;±0" },
            new NumberingFormat { NumberFormatId = PointChangeFormat, FormatCode = "+0.00;-0.00;±0.00" }),
        new Fonts(
            Font(11),
            Font(13, new Bold()),
            Font(11, new Bold()),
            Font(10, new Italic(), new Color { Rgb = "FF55595F" }),
            Font(11, new Color { Rgb = "FF55595F" }),
            Font(11, new Bold(), new Color { Rgb = "FFB45F06" })),
        new Fills(
            new Fill(new PatternFill { PatternType = PatternValues.None }),
            new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
            new Fill(new PatternFill(new ForegroundColor { Rgb = "FFDCE6F1" }) { PatternType = PatternValues.Solid })),
        new Borders(
            new Border(new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(), new DiagonalBorder()),
            new Border(
                Thin(new LeftBorder()), Thin(new RightBorder()), Thin(new TopBorder()), Thin(new BottomBorder()), new DiagonalBorder())),
        new CellStyleFormats(new CellFormat { NumberFormatId = 0, FontId = 0, FillId = 0, BorderId = 0 }),
        new CellFormats(
        [
            Format(0, 0, 0, 0),
            Format(0, 1, 0, 0),
            Format(0, 2, 2, 1, HorizontalAlignmentValues.Center, VerticalAlignmentValues.Center),
            Format(0, 0, 0, 1, HorizontalAlignmentValues.Left),
            Format(0, 0, 0, 1, HorizontalAlignmentValues.Center),
            Format(0, 4, 0, 1, HorizontalAlignmentValues.Right),
            Format(0, 3, 0, 0),
            Format(0, 5, 0, 0),
            .. Figures.Select(figure => Format(figure.Format, 0, 0, 1, HorizontalAlignmentValues.Right)),
        ]),
        new CellStyles(new CellStyle { Name = "Normal", FormatId = 0, BuiltinId = 0 }));

    private static Font Font(double size, params OpenXmlElement[] more) =>
        new([.. more.Where(e => e is Bold or Italic), new FontSize { Val = size }, .. more.OfType<Color>(), new FontName { Val = "Times New Roman" }]);

    private static T Thin<T>(T border)
        where T : BorderPropertiesType
    {
        border.Style = BorderStyleValues.Thin;
        border.Append(new Color { Rgb = "FF9AA1AB" });
        return border;
    }

    private static CellFormat Format(
        uint number, uint font, uint fill, uint border, HorizontalAlignmentValues? horizontal = null, VerticalAlignmentValues vertical = VerticalAlignmentValues.Top)
    {
        var format = new CellFormat
        {
            NumberFormatId = number,
            FontId = font,
            FillId = fill,
            BorderId = border,
            FormatId = 0,
            ApplyNumberFormat = number != 0,
            ApplyFont = font != 0,
            ApplyFill = fill != 0,
            ApplyBorder = border != 0,
        };
        if (horizontal is { } side)
        {
            format.Append(new Alignment { Horizontal = side, Vertical = vertical, WrapText = true });
            format.ApplyAlignment = true;
        }

        return format;
    }
}
