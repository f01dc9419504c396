namespace LienThong.Reports.Documents;

/// <summary>A table. Columns that stand side by side and have the same group share a header above their own.</summary>
/// <param name="Id">Stable, of a-z 0-9 and hyphens, unique in the report: table-1.</param>
/// <param name="Label">What it is called in the text, and its sheet: Bảng 1. At most 31 characters, none of []:*?/\.</param>
/// <param name="Caption">What it shows.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">Its rows, each with one cell a column.</param>
/// <param name="Notes">What stands below it: definitions, sources, how ties and missing figures are shown.</param>
public sealed record ReportTable(
    string Id, string Label, string Caption, IReadOnlyList<ReportColumn> Columns, IReadOnlyList<IReadOnlyList<ReportCell>> Rows, IReadOnlyList<string> Notes)
    : ReportBlock
{
    /// <summary>Its groups are sides that can be read each by itself, such as highest and lowest: narrow screens show them one below the
    /// other. Every column then has a group.</summary>
    public bool HasSides { get; init; }

    /// <summary>It is too long for paper: only forms that are calculated with hold it (workbook, comma-separated values).</summary>
    public bool IsDetail { get; init; }

    /// <summary>Label and caption together.</summary>
    public string Title => $"{Label}. {Caption}";

    /// <summary>The groups in order: the name (null for columns without one), the first column, and how many. Columns without a
    /// group stand alone.</summary>
    public IReadOnlyList<(string? Name, int First, int Count)> Groups
    {
        get
        {
            List<(string? Name, int First, int Count)> groups = [];
            for (var i = 0; i < Columns.Count; i++)
            {
                if (groups.Count > 0 && groups[^1].Name is { } name && name == Columns[i].Group)
                {
                    groups[^1] = groups[^1] with { Count = groups[^1].Count + 1 };
                }
                else
                {
                    groups.Add((Columns[i].Group, i, 1));
                }
            }

            return groups;
        }
    }

    /// <summary>Whether any column has a group, and so the table two rows of headers.</summary>
    public bool HasGroups => Columns.Any(column => column.Group is not null);
}

/// <summary>A column of a table.</summary>
/// <param name="Title">Its header.</param>
/// <param name="Kind">What its cells are.</param>
/// <param name="Group">What stands above the headers of several columns: CAO NHẤT, Trong tuần; null for a column by itself.</param>
public sealed record ReportColumn(string Title, ColumnKind Kind, string? Group = null);

/// <summary>What the kinds of columns have in common.</summary>
public static class ColumnKinds
{
    /// <summary>Whether the cells say what their row is about.</summary>
    public static bool IsName(this ColumnKind kind) => kind is ColumnKind.Name or ColumnKind.Code;
}

/// <summary>What the cells of a column are, and so how they are set.</summary>
public enum ColumnKind
{
    /// <summary>The ordinal of a row, in the middle.</summary>
    Ordinal,

    /// <summary>What the row is about: its header.</summary>
    Name,

    /// <summary>A code that the row is about: its header too, and never broken over lines.</summary>
    Code,

    /// <summary>Words about it, on the left.</summary>
    Text,

    /// <summary>A figure, on the right.</summary>
    Figure,
}
