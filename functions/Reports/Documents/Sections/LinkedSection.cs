using LienThong.Procedures.Faults;
using LienThong.Reports.Weekly;

namespace LienThong.Reports.Documents.Sections;

/// <summary>One procedure: what was filed and became of it, on time or late, and how long it took, as a whole and step by step; then unit
/// by unit.</summary>
internal static class LinkedSection
{
    private static readonly Localized Whole = new("Cả hồ sơ", "Whole dossier");

    public static ReportSection Of(WeeklyReport report, LinkedGroup group, ReportLanguage language, TableLabels labels)
    {
        var id = "p-" + group.Procedure.Replace('.', '-');
        List<StepOfGroup> rows = [.. WholeAndSteps(group.Dossiers, group.Steps)];
        return new(id, language.Of(group.Name) + $" ({group.Procedure})",
        [
            Flows(id, rows, language, labels),
            Timeliness(id, rows, language, labels),
            Chart(id, rows, language),
            Durations(id, report, rows, language, labels),
            .. group.Units.Count == 0 ? Array.Empty<ReportBlock>() : [Units(id, report, group, language, labels), Details(id, report, group, language, labels)],
        ]);
    }

    // Of a service of one step the whole is the step.
    private static IEnumerable<StepOfGroup> WholeAndSteps(Paired<CaseFigures> whole, IReadOnlyList<StepOfGroup> steps) =>
        steps.Count == 1 ? steps : steps.Prepend(new StepOfGroup("", Whole, whole));

    private static ReportTable Flows(string id, List<StepOfGroup> rows, ReportLanguage language, TableLabels labels) => new(
        id + "-flows",
        labels.Next(),
        language.Of("Tiếp nhận và giải quyết", "Filed, and what became of it"),
        [
            Name(language),
            .. Figures.Paired(language, FlowTitles(language)),
            Figures.Column(language.Of("Đang giải quyết", "Open")),
        ],
        [.. rows.Select(row => (IReadOnlyList<ReportCell>)
        [
            ReportCell.Text(language.Of(row.Name)),
            .. Figures.Paired(row.Figures, FlowCells),
            ReportCell.Count(row.Figures.Week.Open),
        ])],
        [language.Of(
            "Ghi chú: một thủ tục thành phần được tính là nộp khi đến lượt giải quyết; đang giải quyết tính tại cuối kỳ. Ngoài các cột này còn có hồ sơ bị trả lại vì không bổ sung và hồ sơ rút, trùng hoặc không hợp lệ.",
            "Note: a step counts as filed when its turn comes; open is as of the end of the week. Beside these there are dossiers rejected for want of a supplement, withdrawn, duplicate or invalid.")]);

    private static ReportTable Timeliness(string id, List<StepOfGroup> rows, ReportLanguage language, TableLabels labels) => new(
        id + "-timeliness",
        labels.Next(),
        language.Of("Trước hạn, đúng hạn, trễ hạn", "Before time, on time, late"),
        [
            Name(language),
            .. Figures.Paired(language, TimelinessTitles(language)),
            Figures.Column(language.Of("Đang trễ", "Open and late")),
        ],
        [.. rows.Select(row => (IReadOnlyList<ReportCell>)
        [
            ReportCell.Text(language.Of(row.Name)),
            .. Figures.Paired(row.Figures, TimelinessCells),
            ReportCell.Count(row.Figures.Week.OpenLate),
        ])],
        [language.Of(
            "Ghi chú: theo chỉ số 2.1 của Quyết định 766/QĐ-TTg; không tính thời gian người dân bổ sung; yêu cầu bổ sung lần thứ hai tính là trễ hạn. Tỷ lệ = (trước hạn + đúng hạn) ÷ (trước hạn + đúng hạn + trễ hạn).",
            "Note: by indicator 2.1 of Decision 766/QĐ-TTg; the applicant's time for supplements is deducted; a second request for supplements counts as late. Share = (before time + on time) ÷ (before time + on time + late).")]);

    private static PartsChart Chart(string id, List<StepOfGroup> rows, ReportLanguage language) => new(
        id + "-chart",
        language.Of("Trước hạn, đúng hạn, trễ hạn theo từng bước, lũy kế từ đầu năm", "Before time, on time and late by step, since 1 January"),
        [.. TimelinessTitles(language).Take(3)],
        [.. rows.Select(row => new PartsBar(language.Of(row.Name), [row.Figures.Cumulative.BeforeTime, row.Figures.Cumulative.OnTime, row.Figures.Cumulative.Late]))]);

    private static ReportTable Durations(string id, WeeklyReport report, List<StepOfGroup> rows, ReportLanguage language, TableLabels labels) => new(
        id + "-durations",
        labels.Next(),
        language.Of("Thời gian giải quyết (giờ làm việc)", "Time taken (working hours)"),
        [
            Name(language),
            .. Figures.Paired(language, [.. DurationTitles(language), StuckTitle(report, language)]),
        ],
        [.. rows.Select(row => (IReadOnlyList<ReportCell>)
        [
            ReportCell.Text(language.Of(row.Name)),
            .. Figures.Paired(row.Figures, figures => [.. DurationCells(figures), ReportCell.Count(figures.Stuck)]),
        ])],
        [language.Of(
            $"Ghi chú: từ khi bắt đầu đến khi có kết quả, không tính thời gian bổ sung; P90: 90\u00A0% số hồ sơ không lâu hơn. Cột cuối: số yêu cầu mà phản hồi đầu tiên của cơ quan đến sau quá {Hours(report, language)} giờ làm việc kể từ khi gửi, hoặc quá chừng ấy giờ vẫn chưa có; gồm cả thời gian cơ quan xem xét. Thời gian cổng dịch vụ công, hệ thống cấp tỉnh, kho, VNeID, CSDL dân cư xác nhận không nằm trong đó.",
            $"Note: from the beginning to the result, without the time of supplements; P90: 90% took no longer. Last column: requests whose first answer came more than {Hours(report, language)} working hours after they were sent, or was still wanting by then; the agency's time to look at them is in that. What portals, provincial systems, the repository, VNeID and the population database take to confirm is not.")]);

