using LienThong.Procedures.Law;
using LienThong.Reports.Weekly;

namespace LienThong.Reports.Catalogue;

/// <summary>What the weekly report shows, from a day on.</summary>
/// <param name="MinistryRows">Rows of ministries on each side of a table.</param>
/// <param name="LocalityRows">Rows of localities on each side of a table.</param>
/// <param name="StuckHours">Working hours without an answer from which a request counts as stuck.</param>
/// <param name="TrendWeeks">How many weeks the trend shows.</param>
public sealed record ReportRules(
    DateOnly ValidFrom, int MinistryRows, int LocalityRows, decimal StuckHours, int TrendWeeks, IReadOnlyList<Source> Sources)
{
    /// <summary>The rows of a group on each side of a table.</summary>
    public int Rows(AgencyGroup group) => group == AgencyGroup.Ministries ? MinistryRows : LocalityRows;
}

/// <summary>What a year aims at.</summary>
/// <param name="Percent">The national average that is aimed at.</param>
public sealed record YearTarget(int Year, Indicator Indicator, decimal Percent, Certainty Certainty, string Basis);
