using LienThong.Reports.Weekly;

namespace LienThong.Reports.Documents.Sections;

/// <summary>What was measured of ministries and localities: the tables of the official report, each with its chart, and where the averages
/// stand against the year's targets.</summary>
internal static class MeasuredSection
{
    public static ReportSection Of(WeeklyReport report, ReportLanguage language, TableLabels labels) => new(
        "measured",
        language.Of("Số liệu đo lường của các bộ và địa phương", "Ministries and localities as measured"),
        [
            new ReportParagraph(language.Of(
                $"Các bảng xếp hạng tính lũy kế từ {ReportNumbers.Day(report.Cumulative.From)} đến {ReportNumbers.Day(report.Cumulative.To)}, từ số liệu máy do các cổng và hệ thống một cửa điện tử gửi về. Mỗi bảng nêu các cơ quan cao nhất và thấp nhất.",
                $"The rankings are cumulative from {ReportNumbers.Day(report.Cumulative.From)} to {ReportNumbers.Day(report.Cumulative.To)}, from machine counts that portals and one-stop systems send. Each table shows the highest and the lowest.")),
            .. report.Tables.SelectMany(table => Ranked(table, language, labels)),
            Totals(report, language, labels),
        ]);

    private static IEnumerable<ReportBlock> Ranked(RankedTable table, ReportLanguage language, TableLabels labels)
    {
        var id = table.Number is { } number ? $"table-{number}" : table.Of == AgencyGroup.Ministries ? "full-online-ministries" : "full-online-localities";
        var caption = language.Of(table.Title);
        var hasChanges = table.Highest.Concat(table.Lowest).Any(row => row.Change is not null);
        var rows = Enumerable.Range(0, Math.Max(table.Highest.Count, table.Lowest.Count));
        yield return new ReportTable(
            id,
            table.Number is { } own ? labels.Of(own) : labels.Next(),
            caption,
            [.. Columns(language.Of("CAO NHẤT", "HIGHEST")), .. Columns(language.Of("THẤP NHẤT", "LOWEST"))],
            [.. rows.Select(i => (IReadOnlyList<ReportCell>)[.. Cells(table.Highest, i), .. Cells(table.Lowest, i)])],
            [.. Notes(table, language)])
        { HasSides = true };
        if (Chart(table, id, caption, language) is { } chart)
        {
            yield return chart;
        }

        IEnumerable<ReportColumn> Columns(string side)
        {
            yield return new(language.Of("TT", "No."), ColumnKind.Ordinal, side);
            yield return new(table.Of == AgencyGroup.Ministries ? language.Of("Bộ", "Ministry") : language.Of("Tỉnh, thành phố", "Province or city"), ColumnKind.Name, side);
            yield return new(table.Indicator == Indicator.Visits ? language.Of("Số lượt", "Visits") : language.Of("Tỷ lệ", "Share"), ColumnKind.Figure, side);
            if (hasChanges)
            {
                yield return new(language.Of("So với tuần trước", "Change"), ColumnKind.Figure, side);
            }
        }

        IEnumerable<ReportCell> Cells(IReadOnlyList<RankedRow> side, int i)
        {
            if (i >= side.Count)
            {
                return Enumerable.Repeat(ReportCell.Empty, hasChanges ? 4 : 3);
            }

            var row = side[i];
            IEnumerable<ReportCell> cells = [ReportCell.Count(row.Rank), ReportCell.Text(language.Of(row.Agency.Name)), Figures.Cell(row.Value)];
            return hasChanges ? cells.Append(Figures.Change(row.Value, row.Change)) : cells;
        }
    }

    private static IEnumerable<string> Notes(RankedTable table, ReportLanguage language)
    {
        yield return language.Of("Ghi chú: ", "Note: ") + language.Of(table.Note);
        if (table.Highest.Concat(table.Lowest).Any(row => row.Change is not null) && table.Indicator != Indicator.Visits)
        {
            yield return language.Of("So với tuần trước: chênh lệch điểm phần trăm.", "Change: percentage points against last week.");
        }

        if (table.Highest.Count == 0)
        {
            yield return language.Of("Chưa có số liệu của cơ quan nào (N/A).", "Nothing has been measured of any of them (N/A).");
        }
        else if (table.NotMeasured.Count > 0)
        {
            yield return language.Of("Chưa có số liệu (N/A): ", "Not measured (N/A): ") + string.Join("; ", table.NotMeasured.Select(agency => language.Of(agency.Name))) + ".";
        }
    }

