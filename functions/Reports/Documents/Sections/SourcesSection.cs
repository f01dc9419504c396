using LienThong.Reports.Weekly;

namespace LienThong.Reports.Documents.Sections;

/// <summary>Which sources have sent what the report rests on, and which have not.</summary>
internal static class SourcesSection
{
    public static ReportSection Of(WeeklyReport report, ReportLanguage language, TableLabels labels)
    {
        var sources = report.Sources;
        var words = new ReportParagraph(language.Of(
            $"{sources.Complete} trên {sources.Expected} nguồn số liệu đã gửi đủ số liệu của tuần đúng thời gian.",
            $"{sources.Complete} of {sources.Expected} sources have sent all figures of the week in time."));
        return new("sources", language.Of("Nguồn số liệu", "Sources"), sources.Wanting.Count == 0
            ? [words]
            :
            [
                words,
                new ReportTable(
                    "sources-wanting",
                    labels.Next(),
                    language.Of("Nguồn gửi chậm, chưa gửi hoặc sai giờ", "Sources that are late or silent, or whose clocks are off"),
                    [
                        new(language.Of("TT", "No."), ColumnKind.Ordinal),
                        new(language.Of("Nguồn", "Source"), ColumnKind.Name),
                        new(language.Of("Tình trạng", "What is wanting"), ColumnKind.Text),
                        new(language.Of("Ngày thiếu", "Days missing"), ColumnKind.Text),
                        new(language.Of("Liên lạc gần nhất", "Last contact"), ColumnKind.Text),
                    ],
                    [.. sources.Wanting.Select((source, i) => (IReadOnlyList<ReportCell>)
                    [
                        ReportCell.Count(i + 1),
                        ReportCell.Text($"{language.Of(source.Name)} ({source.Source})"),
                        ReportCell.Text(source.Fault switch
                        {
                            SourceFault.Late => language.Of("gửi chậm", "late"),
                            SourceFault.Silent => language.Of("chưa gửi", "silent"),
                            _ => language.Of("sai giờ", "clock off"),
                        }),
                        ReportCell.Text(string.Join(", ", source.MissingDays.Select(day => ReportNumbers.Day(day)[..5]))),
                        ReportCell.Text(source.LastContact is { } contact ? ReportNumbers.Moment(contact) : language.Of("chưa bao giờ", "never")),
                    ])],
                    []),
            ]);
    }
}
