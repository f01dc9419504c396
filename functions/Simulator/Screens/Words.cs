using System.Globalization;
using LienThong.Simulator.Scores;

namespace LienThong.Simulator.Screens;

/// <summary>Figures in words.</summary>
internal static class Words
{
    /// <summary>What became of the dossiers.</summary>
    public static string Outcome(Figures figures) => string.Create(
        CultureInfo.InvariantCulture,
        $"{figures.Filed} dossiers: {string.Join(", ", Parts(figures).Where(part => part.Count > 0).Select(part => $"{part.Count} {part.Name}"))}.");

    /// <summary>Whether all is well.</summary>
    public static string Verdict(Figures figures) => string.Create(
        CultureInfo.InvariantCulture,
        $"Lost {figures.Lost}, done twice {figures.Doubled}, against the contract {figures.Unexpected}. {figures.Days} days in {figures.ElapsedSeconds:0.0} s, seed {figures.Seed}.");

    /// <summary>What was decided, put right, filed, told, measured and reported, each in a line under its heading.</summary>
    public static IReadOnlyList<(string Vi, string En, string Line)> Account(Figures figures) =>
    [
        ("Quyết định", "decided", Listed(
            ("accepted", figures.Times("step-accepted")),
            ("supplements asked", figures.Times("supplement-asked")),
            ("given", figures.Times("supplement-given")),
            ("asked twice", figures.SupplementedTwice),
            ("never given", figures.Times("supplement-expired")),
            ("verifications", figures.Times("verification-needed")),
            ("refusals", figures.Times("step-refused")),
            ("results", figures.Times("step-done")))),
        ("Sửa chữa", "repaired", Listed(
            ("results corrected", figures.Times("result-corrected")),
            ("asked anew because of it", figures.Times("request-renewed")),
            ("numbers that came later", figures.Times("result-completed")),
            ("handed to the right commune", figures.Times("step-transferred")),
            ("withdrawn", figures.Times("dossier-withdrawn")),
            ("closed as invalid", figures.Times("dossier-invalidated")),
            ("held duplicates judged", figures.Times("duplicate-judged")))),
        ("Nộp hồ sơ", "filed", Listed(
            ("by agents with authority", figures.Assisted),
            ("records reused", figures.Times("record-reused")),
            ("confirmed by relatives", figures.Times("confirmation-given")),
            ("denied at first", figures.Times("confirmation-denied"))) + Share(figures)),
        ("Báo tin", "told", string.Join(", ", figures.Systems.Select(OfSystem)) + "; " + Listed(
            ("parked", figures.Times("errand-parked")),
            ("let go on by the operator", figures.Times("errands-resumed")))),
        ("Số liệu đo", "measured", Listed(
            ("sources", figures.Sent.Sources),
            ("batches taken", figures.Sent.Batches),
            ("refused", figures.Sent.BatchesRefused),
            ("sent again", figures.Sent.SentAgain),
            ("rows", figures.Sent.Rows),
            ("rows refused", figures.Sent.RowsRefused))),
        .. figures.Reports.Select(report => ($"Tuần {report.Week[^2..]}", report.Week[^3..], OfReport(report))),
    ];

    private static string Listed(params IReadOnlyList<(string Name, int Count)> counts) =>
        string.Join(", ", counts.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Name} {one.Count}")));

    private static string Share(Figures figures) => figures.PrefillFields == 0
        ? ""
        : string.Create(
            CultureInfo.InvariantCulture,
            $", prefilled {figures.Prefilled} of {figures.PrefillFields} fields that the state can know ({100.0 * figures.Prefilled / figures.PrefillFields:0} %), {100.0 * figures.Prefilled / figures.FormFields:0} % of the {figures.FormFields} of the forms");

    private static string OfSystem(SystemFigures system) => string.Create(CultureInfo.InvariantCulture, $"{system.System} {(system.Statuses, system.Results) switch
    {
        (0, var results) => $"{results} results",
        (var statuses, 0) => $"{statuses} statuses",
        var (statuses, results) => $"{statuses} statuses and {results} results",
    }}");

    private static string OfReport(ReportFigures report) => string.Create(
        CultureInfo.InvariantCulture,
        $"report, edition {report.Edition}: filed {report.Filed}, done {report.Done}, late {report.Late}; wanting of {report.Sources} sources: {string.Join(", ", report.Wanting.DefaultIfEmpty("none"))}; at {report.Path}");

    private static IEnumerable<(string Name, int Count)> Parts(Figures figures) =>
    [
        ("completed", figures.Completed),
        ("completed in part", figures.PartlyCompleted),
        ("refused", figures.Refused),
        ("rejected for want of a supplement", figures.Rejected),
        ("withdrawn", figures.Withdrawn),
        ("closed as duplicates", figures.Duplicate),
        ("closed as invalid", figures.Invalid),
        ("in progress", figures.InProgress),
        ("held as possible duplicates", figures.Held),
    ];
}
