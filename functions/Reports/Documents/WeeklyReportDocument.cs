using LienThong.Procedures.Calendars;
using LienThong.Reports.Documents.Sections;
using LienThong.Reports.Weekly;

namespace LienThong.Reports.Documents;

/// <summary>The weekly report as a document: which of its figures stand where, and in what words. Pure: an equal report gives an equal
/// document.</summary>
public static class WeeklyReportDocument
{
    private static readonly string[] UnitKinds = ["Thành phố ", "Tỉnh ", "Phường ", "Xã ", "Đặc khu "];

    /// <summary>The document of a report in a language.</summary>
    public static ReportDocument Of(WeeklyReport report, ReportLanguage language)
    {
        ArgumentNullException.ThrowIfNull(report);
        var made = VietnamTime.DayOf(report.AsOf);
        var week = $"{report.Week.Number:00}/{report.Week.Year}";
        var place = report.Scope.IsNational ? language.Of("Hà Nội", "Hanoi") : PlaceOf(language.Of(report.ScopeName));
        return new ReportDocument
        {
            Language = language,
            Heading = new ReportHeading(
                "LIÊN THÔNG",
                report.Scope.IsNational
                    ? language.Of("THỦ TỤC HÀNH CHÍNH LIÊN THÔNG ĐIỆN TỬ", "LINKED ADMINISTRATIVE PROCEDURES")
                    : language.Of(report.ScopeName).ToUpperInvariant(),
                language.Of("Số: ", "No. ") + NumberOf(report),
                $"{place}, {ReportNumbers.LongDay(made, language)}"),
            Title = language.Of("BÁO CÁO", "REPORT"),
            Subject = (report.Scope.IsNational, language) switch
            {
                (true, ReportLanguage.Vietnamese) => $"Kết quả đo lường dịch vụ công trực tuyến và thủ tục hành chính liên thông, tuần\u00A0{week}",
                (true, _) => $"Online public services and linked administrative procedures as measured, week\u00A0{week}",
                (_, ReportLanguage.Vietnamese) => $"Kết quả giải quyết thủ tục hành chính liên thông tại {InText(report.ScopeName.Vi)}, tuần\u00A0{week}",
                _ => $"Linked administrative procedures in {report.ScopeName.En}, week\u00A0{week}",
            },
            Period = language.Of(
                $"Trong tuần: từ {ReportNumbers.Day(report.Period.From)} đến {ReportNumbers.Day(report.Period.To)}; lũy kế: từ {ReportNumbers.Day(report.Cumulative.From)} đến {ReportNumbers.Day(report.Cumulative.To)}",
                $"Week: {ReportNumbers.Day(report.Period.From)} to {ReportNumbers.Day(report.Period.To)}; cumulative: {ReportNumbers.Day(report.Cumulative.From)} to {ReportNumbers.Day(report.Cumulative.To)}"),
            Notices = [.. Notices(report, language)],
            Sections = [.. Numbered(Sections(report, language))],
            Colophon = Colophon(report, language),
            MadeAt = report.AsOf,
        };
    }

    // Week and year, the letters of the kind of paper and of the issuer, and whose report it is: 37/2026/BC-LT.01.
    private static string NumberOf(WeeklyReport report) =>
        $"{report.Week.Number:00}/{report.Week.Year}/BC-LT{(report.Scope.Unit is { } unit ? "." + unit : "")}{(report.Edition > 1 ? $"-{report.Edition}" : "")}";

    private static IEnumerable<string> Notices(WeeklyReport report, ReportLanguage language)
    {
        if (report.Provisional)
        {
            var at = ReportNumbers.Moment(report.AsOf);
            yield return language.Of(
                $"TẠM TÍNH: tuần chưa kết thúc; số liệu tính đến {at} và còn có thể tăng.",
                $"PROVISIONAL: the week is not over; figures are as of {at} and may still grow.");
        }

        if (report.Edition > 1)
        {
            yield return language.Of(
                $"Bản số {report.Edition}, thay cho bản số {report.Edition - 1} vì số liệu đã được bổ sung hoặc đính chính. Các bản trước vẫn được lưu.",
                $"Edition {report.Edition}: it replaces edition {report.Edition - 1}, because figures were added or corrected. Earlier editions are kept.");
        }

        if (report.Empty)
        {
            yield return language.Of(
                "Không có số liệu nào được đo và không có hồ sơ nào được nộp trong kỳ báo cáo.",
                "Nothing was measured and no dossier was filed in the time of this report.");
        }

        if (report.Scope.IsNational && report.Sources.Wanting.Count > 0)
        {
            yield return language.Of(
                $"Mới có {report.Sources.Complete} trên {report.Sources.Expected} nguồn gửi đủ số liệu của tuần; số liệu đo lường chỉ có tính tương đối. Danh sách ở mục Nguồn số liệu.",
                $"Only {report.Sources.Complete} of {report.Sources.Expected} sources have sent all figures of the week; what is measured is relative. They are listed under Sources.");
        }
    }

    private static IEnumerable<ReportSection> Sections(WeeklyReport report, ReportLanguage language)
    {
        var labels = new TableLabels(language);
        if (report.Tables.Count > 0 && !report.Empty)
        {
            yield return MeasuredSection.Of(report, language, labels);
        }

        // Linked procedures before services of one step.
        foreach (var group in report.Groups.Where(_ => !report.Empty).OrderByDescending(group => group.Steps.Count > 1))
        {
            yield return LinkedSection.Of(report, group, language, labels);
        }

        if (!report.Empty)
        {
            yield return HandlingSection.Of(report, language, labels);
            yield return IndexSection.Of(report, language, labels);
            yield return TrendSection.Of(report, language, labels);
        }

        yield return report.Scope.IsNational ? SourcesSection.Of(report, language, labels) : LateSection.Of(report, language, labels);
    }

    private static IEnumerable<ReportSection> Numbered(IEnumerable<ReportSection> sections) =>
        sections.Select((section, i) => section with { Heading = $"{Roman(i + 1)}. {section.Heading}" });

    private static string Roman(int number)
    {
        (int Value, string Letters)[] digits = [(50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
        var roman = "";
        foreach (var (value, letters) in digits)
        {
            for (; number >= value; number -= value)
            {
                roman += letters;
            }
        }

        return roman;
    }

    private static string Colophon(WeeklyReport report, ReportLanguage language)
    {
        var data = $"/api/v1/reports/weekly/{report.Week}?scope={report.Scope}&edition={report.Edition}&format=json";
        var at = ReportNumbers.Moment(report.AsOf);
        return language.Of(
            $"Báo cáo do hệ thống Liên Thông lập tự động từ số liệu đo bằng máy, tính đến {at} (giờ Việt Nam). Số liệu gốc: {data}",
            $"Made automatically by Liên Thông from machine counts as of {at} (Vietnam time). Data: {data}");
    }

    // Papers are dated "Cao Bằng, ngày …", without the unit's kind.
    private static string PlaceOf(string name) =>
        UnitKinds.Where(kind => name.StartsWith(kind, StringComparison.Ordinal)).Select(kind => name[kind.Length..]).FirstOrDefault(name);

    // "tại tỉnh Cao Bằng": the kind is written small within a sentence.
    private static string InText(string name) => name.Length > 0 ? char.ToLowerInvariant(name[0]) + name[1..] : name;
}
