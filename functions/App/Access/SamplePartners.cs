namespace LienThong.App.Access;

/// <summary>One partner of each kind, for a registry that does not exist yet: enough to try every route.</summary>
public static class SamplePartners
{
    /// <summary>The sample.</summary>
    public static IReadOnlyList<Partner> All { get; } =
    [
        new() { Id = "portal", Kind = PartnerKind.Portal, Units = ["*"] },
        new() { Id = "vneid", Kind = PartnerKind.Vneid, Units = ["*"] },
        new() { Id = "agent-post", Kind = PartnerKind.Agent, Units = ["01"] },
        new() { Id = "counter-00004", Kind = PartnerKind.Counter, Units = ["01"] },
        new() { Id = "hospital-01001", Kind = PartnerKind.Hospital, Facilities = ["01001"] },
        new() { Id = "civil-status-00004", Kind = PartnerKind.CivilStatus, Units = ["00004"] },
        new() { Id = "police-00004", Kind = PartnerKind.Police, Units = ["00004"] },
        new() { Id = "insurance-01", Kind = PartnerKind.Insurance, Units = ["01"] },
        new() { Id = "identity-01", Kind = PartnerKind.Identity, Units = ["01"] },
        new() { Id = "province-01", Kind = PartnerKind.Province, Units = ["01"] },
        new() { Id = "linked", Kind = PartnerKind.Linked, Units = ["*"] },
        new() { Id = "repository", Kind = PartnerKind.Repository, Units = ["*"] },
        new() { Id = "post", Kind = PartnerKind.Post, Units = ["*"] },
        new() { Id = "operator", Kind = PartnerKind.Operator, Units = ["*"] },
    ];
}
