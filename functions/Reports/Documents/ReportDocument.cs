namespace LienThong.Reports.Documents;

/// <summary>
/// A report ready to be printed, in one language: what stands in it and in what order, with no word of how it looks. Each
/// renderer (<see cref="ReportForm"/>) prints all of it, and prints the same bytes for an equal document.
/// </summary>
public sealed record ReportDocument
{
    /// <summary>The language of every text in it.</summary>
    public required ReportLanguage Language { get; init; }

    /// <summary>Who issues it, its number, and of what place and day it is.</summary>
    public required ReportHeading Heading { get; init; }

    /// <summary>What kind of paper it is, in capitals: BÁO CÁO.</summary>
    public required string Title { get; init; }

    /// <summary>What it is about, with its week.</summary>
    public required string Subject { get; init; }

    /// <summary>The time that its figures cover.</summary>
    public required string Period { get; init; }

    /// <summary>What a reader must know before the first figure: that it is provisional, that sources are missing, that it
    /// replaces an earlier edition. Empty when there is nothing of the kind.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>Its sections, in order.</summary>
    public required IReadOnlyList<ReportSection> Sections { get; init; }

    /// <summary>How it was made, printed at the end.</summary>
    public required string Colophon { get; init; }

    /// <summary>When it was made: the date in the properties of office files.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>All tables, in order.</summary>
    public IEnumerable<ReportTable> Tables => Sections.SelectMany(section => section.Blocks).OfType<ReportTable>();
}
