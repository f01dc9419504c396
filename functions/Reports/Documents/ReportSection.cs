namespace LienThong.Reports.Documents;

/// <summary>A section: a heading and what stands below it.</summary>
/// <param name="Id">Stable, of a-z 0-9 and hyphens, unique in the report: where links lead.</param>
/// <param name="Heading">With its number: I. Số liệu đo lường.</param>
/// <param name="Blocks">What stands below it, in order.</param>
public sealed record ReportSection(string Id, string Heading, IReadOnlyList<ReportBlock> Blocks);

/// <summary>Something that stands in a section.</summary>
public abstract record ReportBlock;

/// <summary>A paragraph of plain text.</summary>
public sealed record ReportParagraph(string Text) : ReportBlock;
