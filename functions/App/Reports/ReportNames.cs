using System.Globalization;
using LienThong.Reports.Documents;
using LienThong.Reports.Weekly;
using LienThong.Storage;

namespace LienThong.App.Reports;

/// <summary>
/// What reports are called in <see cref="IReportStore"/>: the scope first, so that all reports of one reader stand together. The report
/// itself is <c>national/2026-w37/1.json</c> (edition 1); the documents that were printed of it stand beside it, <c>1.vi.docx</c>, and what one kind of agency reads of a province's
/// or a commune's, <c>1.police.vi.docx</c>.
/// </summary>
internal static class ReportNames
{
    private const string Data = ".json";

    /// <summary>The report.</summary>
    public static string Of(ReportScope scope, IsoWeek week, int edition) => Stem(scope, week, edition) + Data;

    /// <summary>A document of it; the report itself for JSON that leaves nothing out.</summary>
    /// <param name="reader">The kind of agency for which something is left out; null for everybody else.</param>
    public static string Of(ReportScope scope, IsoWeek week, int edition, ReportForm form, ReportLanguage language, string? reader = null)
    {
        var stem = Stem(scope, week, edition) + (reader is null ? "" : "." + reader);
        return form == ReportForm.Json ? stem + Data : $"{stem}.{language.Tag()}.{form.Name()}";
    }

    /// <summary>With what the names of all reports of a scope begin, or those of one week.</summary>
    public static string Prefix(ReportScope scope, IsoWeek? week = null) => $"{scope}/{(week is { } one ? one.ToString().ToLowerInvariant() + "/" : "")}";

    /// <summary>The week and edition of a report's name; false for a document's name.</summary>
    public static bool TryParse(string name, out IsoWeek week, out int edition)
    {
        (week, edition) = (default, 0);
        return name.Split('/') is [_, var weekText, var file]
            && file.EndsWith(Data, StringComparison.Ordinal)
            && int.TryParse(file.AsSpan(0, file.Length - Data.Length), NumberStyles.None, CultureInfo.InvariantCulture, out edition)
            && IsoWeek.TryParse(weekText.ToUpperInvariant(), out week);
    }

    private static string Stem(ReportScope scope, IsoWeek week, int edition) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix(scope, week)}{edition}");
}