    private static ReportTable Units(string id, WeeklyReport report, LinkedGroup group, ReportLanguage language, TableLabels labels) => new(
        id + "-units",
        labels.Next(),
        report.Scope.IsNational
            ? language.Of("Kết quả theo tỉnh, thành phố", "By province and city")
            : language.Of("Kết quả theo xã, phường", "By commune and ward"),
        [
            new(language.Of("TT", "No."), ColumnKind.Ordinal),
            Unit(report, language),
            .. Figures.Paired(language, language.Of("Nộp", "Filed"), language.Of("Có kết quả", "Done"), language.Of("Trễ hạn", "Late"), language.Of("Tỷ lệ đúng hạn", "In time")),
        ],
        [.. group.Units.Select((unit, i) => (IReadOnlyList<ReportCell>)
        [
            ReportCell.Count(i + 1),
            ReportCell.Text(language.Of(unit.Name)),
            .. Figures.Paired(unit.Dossiers, f => [ReportCell.Count(f.Filed), ReportCell.Count(f.Done), ReportCell.Count(f.Late), Figures.Cell(f.InTime)]),
        ])],
        [language.Of("Ghi chú: số liệu của từng thủ tục thành phần có trong bản XLSX, CSV và JSON của báo cáo.",
            "Note: the figures of each step are in this report's XLSX, CSV and JSON.")]);

    private static ReportTable Details(string id, WeeklyReport report, LinkedGroup group, ReportLanguage language, TableLabels labels) => new(
        id + "-details",
        labels.NextDetail(),
        report.Scope.IsNational
            ? language.Of("Từng thủ tục thành phần theo tỉnh, thành phố", "Each step by province and city")
            : language.Of("Từng thủ tục thành phần theo xã, phường", "Each step by commune and ward"),
        [
            new(language.Of("Mã", "Code"), ColumnKind.Code),
            Unit(report, language),
            Name(language),
            .. Figures.Paired(language, [.. FlowTitles(language), .. TimelinessTitles(language), .. DurationTitles(language), StuckTitle(report, language)]),
        ],
        [.. group.Units.SelectMany(unit => WholeAndSteps(unit.Dossiers, unit.Steps), (unit, step) => (IReadOnlyList<ReportCell>)
        [
            ReportCell.Text(unit.Unit),
            ReportCell.Text(language.Of(unit.Name)),
            ReportCell.Text(language.Of(step.Name)),
            .. Figures.Paired(step.Figures, figures => [.. FlowCells(figures), .. TimelinessCells(figures), .. DurationCells(figures), ReportCell.Count(figures.Stuck)]),
        ])],
        [])
    { IsDetail = true };

    private static ReportColumn Name(ReportLanguage language) => new(language.Of("Thủ tục", "Procedure"), ColumnKind.Name);

    private static ReportColumn Unit(WeeklyReport report, ReportLanguage language) => new(
        report.Scope.IsNational ? language.Of("Tỉnh, thành phố", "Province or city") : language.Of("Xã, phường", "Commune or ward"), ColumnKind.Name);

    private static string[] FlowTitles(ReportLanguage language) =>
    [
        language.Of("Nộp", "Filed"), language.Of("Tiếp nhận", "Accepted"), language.Of("Bổ sung", "Suppl."), language.Of("Từ chối", "Refused"), language.Of("Có kết quả", "Done"),
    ];

    private static IEnumerable<ReportCell> FlowCells(CaseFigures figures) =>
        [ReportCell.Count(figures.Filed), ReportCell.Count(figures.Accepted), ReportCell.Count(figures.Supplemented), ReportCell.Count(figures.Refused), ReportCell.Count(figures.Done)];

    private static string[] TimelinessTitles(ReportLanguage language) =>
        [language.Of("Trước hạn", "Before time"), language.Of("Đúng hạn", "On time"), language.Of("Trễ hạn", "Late"), language.Of("Tỷ lệ đúng hạn", "In time")];

    private static IEnumerable<ReportCell> TimelinessCells(CaseFigures figures) =>
        [ReportCell.Count(figures.BeforeTime), ReportCell.Count(figures.OnTime), ReportCell.Count(figures.Late), Figures.Cell(figures.InTime)];

    private static string[] DurationTitles(ReportLanguage language) => [language.Of("Trung vị", "Median"), "P90"];

    private static IEnumerable<ReportCell> DurationCells(CaseFigures figures) => [ReportCell.Hours(figures.Duration.Median), ReportCell.Hours(figures.Duration.NinetiethPercentile)];

    private static string StuckTitle(WeeklyReport report, ReportLanguage language) => language.Of($"Phản hồi đầu quá {Hours(report, language)} giờ", $"First answer over {Hours(report, language)} h");

    private static string Hours(WeeklyReport report, ReportLanguage language) =>
        ReportNumbers.Fixed(report.Common.StuckHours, report.Common.StuckHours == Math.Truncate(report.Common.StuckHours) ? 0 : 1, language);
}
