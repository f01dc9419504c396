using LienThong.Reports.Weekly;

namespace LienThong.Reports.Documents.Sections;

/// <summary>How the weeks before went.</summary>
internal static class TrendSection
{
    public static ReportSection Of(WeeklyReport report, ReportLanguage language, TableLabels labels) =>
        new("trend", language.Of("Diễn biến theo tuần", "Week by week"),
        [
            .. Words(report, language),
            .. report.Trend.Count < 2 ? [] : Charts(report, language),
            new ReportTable(
                "trend-weeks",
                labels.Next(),
                language.Of("Các tuần gần nhất", "The last weeks"),
                [
                    new(language.Of("Tuần", "Week"), ColumnKind.Name),
                    Figures.Column(language.Of("Nộp", "Filed")),
                    Figures.Column(language.Of("Kết thúc", "Ended")),
                    Figures.Column(language.Of("Tỷ lệ đúng hạn", "In time")),
                    Figures.Column(language.Of("Trung vị (giờ làm việc)", "Median (working hours)")),
                ],
                [.. report.Trend.Select(point => (IReadOnlyList<ReportCell>)
                [
                    ReportCell.Text($"{point.Week.Number:00}/{point.Week.Year}"),
                    ReportCell.Count(point.Filed),
                    ReportCell.Count(point.Ended),
                    Figures.Cell(point.OnTime),
                    ReportCell.Hours(point.Median),
                ])],
                []),
        ]);

    private static IReadOnlyList<ReportBlock> Charts(WeeklyReport report, ReportLanguage language)
    {
        var moments = report.Trend.Select(point => $"{point.Week.Number:00}/{point.Week.Year % 100:00}").ToList();
        return
        [
            new TrendChart(
                "trend-in-time",
                language.Of("Tỷ lệ hồ sơ kết thúc trước và đúng hạn theo tuần", "Share of dossiers that ended before or on time, by week"),
                moments,
                [new TrendLine(language.Of("Trước và đúng hạn", "Before or on time"), [.. report.Trend.Select(point => Figures.Cell(point.OnTime))])]),
            new TrendChart(
                "trend-volume",
                language.Of("Hồ sơ nộp và kết thúc theo tuần", "Dossiers filed and ended, by week"),
                moments,
                [
                    new TrendLine(language.Of("Nộp", "Filed"), [.. report.Trend.Select(point => ReportCell.Count(point.Filed))]),
                    new TrendLine(language.Of("Kết thúc", "Ended"), [.. report.Trend.Select(point => ReportCell.Count(point.Ended))]),
                ]),
        ];
    }

    private static IEnumerable<ReportBlock> Words(WeeklyReport report, ReportLanguage language)
    {
        if (report.Trend is not [.., var now])
        {
            yield break;
        }

        var (filed, ended, share) = (Print(now.Filed), Print(now.Ended), Figures.Cell(now.OnTime).Print(language));
        yield return new ReportParagraph(language.Of(
            $"Trong tuần có {filed} hồ sơ được nộp và {ended} hồ sơ kết thúc; trong số hồ sơ được tính hạn, tỷ lệ trước và đúng hạn là {share}.",
            $"In the week {filed} dossiers were filed and {ended} ended; of those judged by a limit, {share} before or on time.")
            + (report.Trend is [.., var before, _]
                ? language.Of(
                    $" Tuần trước: {Print(before.Filed)} hồ sơ nộp, {Print(before.Ended)} hồ sơ kết thúc, {Figures.Cell(before.OnTime).Print(language)}.",
                    $" The week before: {Print(before.Filed)} filed, {Print(before.Ended)} ended, {Figures.Cell(before.OnTime).Print(language)}.")
                : ""));

        string Print(long count) => ReportNumbers.Count(count, language);
    }
}
