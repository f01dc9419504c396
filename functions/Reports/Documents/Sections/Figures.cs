using LienThong.Reports.Weekly;

namespace LienThong.Reports.Documents.Sections;

/// <summary>Columns and cells that several sections have in common.</summary>
internal static class Figures
{
    public static ReportCell Cell(Share share) => ReportCell.Percent(share.Percent);

    public static ReportCell Cell(Measure measure) => measure.Share is { } share ? Cell(share) : ReportCell.Count(measure.Count);

    /// <summary>A change of a figure of this kind.</summary>
    public static ReportCell Change(Measure measure, decimal? change) =>
        measure.Share is null ? ReportCell.CountChange(change) : ReportCell.PointChange(change);

    public static ReportColumn Column(string title, string? group = null) => new(title, ColumnKind.Figure, group);

    /// <summary>The same columns for the week and for the time since 1 January.</summary>
    public static IEnumerable<ReportColumn> Paired(ReportLanguage language, params IEnumerable<string> titles)
    {
        var all = titles.ToList();
        return all.Select(title => Column(title, language.Of("Trong tuần", "Week"))).Concat(all.Select(title => Column(title, language.Of("Lũy kế từ 01/01", "Since 1 January"))));
    }

    /// <summary>The cells for such columns.</summary>
    public static IEnumerable<ReportCell> Paired<T>(Paired<T> pair, Func<T, IEnumerable<ReportCell>> cells) => cells(pair.Week).Concat(cells(pair.Cumulative));
}
