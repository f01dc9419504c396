using LienThong.Procedures.Identifiers;

namespace LienThong.Simulator.Stories;

/// <summary>
/// A hospital's signed birth-certificate data (giấy chứng sinh), due within 4 working hours of issuing the paper
/// (Decree 63/2024, art. 25(1); fields of Circular 22/2025/TT-BYT, Form 01).
/// </summary>
public sealed record BirthNotice
{
    public required BirthCertificateCode CertificateCode { get; init; }

    /// <summary>When the paper was issued.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>The facility that issued it.</summary>
    public required FacilityCode Facility { get; init; }

    public required NoticeMother Mother { get; init; }

    public required NoticeChild Child { get; init; }
}

/// <summary>The mother as the hospital wrote her down.</summary>
public sealed record NoticeMother
{
    public required string FullName { get; init; }

    public required PartialDate BirthDate { get; init; }

    public PersonalId? PersonalId { get; init; }

    public string? Passport { get; init; }

    public required DeclaredAddress Residence { get; init; }
}

/// <summary>The child as the hospital wrote it down.</summary>
public sealed record NoticeChild
{
    public required DateOnly BirthDate { get; init; }

    /// <summary>Local time of birth.</summary>
    public required TimeOnly BirthTime { get; init; }

    public required Sex Sex { get; init; }

    /// <summary>Null when the child was not weighed.</summary>
    public int? WeightGrams { get; init; }

    /// <summary>Which child of this birth, from 1.</summary>
    public required int BirthOrder { get; init; }

    public required int ChildrenInBirth { get; init; }

    public string? IntendedName { get; init; }
}