    private static RankingChart? Chart(RankedTable table, string id, string caption, ReportLanguage language)
    {
        RankingBar[] bars =
        [
            .. table.Highest.Select(row => new RankingBar(language.Of(row.Agency.Name), Figures.Cell(row.Value))),
            .. table.Lowest.Select(row => new RankingBar(language.Of(row.Agency.Name), Figures.Cell(row.Value), IsLow: true)),
        ];
        var full = table.Indicator == Indicator.Visits ? bars.Max(bar => bar.Figure.Value) ?? 0 : 100;
        return bars.Length == 0 || full == 0
            ? null
            : new RankingChart(
                id + "-chart", caption, bars, full,
                table.Target is { } target ? new RankingBar(language.Of("Chỉ tiêu năm", "Year's target"), ReportCell.Percent(target)) : null);
    }

    private static ReportTable Totals(WeeklyReport report, ReportLanguage language, TableLabels labels) => new(
        "totals",
        labels.Next(),
        language.Of("Tổng số, trung bình và chỉ tiêu của năm", "Totals, averages and the year's targets"),
        [
            new(language.Of("Chỉ số", "Indicator"), ColumnKind.Name),
            Figures.Column(language.Of("Lũy kế", "Cumulative")),
            Figures.Column(language.Of("So với tuần trước", "Change")),
            Figures.Column(language.Of("Chỉ tiêu", "Target")),
            new(language.Of("Kết quả", "Result"), ColumnKind.Text),
        ],
        [
            .. report.Tables.GroupBy(table => table.Indicator).SelectMany(tables => tables
                .Select(table => Row(table, language))
                .Concat(report.National.Where(figure => figure.Indicator == tables.Key).Select(figure => Row(figure, language)))),
        ],
        [
            language.Of("Ghi chú: trung bình tính theo tổng tử số và tổng mẫu số của tất cả các cơ quan được đo; thay đổi của tỷ lệ tính bằng điểm phần trăm. Chỉ tiêu là của cả nước.",
                "Note: averages are of all agencies measured, their numerators and denominators added up; changes of shares are percentage points. Targets are the whole country's."),
            .. report.National.Any(IsAimedAtNothing)
                ? [language.Of(
                    $"Danh mục của hệ thống chưa có chỉ tiêu năm {report.Cumulative.To.Year} ở các dòng ghi \"chưa có\".",
                    $"Where it says \"none known\", the catalogue has no target of the year {report.Cumulative.To.Year}.")]
                : Array.Empty<string>(),
        ]);

    // A target is the country's: ministries and localities by themselves are not held against it.
    private static IReadOnlyList<ReportCell> Row(RankedTable table, ReportLanguage language) =>
    [
        ReportCell.Text(language.Of(table.Title)),
        table.Highest.Count == 0 ? ReportCell.Count(null) : Figures.Cell(table.Total),
        Figures.Change(table.Total, table.Highest.Count == 0 ? null : table.TotalChange),
        ReportCell.Empty,
        ReportCell.Empty,
    ];

    private static IReadOnlyList<ReportCell> Row(NationalFigure figure, ReportLanguage language) =>
    [
        ReportCell.Text(language.Of(figure.Title)),
        figure.Total is { } total ? Figures.Cell(total) : ReportCell.Count(null),
        Figures.Change(figure.Total ?? Measure.Of(0), figure.Change),
        figure.Target is { } target ? ReportCell.Percent(target) : IsAimedAtNothing(figure) ? ReportCell.Text(language.Of("chưa có", "none known")) : ReportCell.Empty,
        (figure.Target, figure.Total?.Share?.Exact) switch
        {
            (null, _) or (_, null) => ReportCell.Empty,
            ({ } aim, { } share) when share >= aim => ReportCell.Text(language.Of("Đạt", "Reached")),
            _ => ReportCell.Text(language.Of("Chưa\u00A0đạt", "Not reached")),
        },
    ];

    // Visits have no target in any year.
    private static bool IsAimedAtNothing(NationalFigure figure) => figure is { Target: null, Indicator: not Indicator.Visits };
}
