using LienThong.App.Access;

namespace LienThong.App.Tests.Harness;

/// <summary>The kinds of partners that the tests play: those that are no agency, and the agencies of the birth group.</summary>
internal static class Kinds
{
    public static readonly PartnerKind CivilStatus = PartnerKind.Of("civil-status");
    public static readonly PartnerKind Police = PartnerKind.Of("police");
    public static readonly PartnerKind Insurance = PartnerKind.Of("insurance");
    public static readonly PartnerKind Identity = PartnerKind.Of("identity");

    public static IReadOnlyList<PartnerKind> All { get; } =
    [
        PartnerKind.Portal, PartnerKind.Vneid, PartnerKind.Agent, PartnerKind.Counter, PartnerKind.Hospital,
        CivilStatus, Police, Insurance, Identity,
        PartnerKind.Province, PartnerKind.Linked, PartnerKind.Repository, PartnerKind.Post, PartnerKind.Source, PartnerKind.Operator,
    ];
}
