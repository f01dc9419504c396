using LienThong.Procedures.Faults;

namespace LienThong.Reports.Weekly;

/// <summary>
/// One of the two-sided tables: the highest on one side, the lowest on the other, cumulative from 1 January. Ranked by exact values;
/// of equal shares the one of the larger whole comes first, and what is equal in that too stands in the order of the agencies' codes.
/// </summary>
public sealed record RankedTable
{
    /// <summary>What is measured.</summary>
    public required Indicator Indicator { get; init; }

    /// <summary>Of whom.</summary>
    public required AgencyGroup Of { get; init; }

    /// <summary>The table's number in the printed report, 1 to 6; null for the later full-online indicator.</summary>
    public required int? Number { get; init; }

    /// <summary>The title.</summary>
    public required Localized Title { get; init; }

    /// <summary>The definition, as it stands under the printed table.</summary>
    public required Localized Note { get; init; }

    /// <summary>The highest, best first. At most as many as the rules say.</summary>
    public required IReadOnlyList<RankedRow> Highest { get; init; }

    /// <summary>The lowest, in falling order: the very lowest is the last. No agency stands on both sides, so with few agencies this is
    /// shorter or empty.</summary>
    public required IReadOnlyList<RankedRow> Lowest { get; init; }

    /// <summary>Agencies of which nothing was measured (N/A); they have no rank.</summary>
    public required IReadOnlyList<MeasuredAgency> NotMeasured { get; init; }

    /// <summary>All agencies that were measured together: the sum of visits, or the average weighted by their wholes.</summary>
    public required Measure Total { get; init; }

    /// <summary>The year's target in percent; null when none is known.</summary>
    public required decimal? Target { get; init; }

    /// <summary>The total against that of last week's table; null when there was none.</summary>
    public required decimal? TotalChange { get; init; }
}

/// <summary>An indicator of the whole country: ministries and localities together.</summary>
/// <param name="Indicator">What is measured.</param>
/// <param name="Total">All agencies that were measured together: the sum of visits, or the average weighted by their wholes; null when none
/// was measured.</param>
/// <param name="Change">The total against that of last week; null when there was none.</param>
/// <param name="Target">The average that the year aims at, in percent; null when none is known.</param>
public sealed record NationalFigure(Indicator Indicator, Localized Title, Measure? Total, decimal? Change, decimal? Target);

/// <summary>One row of a side.</summary>
/// <param name="Rank">1, 2, 3 on this side, from the top.</param>
/// <param name="Agency">Whose.</param>
/// <param name="Value">The figure.</param>
/// <param name="Change">Against last week's table: visits more, or percentage points between the two printed percentages; null when it was
/// not measured then.</param>
public sealed record RankedRow(int Rank, MeasuredAgency Agency, Measure Value, decimal? Change);

/// <summary>A ministry or locality of the catalogue.</summary>
/// <param name="Code">Its code: G and H codes of Decision 20/2020/QĐ-TTg, two digits for provinces since 01/07/2025.</param>
public sealed record MeasuredAgency(string Code, Localized Name);

/// <summary>A count, or a share: one of the two is null.</summary>
public sealed record Measure(long? Count, Share? Share)
{
    /// <summary>A plain count, such as visits.</summary>
    public static Measure Of(long count) => new(count, null);

    /// <summary>A share.</summary>
    public static Measure Of(Share share) => new(null, share);
}

/// <summary>What a table measures.</summary>
public enum Indicator
{
    /// <summary>Tables 1 and 2: visits to the portals.</summary>
    Visits,

    /// <summary>Tables 3 and 4: online services with at least one online dossier ÷ online services.</summary>
    ServicesUsed,

    /// <summary>Tables 5 and 6: dossiers handled online of online services ÷ all dossiers resolved.</summary>
    HandledOnline,

    /// <summary>The later indicator: dossiers filed online for services that are wholly online ÷ all dossiers of these.</summary>
    FullOnline,
}

/// <summary>Whom a table compares.</summary>
public enum AgencyGroup
{
    /// <summary>Ministries and ministerial agencies.</summary>
    Ministries,

    /// <summary>Provinces and centrally run cities.</summary>
    Localities,
}
