using LienThong.Procedures.Law;

namespace LienThong.App.Access;

/// <summary>One partner of each kind, for a registry that does not exist yet: enough to try every route.</summary>
public static class SamplePartners
{
    /// <summary>The sample, with an office of each kind of agency in the law files.</summary>
    public static IReadOnlyList<Partner> All(LawLibrary law) =>
    [
        new() { Id = "portal", Kind = PartnerKind.Portal, Units = ["*"] },
        new() { Id = "vneid", Kind = PartnerKind.Vneid, Units = ["*"] },
        new() { Id = "agent-post", Kind = PartnerKind.Agent, Units = ["01"] },
        new() { Id = "counter-00004", Kind = PartnerKind.Counter, Units = ["01"] },
        new() { Id = "hospital-01001", Kind = PartnerKind.Hospital, Facilities = ["01001"] },
        new() { Id = "province-01", Kind = PartnerKind.Province, Units = ["01"] },
        new() { Id = "linked", Kind = PartnerKind.Linked, Units = ["*"] },
        new() { Id = "repository", Kind = PartnerKind.Repository, Units = ["*"] },
        new() { Id = "post", Kind = PartnerKind.Post, Units = ["*"] },
        new() { Id = "source-g15", Kind = PartnerKind.Source, Sources = ["G15"] },
        new() { Id = "operator", Kind = PartnerKind.Operator, Units = ["*"] },
        .. law.AgencyKinds.Select(kind => Office(kind.Code, IsOfCommunes(kind, law) ? "00004" : "01")),
    ];

    private static bool IsOfCommunes(AgencyKind kind, LawLibrary law) => law.Versions
        .SelectMany(version => version.Steps)
        .Any(step => step.Agency.Kind == kind.Code && step.Agency.UnitLevel == UnitLevel.Commune);

    private static Partner Office(string kind, string unit) => new() { Id = $"{kind}-{unit}", Kind = PartnerKind.Of(kind), Units = [unit] };
}
