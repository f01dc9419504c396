using System.Text.Json.Serialization;
using LienThong.Procedures.Faults;

namespace LienThong.Reports.Weekly;

/// <summary>
/// The weekly report of one scope as data: every figure that any of its documents prints, and nothing that names a person. Equal
/// inputs give an equal report, byte for byte as JSON.
/// </summary>
public sealed record WeeklyReport
{
    /// <summary>The week that it is about.</summary>
    public required IsoWeek Week { get; init; }

    /// <summary>Monday to Sunday of the week.</summary>
    public required ReportPeriod Period { get; init; }

    /// <summary>From 1 January of the year in which the week ends to its Sunday.</summary>
    public required ReportPeriod Cumulative { get; init; }

    /// <summary>Whose figures these are.</summary>
    public required ReportScope Scope { get; init; }

    /// <summary>The name of the country, the province or the commune.</summary>
    public required Localized ScopeName { get; init; }

    /// <summary>1 for the first; one more each time that the week was made again and came out otherwise. Earlier ones are kept.</summary>
    public required int Edition { get; init; }

    /// <summary>The week was not over when this was made: figures may still grow.</summary>
    public required bool Provisional { get; init; }

    /// <summary>Nothing was measured and nothing filed in the week or cumulatively: the report says so instead of showing zeros.</summary>
    public required bool Empty { get; init; }

    /// <summary>The moment up to which things count, UTC: the end of the week, or when a provisional report was made.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>Which sources of measurements have sent, and which have not.</summary>
    public required SourceCompleteness Sources { get; init; }

    /// <summary>Tables 1 to 6 and the two of the full-online indicator, in the order of the printed report. Only in the country's report.</summary>
    public required IReadOnlyList<RankedTable> Tables { get; init; }

    /// <summary>Each indicator of the tables for ministries and localities together, in their order. Only in the country's report.</summary>
    public IReadOnlyList<NationalFigure> National { get; init; } = [];

    /// <summary>The linked groups, and the services of one step, that dossiers of the scope were filed under, by procedure code.</summary>
    public required IReadOnlyList<LinkedGroup> Groups { get; init; }

    /// <summary>What is counted over all groups together.</summary>
    public required CommonFigures Common { get; init; }

    /// <summary>The indicators of Decision 766/QĐ-TTg that the system's data carry.</summary>
    public required IReadOnlyList<IndexGroup> Index { get; init; }

    /// <summary>The weeks up to this one, oldest first; this one is the last.</summary>
    public required IReadOnlyList<TrendPoint> Trend { get; init; }

    /// <summary>Dossiers that ended late in the week, or stood open and late at its end, by code. A country's report has none: whoever may
    /// see them reads the province's or the commune's.</summary>
    public required IReadOnlyList<LateDossier> Late { get; init; }

    /// <summary>How many late dossiers are left out, because the reader's kind of agency decides no step of their procedures; absent for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int LateWithheld { get; init; }
}

/// <summary>A span of whole days in Vietnam.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day, inclusive.</param>
public sealed record ReportPeriod(DateOnly From, DateOnly To);

/// <summary>A figure of the week and the same figure counted from 1 January.</summary>
public sealed record Paired<T>(T Week, T Cumulative);

/// <summary>One week of the trend.</summary>
/// <param name="Filed">Dossiers filed in the week.</param>
/// <param name="Ended">Dossiers that ended in the week.</param>
/// <param name="OnTime">Ended before or on time, of those ended.</param>
/// <param name="Median">Median of the working hours from filing to the end, of those that ended done; null when none did.</param>
public sealed record TrendPoint(IsoWeek Week, long Filed, long Ended, Share OnTime, decimal? Median);

/// <summary>A dossier that is late, by code only.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Procedure">The procedure's code.</param>
/// <param name="Commune">The commune of its intake.</param>
/// <param name="Step">The first step that is late; null when only the whole is.</param>
/// <param name="Due">The limit that passed, UTC.</param>
/// <param name="EndedAt">When it ended, UTC; null when it stood open at the end of the period.</param>
/// <param name="Hours">Working hours past the limit, at its end or at the end of the period, one decimal; 0 when it counts as late for a second
/// supplement only.</param>
public sealed record LateDossier(string Code, string Procedure, string Commune, string? Step, DateTimeOffset Due, DateTimeOffset? EndedAt, decimal Hours);
