using LienThong.Procedures.Faults;

namespace LienThong.Reports.Weekly;

/// <summary>What is counted over all groups of the scope.</summary>
/// <param name="HospitalInTime">Hospital notices that came within four working hours (Decree 63/2024 art. 25(1)), of those that dossiers were
/// matched with.</param>
/// <param name="FieldsPrefilled">Fields of declarations that the state filled in and the family left so, of those that it can know beyond
/// what it was asked with.</param>
/// <param name="RecordsReused">Records taken over from earlier dossiers, of all records that dossiers were filed with.</param>
/// <param name="Faults">Faults that agencies found in requests, by kind, the most frequent first.</param>
/// <param name="StuckHours">Working hours from which a wait for an agency's first answer counts as stuck.</param>
public sealed record CommonFigures(
    Paired<Share> HospitalInTime,
    Paired<Share> FieldsPrefilled,
    Paired<Share> RecordsReused,
    IReadOnlyList<FaultCount> Faults,
    decimal StuckHours)
{
    /// <summary>The fields that were filled in, of all that the forms have; null in reports of before this was counted.</summary>
    public Paired<Share>? FormsPrefilled { get; init; }
}

/// <summary>How often agencies found a kind of fault in a request.</summary>
/// <param name="Code">The fault's code.</param>
public sealed record FaultCount(string Code, Paired<long> Count);

/// <summary>One of the five groups of the service-quality index of Decision 766/QĐ-TTg.</summary>
/// <param name="Number">1 to 5.</param>
public sealed record IndexGroup(int Number, Localized Name, IReadOnlyList<IndexIndicator> Indicators);

/// <summary>An indicator of the index, with how it is reckoned.</summary>
/// <param name="Number">As in the index: 2.1.</param>
/// <param name="Formula">Numerator and denominator in words.</param>
/// <param name="Value">The figure; null for one that is no share (see <paramref name="Hours"/>).</param>
/// <param name="Hours">Indicator 2.2: mean working hours, two decimals; null otherwise or when nothing ended.</param>
/// <param name="FullScoreAt">The percentage from which the full score is given; null when the index names none.</param>
public sealed record IndexIndicator(string Number, Localized Name, Localized Formula, Paired<Share>? Value, Paired<decimal?>? Hours, decimal? FullScoreAt);
