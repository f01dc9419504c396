using System.Text;

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

    /// <summary>Words. What no XML, and so no office file, can hold becomes a space; half a character becomes U+FFFD.</summary>
    public static ReportCell Text(string words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return new(CellKind.Text, null, words.Any(c => char.IsControl(c) || char.IsSurrogate(c) || c >= '\uFFFE') ? Printable(words) : words);
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

    private static string Printable(string words)
    {
        var printable = new StringBuilder(words.Length);
        foreach (var rune in words.EnumerateRunes())
        {
            printable.Append(Rune.IsControl(rune) || rune.Value is 0xFFFE or 0xFFFF ? " " : rune.ToString());
        }

        return printable.ToString();
    }
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
