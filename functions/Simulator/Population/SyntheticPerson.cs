using LienThong.Procedures.Identifiers;

namespace LienThong.Simulator.Population;

/// <summary>A person whom nobody is, as the simulated population database keeps one.</summary>
public sealed record SyntheticPerson(PersonalId PersonalId, string FullName, PartialDate BirthDate)
{
    /// <summary>male or female.</summary>
    public string Sex { get; init; } = "female";

    public string Ethnicity { get; init; } = "Kinh";

    public string Nationality { get; init; } = "Việt Nam";

    public string? Hometown { get; init; }

    /// <summary>The commune of permanent residence and the rest of the address; null when it is not known.</summary>
    public (CommuneCode Commune, string Detail)? Residence { get; init; }

    public SocialInsuranceNumber? SocialInsuranceNumber { get; init; }

    public string? Phone { get; init; }
}
