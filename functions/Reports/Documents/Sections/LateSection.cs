using LienThong.Reports.Weekly;

namespace LienThong.Reports.Documents.Sections;

/// <summary>Dossiers that are late, by code only.</summary>
internal static class LateSection
{
    public static ReportSection Of(WeeklyReport report, ReportLanguage language, TableLabels labels) => new(
        "late",
        language.Of("Hồ sơ trễ hạn", "Late dossiers"),
        [
            .. report.Late.Count == 0 ? Array.Empty<ReportBlock>() : [Dossiers(report, language, labels)],
            .. Words(report, language).Select(words => new ReportParagraph(words)),
        ]);

    private static IEnumerable<string> Words(WeeklyReport report, ReportLanguage language)
    {
        if (report.LateWithheld > 0)
        {
            var count = ReportNumbers.Count(report.LateWithheld, language);
            yield return language.Of(
                $"{count} hồ sơ trễ hạn của các thủ tục mà cơ quan không giải quyết bước nào không được liệt kê.",
                $"{count} late dossiers are not listed: this agency decides no step of their procedures.");
        }
        else if (report.Late.Count == 0)
        {
            yield return language.Of("Không có hồ sơ trễ hạn.", "There are none.");
        }
    }

    private static ReportTable Dossiers(WeeklyReport report, ReportLanguage language, TableLabels labels) => new(
        "late-dossiers",
        labels.Next(),
        language.Of("Hồ sơ kết thúc trễ hạn trong tuần hoặc đang trễ hạn cuối tuần", "Dossiers that ended late in the week, or stood open and late at its end"),
        [
            new(language.Of("TT", "No."), ColumnKind.Ordinal),
            new(language.Of("Mã hồ sơ", "Dossier"), ColumnKind.Code),
            new(language.Of("Thủ tục", "Procedure"), ColumnKind.Code),
            new(language.Of("Bước", "Step"), ColumnKind.Text),
            new(language.Of("Hẹn trả", "Due"), ColumnKind.Text),
            new(language.Of("Kết thúc", "Ended"), ColumnKind.Text),
            Figures.Column(language.Of("Trễ (giờ làm việc)", "Late by (working hours)")),
        ],
        [.. report.Late.Select((late, i) => (IReadOnlyList<ReportCell>)
        [
            ReportCell.Count(i + 1),
            ReportCell.Text(late.Code),
            ReportCell.Text(late.Procedure),
            ReportCell.Text(StepName(report, late, language)),
            ReportCell.Text(ReportNumbers.Moment(late.Due)),
            ReportCell.Text(late.EndedAt is { } ended ? ReportNumbers.Moment(ended) : language.Of("chưa", "open")),
            ReportCell.Hours(late.Hours),
        ])],
        [language.Of("Ghi chú: hồ sơ đã kết thúc mà trễ 0 giờ là hồ sơ bị yêu cầu bổ sung lần thứ hai, tính là trễ hạn theo Quyết định 766/QĐ-TTg; "
            + "hồ sơ chưa kết thúc mà trễ 0 giờ là hồ sơ hết hạn vào cuối giờ làm việc cuối cùng của tuần.",
            "Note: ended and late by 0 hours means that supplements were asked for a second time, which counts as late by Decision 766/QĐ-TTg; "
            + "open and late by 0 hours, that the limit was the end of the week's last working hour.")]);

    private static string StepName(WeeklyReport report, LateDossier late, ReportLanguage language) =>
        late.Step is null
            ? language.Of("Cả hồ sơ", "Whole dossier")
            : report.Groups.Where(group => group.Procedure == late.Procedure).SelectMany(group => group.Steps).FirstOrDefault(step => step.Step == late.Step) is { } known
                ? language.Of(known.Name)
                : late.Step;
}
