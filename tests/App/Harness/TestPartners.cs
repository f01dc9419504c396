using LienThong.App.Access;

namespace LienThong.App.Tests.Harness;

/// <summary>The partners of the tests. In province 01 agencies get their requests posted; in province 04 they read worklists.</summary>
public static class TestPartners
{
    /// <summary>A commune of province 01 whose office does not answer: nobody listens at its endpoint.</summary>
    public const string DeadCommune = "00322";

    // Nothing listens on port 1 of any machine that runs tests.
    private static readonly Uri Nowhere = new("http://127.0.0.1:1/");

    /// <param name="agencies">Where the agencies listen.</param>
    public static IReadOnlyList<Partner> All(string agencies) =>
    [
        new() { Id = "portal", Kind = PartnerKind.Portal, Units = ["*"] },
        new() { Id = "portal-01", Kind = PartnerKind.Portal, Units = ["01"] },
        new() { Id = "vneid", Kind = PartnerKind.Vneid, Units = ["*"] },
        new() { Id = "vneid-01", Kind = PartnerKind.Vneid, Units = ["01"] },
        new() { Id = "agent-04", Kind = PartnerKind.Agent, Units = ["04"] },
        new() { Id = "agent-01", Kind = PartnerKind.Agent, Units = ["01"] },
        new() { Id = "counter-04", Kind = PartnerKind.Counter, Units = ["04"] },
        new() { Id = "counter-01", Kind = PartnerKind.Counter, Units = ["01"] },
        new() { Id = "hospital-04001", Kind = PartnerKind.Hospital, Facilities = ["04001"] },
        new() { Id = "hospital-01001", Kind = PartnerKind.Hospital, Facilities = ["01001"] },
        new() { Id = "operator", Kind = PartnerKind.Operator, Units = ["*"] },
        new() { Id = "operator-01", Kind = PartnerKind.Operator, Units = ["01"] },
        new() { Id = "reader", Kind = PartnerKind.Portal, Units = ["*"], Scopes = [Scopes.ReadProcedures] },
        Posted(agencies, "civil-status-00004", Kinds.CivilStatus, "00004"),
        Posted(agencies, "civil-status-00008", Kinds.CivilStatus, "00008"),
        new() { Id = "civil-status-00322", Kind = Kinds.CivilStatus, Units = [DeadCommune], Endpoint = Nowhere },
        Posted(agencies, "police-00004", Kinds.Police, "00004"),
        Posted(agencies, "police-00008", Kinds.Police, "00008"),
        Posted(agencies, "insurance-01", Kinds.Insurance, "01"),
        Posted(agencies, "identity-01", Kinds.Identity, "01"),
        new() { Id = "civil-status-01273", Kind = Kinds.CivilStatus, Units = ["01273"] },
        new() { Id = "civil-status-01279", Kind = Kinds.CivilStatus, Units = ["01279"] },
        new() { Id = "police-01273", Kind = Kinds.Police, Units = ["01273"] },
        new() { Id = "police-01279", Kind = Kinds.Police, Units = ["01279"] },
        new() { Id = "insurance-04", Kind = Kinds.Insurance, Units = ["04"] },
        new() { Id = "identity-04", Kind = Kinds.Identity, Units = ["04"] },
        new() { Id = "province-04", Kind = PartnerKind.Province, Units = ["04"] },
        new() { Id = "province-01", Kind = PartnerKind.Province, Units = ["01"] },
        new() { Id = "linked-04", Kind = PartnerKind.Linked, Units = ["04"] },
        new() { Id = "linked-01", Kind = PartnerKind.Linked, Units = ["01"] },
        new() { Id = "repository-04", Kind = PartnerKind.Repository, Units = ["04"] },
        new() { Id = "repository-01", Kind = PartnerKind.Repository, Units = ["01"] },
        new() { Id = "post-04", Kind = PartnerKind.Post, Units = ["04"] },
        new() { Id = "post-01", Kind = PartnerKind.Post, Units = ["01"] },
        new() { Id = "source-04", Kind = PartnerKind.Source, Sources = ["04"] },
        new() { Id = "source-ministries", Kind = PartnerKind.Source, Sources = [.. Enumerable.Range(1, 22).Select(i => $"G{i:00}")] },
        new() { Id = "source-01", Kind = PartnerKind.Source, Sources = ["01", "G15"] },
        // Requests to an agency go to the smallest area that has an endpoint: never to these.
        new() { Id = "police-everywhere", Kind = Kinds.Police, Units = ["*"] },
        Posted(agencies, "police-01", Kinds.Police, "01"),
    ];

    /// <summary>The agency that decides a step of a family's dossier.</summary>
    public static string AgencyOf(string step, string commune)
    {
        var province = commune.StartsWith("00", StringComparison.Ordinal) ? "01" : "04";
        return step switch
        {
            "birth" => "civil-status-" + commune,
            "residence" => "police-" + commune,
            "insurance" => "insurance-" + province,
            "identity" => "identity-" + province,
            _ => throw new ArgumentOutOfRangeException(nameof(step), step, "No such step."),
        };
    }

    private static Partner Posted(string agencies, string id, PartnerKind kind, string unit) =>
        new() { Id = id, Kind = kind, Units = [unit], Endpoint = new Uri($"{agencies}/{id}") };
}
