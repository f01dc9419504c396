using System.Globalization;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;

namespace LienThong.Reports.Documents.Office;

/// <summary>One sheet as it is written, cell by cell: a province's sheets have a hundred thousand cells, too many to hold as objects.</summary>
internal sealed class XlsxSheet : IDisposable
{
    private const string Names = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const int LineHeight = 15;

    private readonly XmlWriter _xml;

    /// <param name="widths">Of the columns, in characters.</param>
    /// <param name="frozenRows">How many rows stay in sight.</param>
    /// <param name="frozenColumns">How many columns stay in sight.</param>
    public XlsxSheet(WorksheetPart part, IReadOnlyList<int> widths, int frozenRows, int frozenColumns)
    {
        _xml = XmlWriter.Create(part.GetStream(FileMode.Create), new XmlWriterSettings { CloseOutput = true });
        _xml.WriteStartDocument(standalone: true);
        _xml.WriteStartElement("worksheet", Names);
        _xml.WriteStartElement("sheetPr", Names);
        Element("pageSetUpPr", ("fitToPage", "1"));
        _xml.WriteEndElement();
        Views(frozenRows, frozenColumns);
        Element("sheetFormatPr", ("defaultRowHeight", Number(LineHeight)));
        _xml.WriteStartElement("cols", Names);
        for (var i = 0; i < widths.Count; i++)
        {
            Element("col", ("min", Number(i + 1)), ("max", Number(i + 1)), ("width", Number(widths[i])), ("customWidth", "1"));
        }

        _xml.WriteEndElement();
        _xml.WriteStartElement("sheetData", Names);
    }

    /// <summary>Begins a row; rows come in order. Not every program finds out by itself how high one of several lines is.</summary>
    public void BeginRow(int row, int lines = 1)
    {
        _xml.WriteStartElement("row", Names);
        _xml.WriteAttributeString("r", Number(row));
        if (lines > 1)
        {
            _xml.WriteAttributeString("ht", Number(lines * LineHeight));
            _xml.WriteAttributeString("customHeight", "1");
        }
    }

    /// <summary>Words, which stand in the cell itself: no shared table whose order would have to be kept.</summary>
    public void Words(int row, int column, string words, uint style)
    {
        BeginCell(row, column, style);
        _xml.WriteAttributeString("t", "inlineStr");
        _xml.WriteStartElement("is", Names);
        _xml.WriteStartElement("t", Names);
        _xml.WriteAttributeString("xml", "space", null, "preserve");
        _xml.WriteString(words);
        _xml.WriteEndElement();
        _xml.WriteEndElement();
        _xml.WriteEndElement();
    }

    /// <summary>A figure.</summary>
    public void Figure(int row, int column, decimal value, uint style)
    {
        BeginCell(row, column, style);
        _xml.WriteElementString("v", Names, value.ToString(CultureInfo.InvariantCulture));
        _xml.WriteEndElement();
    }

    /// <summary>Ends the row.</summary>
    public void EndRow() => _xml.WriteEndElement();

    /// <summary>Ends the sheet.</summary>
    /// <param name="merged">Ranges that are one cell each: A1:C1.</param>
    public void End(IReadOnlyList<string> merged)
    {
        _xml.WriteEndElement();
        if (merged.Count > 0)
        {
            _xml.WriteStartElement("mergeCells", Names);
            foreach (var range in merged)
            {
                Element("mergeCell", ("ref", range));
            }

            _xml.WriteEndElement();
        }

        Element("pageMargins", ("left", "0.6"), ("right", "0.6"), ("top", "0.8"), ("bottom", "0.8"), ("header", "0.3"), ("footer", "0.3"));
        Element("pageSetup", ("paperSize", "9"), ("fitToHeight", "0"), ("orientation", "landscape"));
        _xml.WriteEndElement();
    }

    /// <inheritdoc />
    public void Dispose() => _xml.Dispose();

    /// <summary>A cell's name: C7.</summary>
    public static string Reference(int row, int column)
    {
        var letters = "";
        for (var left = column; left > 0; left = (left - 1) / 26)
        {
            letters = (char)('A' + ((left - 1) % 26)) + letters;
        }

        return letters + Number(row);
    }

    private void Views(int frozenRows, int frozenColumns)
    {
        _xml.WriteStartElement("sheetViews", Names);
        _xml.WriteStartElement("sheetView", Names);
        _xml.WriteAttributeString("showGridLines", "0");
        _xml.WriteAttributeString("workbookViewId", "0");
        if (frozenRows > 0)
        {
            (string, string)[] columns = frozenColumns > 0 ? [("xSplit", Number(frozenColumns))] : [];
            Element("pane",
            [
                .. columns, ("ySplit", Number(frozenRows)), ("topLeftCell", Reference(frozenRows + 1, frozenColumns + 1)),
                ("activePane", frozenColumns > 0 ? "bottomRight" : "bottomLeft"), ("state", "frozen"),
            ]);
        }

        _xml.WriteEndElement();
        _xml.WriteEndElement();
    }

    private void BeginCell(int row, int column, uint style)
    {
        _xml.WriteStartElement("c", Names);
        _xml.WriteAttributeString("r", Reference(row, column));
        _xml.WriteAttributeString("s", Number((int)style));
    }

    private void Element(string name, params IReadOnlyList<(string Name, string Value)> attributes)
    {
        _xml.WriteStartElement(name, Names);
        foreach (var (attribute, value) in attributes)
        {
            _xml.WriteAttributeString(attribute, value);
        }

        _xml.WriteEndElement();
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
