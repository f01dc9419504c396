using LienThong.Reports.Weekly;

namespace LienThong.Reports.Documents.Sections;

/// <summary>How well systems work together: hospitals in time, fields filled in, records reused, and what was wrong with requests.</summary>
internal static class HandlingSection
{
    public static ReportSection Of(WeeklyReport report, ReportLanguage language, TableLabels labels) => new(
        "handling",
        language.Of("Phối hợp giữa các hệ thống", "How systems work together"),
        [Shares(report.Common, language, labels), Faults(report.Common, language, labels)]);

    private static ReportTable Shares(CommonFigures common, ReportLanguage language, TableLabels labels) => new(
        "handling-shares",
        labels.Next(),
        language.Of("Dữ liệu bệnh viện, điền sẵn và dùng lại giấy tờ", "Hospital data, prefilled fields and reused records"),
        [
            new(language.Of("Chỉ số", "Indicator"), ColumnKind.Name),
            .. Figures.Paired(language, language.Of("Đạt", "Part"), language.Of("Tổng", "Whole"), language.Of("Tỷ lệ", "Share")),
        ],
        [
            Row(language.Of("Dữ liệu chứng sinh, báo tử được gửi trong 04 giờ làm việc", "Hospital notices sent within 4 working hours"), common.HospitalInTime),
            Row(language.Of("Trường được điền sẵn và giữ nguyên (trên số trường Nhà nước đã có)", "Fields prefilled and left so (of those that the state can know)"), common.FieldsPrefilled),
            Row(language.Of("Giấy tờ dùng lại từ hồ sơ trước", "Records taken over from earlier dossiers"), common.RecordsReused),
            .. common.FormsPrefilled is { } ofForms
                ? [Row(language.Of("Trường được điền sẵn và giữ nguyên (trên toàn bộ tờ khai)", "Fields prefilled and left so (of the whole forms)"), ofForms)]
                : Array.Empty<IReadOnlyList<ReportCell>>(),
        ],
        [language.Of("Ghi chú: thời hạn 04 giờ làm việc theo khoản 1 Điều 25 Nghị định 63/2024/NĐ-CP.", "Note: the four working hours are those of Decree 63/2024/NĐ-CP, article 25(1).")]);

    private static ReportTable Faults(CommonFigures common, ReportLanguage language, TableLabels labels) => new(
        "faults",
        labels.Next(),
        language.Of("Lỗi dữ liệu do cơ quan giải quyết phát hiện, theo loại", "Faults that agencies found in requests, by kind"),
        [
            new(language.Of("Mã lỗi", "Code of the fault"), ColumnKind.Code),
            Figures.Column(language.Of("Trong tuần", "Week")),
            Figures.Column(language.Of("Lũy kế từ 01/01", "Since 1 January")),
        ],
        [.. common.Faults.Select(fault => (IReadOnlyList<ReportCell>)[ReportCell.Text(fault.Code), ReportCell.Count(fault.Count.Week), ReportCell.Count(fault.Count.Cumulative)])],
        [language.Of("Ghi chú: không tính lỗi của tờ khai bị từ chối ngay khi nộp, vì chưa thành hồ sơ.",
            "Note: faults for which a declaration was refused as it was filed are not counted: it did not become a dossier.")]);

    private static IReadOnlyList<ReportCell> Row(string name, Paired<Share> share) =>
        [ReportCell.Text(name), .. Figures.Paired(share, s => [ReportCell.Count(s.Part), ReportCell.Count(s.Whole), Figures.Cell(s)])];
}
