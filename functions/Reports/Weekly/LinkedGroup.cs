using LienThong.Procedures.Faults;

namespace LienThong.Reports.Weekly;

/// <summary>The figures of one procedure: a linked group, or a service of one step.</summary>
public sealed record LinkedGroup
{
    /// <summary>The procedure's code, for example 3.000722.</summary>
    public required string Procedure { get; init; }

    /// <summary>The procedure's name.</summary>
    public required Localized Name { get; init; }

    /// <summary>Whole dossiers, from filing to the end.</summary>
    public required Paired<CaseFigures> Dossiers { get; init; }

    /// <summary>Each step, in the law's order.</summary>
    public required IReadOnlyList<StepOfGroup> Steps { get; init; }

    /// <summary>The same per province in the country's report and per commune in a province's, by code; empty in a commune's.</summary>
    public required IReadOnlyList<UnitOfGroup> Units { get; init; }
}

/// <summary>A step of a group.</summary>
/// <param name="Step">Its code in the law file.</param>
public sealed record StepOfGroup(string Step, Localized Name, Paired<CaseFigures> Figures);

/// <summary>A unit's part of a group.</summary>
/// <param name="Unit">The province's or commune's code.</param>
public sealed record UnitOfGroup(string Unit, Localized Name, Paired<CaseFigures> Dossiers, IReadOnlyList<StepOfGroup> Steps);

/// <summary>
/// What became of dossiers, or of one step of theirs, in a period. Flows count what happened in the period; <see cref="Open"/> and
/// <see cref="OpenLate"/> what stood so at its end. A step is "filed" when its turn came.
/// </summary>
/// <remarks>On time follows indicator 2.1 of Decision 766/QĐ-TTg: the end against the limit, which the applicant's supplement time has
/// moved; a second supplement counts as late. <see cref="BeforeTime"/>, <see cref="OnTime"/> and <see cref="Late"/> divide those that ended
/// done, refused or rejected; what was withdrawn after it was accepted counts too.</remarks>
public sealed record CaseFigures
{
    public long Filed { get; init; }

    /// <summary>Taken in by an agency for the first time.</summary>
    public long Accepted { get; init; }

    /// <summary>Supplements asked for; one case may have several.</summary>
    public long Supplemented { get; init; }

    /// <summary>Refused by an agency.</summary>
    public long Refused { get; init; }

    /// <summary>Rejected, because nothing was supplemented in time.</summary>
    public long Rejected { get; init; }

    /// <summary>Withdrawn by the applicant, found a duplicate, or closed as invalid.</summary>
    public long Withdrawn { get; init; }

    /// <summary>Ended with a result (a dossier: at least one of its steps).</summary>
    public long Done { get; init; }

    /// <summary>Ended on an earlier day than the limit's.</summary>
    public long BeforeTime { get; init; }

    /// <summary>Ended on the limit's day, and not past the limit.</summary>
    public long OnTime { get; init; }

    /// <summary>Ended past the limit, or after a second supplement was asked for.</summary>
    public long Late { get; init; }

    /// <summary>Not ended at the end of the period.</summary>
    public long Open { get; init; }

    /// <summary>Of these, past the limit or with a second supplement asked for.</summary>
    public long OpenLate { get; init; }

    /// <summary>Before or on time, of those that ended and are judged.</summary>
    public Share InTime { get; init; }

    /// <summary>Working hours from the beginning to the end of what ended done, without the time of supplements.</summary>
    public required Spread Duration { get; init; }

    /// <summary>A step's working hours from the request's sending to the agency's first answer: the way there, and the
    /// agency's time to look at it.</summary>
    public required Spread Waiting { get; init; }

    /// <summary>Of these waits, and of those not over at the period's end, how many were longer than the rules allow (see
    /// <see cref="CommonFigures.StuckHours"/>).</summary>
    public long Stuck { get; init; }
}

/// <summary>Median and 90th percentile of working hours, exact over whole minutes: of an even number the median is the mean of the two in the
/// middle, and the percentile is by nearest rank.</summary>
/// <param name="Count">How many were measured.</param>
/// <param name="Median">Working hours, two decimals; null when nothing was measured.</param>
/// <param name="NinetiethPercentile">Working hours, two decimals; null when nothing was measured.</param>
public sealed record Spread(long Count, decimal? Median, decimal? NinetiethPercentile);
