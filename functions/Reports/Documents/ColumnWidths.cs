namespace LienThong.Reports.Documents;

/// <summary>How wide columns want to be, in characters: office files need to be told.</summary>
internal static class ColumnWidths
{
    private const int MaxFigure = 18;

    /// <summary>One width a column, at least 4 characters.</summary>
    /// <param name="maxWords">Words that are longer than this are broken over lines.</param>
    public static IReadOnlyList<int> Of(ReportTable table, ReportLanguage language, int maxWords)
    {
        var widths = new int[table.Columns.Count];
        for (var i = 0; i < widths.Length; i++)
        {
            var column = table.Columns[i];
            var longest = table.Rows.Select(row => row[i].Print(language).Length).DefaultIfEmpty().Max();
            var header = column.Title.Split(' ').Max(word => word.Length);
            widths[i] = column.Kind switch
            {
                ColumnKind.Ordinal => 4,
                ColumnKind.Code => Math.Max(longest, header),
                ColumnKind.Figure => Math.Clamp(Math.Max(longest, header), 6, MaxFigure),
                _ => Math.Clamp(Math.Max(longest, header), 10, maxWords),
            };
        }

        return widths;
    }
}
