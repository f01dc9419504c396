using LienThong.Reports.Weekly;

namespace LienThong.Reports.Documents.Sections;

/// <summary>The indicators of Decision 766/QĐ-TTg that the system's data carry, each with its formula and the two counts behind it.</summary>
internal static class IndexSection
{
    public static ReportSection Of(WeeklyReport report, ReportLanguage language, TableLabels labels) => new(
        "index-766",
        language.Of("Bộ chỉ số phục vụ người dân, doanh nghiệp (Quyết định 766/QĐ-TTg)", "Service-quality index (Decision 766/QĐ-TTg)"),
        [
            new ReportTable(
                "index-indicators",
                labels.Next(),
                language.Of("Các chỉ số có thể tính từ dữ liệu của hệ thống", "The indicators that this system's data carry"),
                [
                    new(language.Of("Số", "No."), ColumnKind.Ordinal),
                    new(language.Of("Chỉ số và công thức", "Indicator and formula"), ColumnKind.Name),
                    .. Figures.Paired(language, language.Of("Tử số", "Part"), language.Of("Mẫu số", "Whole"), language.Of("Kết quả", "Result")),
                    Figures.Column(language.Of("Điểm tối đa từ", "Full score at")),
                ],
                [.. report.Index.SelectMany(group => group.Indicators).Select(indicator => Row(indicator, language))],
                [
                    language.Of("Ghi chú: ", "Note: ") + string.Join("; ", report.Index.Select(group => $"{group.Number}. {language.Of(group.Name)}")) + ".",
                    language.Of("Chỉ số 2.2 tính bằng giờ làm việc; mẫu số bằng 0 thì ghi N/A.", "Indicator 2.2 is in working hours; where there is nothing to take a share of, N/A."),
                ]),
        ]);

    private static IReadOnlyList<ReportCell> Row(IndexIndicator indicator, ReportLanguage language) =>
    [
        ReportCell.Text(indicator.Number),
        ReportCell.Text($"{language.Of(indicator.Name)}: {language.Of(indicator.Formula)}"),
        .. Cells(indicator.Value?.Week, indicator.Hours?.Week),
        .. Cells(indicator.Value?.Cumulative, indicator.Hours?.Cumulative),
        indicator.FullScoreAt is null ? ReportCell.Text("–") : ReportCell.Percent(indicator.FullScoreAt),
    ];

    private static IEnumerable<ReportCell> Cells(Share? share, decimal? hours) => share is { } value
        ? [ReportCell.Count(value.Part), ReportCell.Count(value.Whole), Figures.Cell(value)]
        : [ReportCell.Text("–"), ReportCell.Text("–"), ReportCell.Hours(hours)];
}
