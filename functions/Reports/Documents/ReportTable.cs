namespace LienThong.Reports.Documents;

/// <summary>A table. When its columns have groups it is one of several sides, such as highest and lowest: each side can then be read
/// by itself, and narrow screens show them one below the other.</summary>
/// <param name="Id">Stable, of a-z 0-9 and hyphens, unique in the report: table-1.</param>
/// <param name="Label">What it is called in the text, and its sheet: Bảng 1. At most 31 characters, none of []:*?/\.</param>
/// <param name="Caption">What it shows.</param>
/// <param name="Columns">Its columns; either all have a group or none has.</param>
/// <param name="Rows">Its rows, each with one cell a column.</param>
/// <param name="Notes">What stands below it: definitions, sources, how ties and missing figures are shown.</param>
public sealed record ReportTable(
    string Id, string Label, string Caption, IReadOnlyList<ReportColumn> Columns, IReadOnlyList<IReadOnlyList<ReportCell>> Rows, IReadOnlyList<string> Notes)
    : ReportBlock
{
    /// <summary>The columns by side, in order: the name of the side (null when there is only one), its first column and how many.</summary>
    public IReadOnlyList<(string? Name, int First, int Count)> Sides
    {
        get
        {
            List<(string? Name, int First, int Count)> sides = [];
            for (var i = 0; i < Columns.Count; i++)
            {
                if (sides.Count > 0 && sides[^1].Name == Columns[i].Side)
                {
                    sides[^1] = sides[^1] with { Count = sides[^1].Count + 1 };
                }
                else
                {
                    sides.Add((Columns[i].Side, i, 1));
                }
            }

            return sides;
        }
    }
}

/// <summary>A column of a table.</summary>
/// <param name="Title">Its header.</param>
/// <param name="Kind">What its cells are.</param>
/// <param name="Side">The side of the table that it belongs to: CAO NHẤT; null when the table has no sides.</param>
public sealed record ReportColumn(string Title, ColumnKind Kind, string? Side = null);

/// <summary>What the cells of a column are, and so how they are set.</summary>
public enum ColumnKind
{
    /// <summary>The ordinal of a row, in the middle.</summary>
    Ordinal,

    /// <summary>What the row is about: its header.</summary>
    Name,

    /// <summary>Words about it, on the left.</summary>
    Text,

    /// <summary>A figure, on the right.</summary>
    Figure,
}
