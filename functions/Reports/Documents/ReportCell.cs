namespace LienThong.Reports.Documents;

/// <summary>A cell of a table: words, or a figure with its unit. A figure is rounded before it comes here, so that every form shows
/// the same one.</summary>
public sealed record ReportCell
{
    private ReportCell(CellKind kind, decimal? value, string? text) => (Kind, Value, Words) = (kind, value, text);

    /// <summary>What the cell holds.</summary>
    public CellKind Kind { get; }

    /// <summary>The figure; null when the cell holds words, or when there is no such figure (N/A).</summary>
    public decimal? Value { get; }

    /// <summary>The words, when the cell holds words.</summary>
    public string? Words { get; }

    /// <summary>A cell with nothing in it, such as the lower rows of a side that is shorter than the other.</summary>
    public static ReportCell Empty { get; } = Text("");

    /// <summary>Words. Control characters, which no office file can hold, become spaces.</summary>
    public static ReportCell Text(string words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return new(CellKind.Text, null, words.Any(char.IsControl) ? string.Concat(words.Select(c => char.IsControl(c) ? ' ' : c)) : words);
    }

    /// <summary>How many; null when nobody knows.</summary>
    public static ReportCell Count(decimal? value) => new(CellKind.Count, value, null);

    /// <summary>A percentage (55.25 is 55,25 %), rounded to two decimals; null when there is nothing to take a share of.</summary>
    public static ReportCell Percent(decimal? value) => new(CellKind.Percent, value, null);

    /// <summary>Working hours, rounded to two decimals; null when nothing was measured.</summary>
    public static ReportCell Hours(decimal? value) => new(CellKind.Hours, value, null);

    /// <summary>How much more or fewer than before.</summary>
    public static ReportCell CountChange(decimal? value) => new(CellKind.CountChange, value, null);

    /// <summary>By how many percentage points a share has changed, rounded to two decimals.</summary>
    public static ReportCell PointChange(decimal? value) => new(CellKind.PointChange, value, null);

    /// <summary>The cell as a reader of the language expects it.</summary>
    public string Print(ReportLanguage language) => (Kind, Value) switch
    {
        (CellKind.Text, _) => Words!,
        (_, null) => ReportNumbers.NotAvailable,
        (CellKind.Count, { } value) => ReportNumbers.Count(value, language),
        (CellKind.Percent, { } value) => ReportNumbers.Percent(value, language),
        (CellKind.Hours, { } value) => ReportNumbers.Fixed(value, 2, language),
        (CellKind.CountChange, { } value) => ReportNumbers.Signed(ReportNumbers.Count(value, language), value),
        (_, { } value) => ReportNumbers.Signed(ReportNumbers.Fixed(value, 2, language), value),
    };
}

/// <summary>What a cell holds.</summary>
public enum CellKind
{
    Text,
    Count,
    Percent,
    Hours,
    CountChange,
    PointChange,
}
