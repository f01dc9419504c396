using LienThong.Procedures.Faults;
using LienThong.Procedures.Law;
using LienThong.Reports.Weekly;

namespace LienThong.Reports.Catalogue;

/// <summary>Who sends counts of an agency, over a span of days.</summary>
/// <param name="Source">The source's code; usually the agency's own.</param>
/// <param name="Agency">The ministry or locality: G and H codes of Decision 20/2020/QĐ-TTg, two digits for provinces since 01/07/2025.</param>
/// <param name="ValidTo">The last day, inclusive; null while it stands.</param>
/// <param name="Basis">Where the entry comes from.</param>
public sealed record MeasuringSource(
    string Source, string Agency, AgencyGroup Group, Localized Name, DateOnly ValidFrom, DateOnly? ValidTo, Certainty Certainty, string Basis)
{
    /// <summary>Whether it stands on a day.</summary>
    public bool Stands(DateOnly day) => ValidFrom <= day && !(ValidTo < day);
}
