using LienThong.Procedures.Identifiers;

namespace LienThong.Simulator.Stories;

/// <summary>
/// The one declaration of the birth group (Form 01 of Decree 63/2024, as amended by Decree 301/2026), from which each
/// agency's own form is made.
/// </summary>
public sealed record BirthDeclaration
{
    public required BirthRegistration Registration { get; init; }

    public required DeclaredChild Child { get; init; }

    public DeclaredParent? Mother { get; init; }

    public DeclaredParent? Father { get; init; }

    public required DeclaredApplicant Applicant { get; init; }

    /// <summary>The hospital's birth certificate; null when the child was born without one.</summary>
    public HospitalPaper? HospitalPaper { get; init; }

    public required DeclaredResidence Residence { get; init; }

    public required InsuranceChoice Insurance { get; init; }

    /// <summary>Only since Decree 301/2026.</summary>
    public IdentityCardChoice? IdentityCard { get; init; }

    public required ResultChoice Result { get; init; }

    public IReadOnlyList<DeclaredRecord> Records { get; init; } = [];
}

/// <summary>Where and how the birth is registered.</summary>
/// <param name="Commune">The commune whose civil-status office registers it.</param>
/// <param name="Case">Within 60 days of birth, or late.</param>
/// <param name="Copies">Paper copies wished for.</param>
public sealed record BirthRegistration(CommuneCode Commune, RegistrationCase Case, int Copies);

/// <summary>Whether a birth is registered within 60 days or later.</summary>
public enum RegistrationCase
{
    InTime,
    Late,
}

/// <summary>A child's sex as hospitals record it (Circular 22/2025/TT-BYT).</summary>
public enum Sex
{
    Male,
    Female,
    Undetermined,
}

/// <summary>The child.</summary>
public sealed record DeclaredChild
{
    public required string FullName { get; init; }

    public required Sex Sex { get; init; }

    public required DateOnly BirthDate { get; init; }

    /// <summary>Local time of birth.</summary>
    public TimeOnly? BirthTime { get; init; }

    public required BirthPlace BirthPlace { get; init; }

    public required string Ethnicity { get; init; }

    public required string Nationality { get; init; }

    public required string Hometown { get; init; }

    /// <summary>Which child of this birth, from 1.</summary>
    public required int BirthOrder { get; init; }

    /// <summary>How many children in this birth: 2 for twins.</summary>
    public required int ChildrenInBirth { get; init; }

    public int? WeightGrams { get; init; }
}

/// <summary>Where a child was born: in a health facility, or in a commune, or abroad.</summary>
/// <param name="Country">ISO 3166-1 alpha-2; null is Vietnam.</param>
public sealed record BirthPlace(FacilityCode? Facility, CommuneCode? Commune, string? Country, string? Detail);

/// <summary>Mother or father.</summary>
public sealed record DeclaredParent
{
    public required string FullName { get; init; }

    public required PartialDate BirthDate { get; init; }

    public PersonalId? PersonalId { get; init; }

    public string? Passport { get; init; }

    public required string Ethnicity { get; init; }

    public required string Nationality { get; init; }

    public required DeclaredAddress Residence { get; init; }

    public SocialInsuranceNumber? SocialInsuranceNumber { get; init; }
}

/// <summary>An address in Vietnam.</summary>
/// <param name="Detail">House, street, hamlet.</param>
public sealed record DeclaredAddress(CommuneCode Commune, string Detail);

/// <summary>What the applicant is to the child.</summary>
public enum Relationship
{
    Mother,
    Father,
    Guardian,
    Relative,
}

/// <summary>Who files.</summary>
public sealed record DeclaredApplicant
{
    public required string FullName { get; init; }

    public required Relationship Relationship { get; init; }

    public required PersonalId PersonalId { get; init; }

    public required string Phone { get; init; }

    public string? Email { get; init; }
}

/// <summary>The hospital's birth certificate (giấy chứng sinh).</summary>
public sealed record HospitalPaper(BirthCertificateCode CertificateCode, DateOnly IssuedOn);

/// <summary>With whom the child is registered as a resident.</summary>
public enum LivesWith
{
    Mother,
    Father,
    Guardian,
    Other,
}

/// <summary>Where the child's permanent residence is registered.</summary>
/// <param name="With">With whom the child will live.</param>
/// <param name="HouseholderPersonalId">The householder who consents, when that is not a parent.</param>
public sealed record DeclaredResidence(
    CommuneCode Commune,
    string Detail,
    LivesWith With,
    PersonalId? HouseholderPersonalId = null);

/// <summary>Health insurance: the facility of first care that is chosen.</summary>
public sealed record InsuranceChoice(FacilityCode Facility);

/// <summary>Whether an identity card for the child is wanted.</summary>
public sealed record IdentityCardChoice(bool Wanted);

/// <summary>How results are handed over.</summary>
public enum ResultDelivery
{
    Electronic,
    Post,
}

/// <summary>How and where the results go.</summary>
public sealed record ResultChoice(ResultDelivery By, string? PostAddress = null);

/// <summary>A record uploaded with the declaration.</summary>
/// <param name="Type">A record type of the law files, for example witness-statement.</param>
/// <param name="Sha256">64 lower-case hex digits.</param>
public sealed record DeclaredRecord(string Type, string Sha256);
