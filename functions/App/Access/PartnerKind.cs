using System.Text.Json.Serialization;

namespace LienThong.App.Access;

/// <summary>What a partner is, and with it what it may do at most.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PartnerKind>))]
public enum PartnerKind
{
    /// <summary>The national public service portal.</summary>
    [JsonStringEnumMemberName("portal")]
    Portal,

    /// <summary>The VNeID application.</summary>
    [JsonStringEnumMemberName("vneid")]
    Vneid,

    /// <summary>An online agent that files for families.</summary>
    [JsonStringEnumMemberName("agent")]
    Agent,

    /// <summary>The desk of a commune's public administration service centre, where an officer files for whoever comes.</summary>
    [JsonStringEnumMemberName("counter")]
    Counter,

    /// <summary>A health facility.</summary>
    [JsonStringEnumMemberName("hospital")]
    Hospital,

    /// <summary>The civil-status office of communes.</summary>
    [JsonStringEnumMemberName("civil-status")]
    CivilStatus,

    /// <summary>The police that keeps residence.</summary>
    [JsonStringEnumMemberName("police")]
    Police,

    /// <summary>Social insurance.</summary>
    [JsonStringEnumMemberName("insurance")]
    Insurance,

    /// <summary>The police that issues identity cards.</summary>
    [JsonStringEnumMemberName("identity")]
    Identity,

    /// <summary>A province's case system: it is told statuses and results.</summary>
    [JsonStringEnumMemberName("province")]
    Province,

    /// <summary>The linked-service software's interface with civil status: it is told statuses.</summary>
    [JsonStringEnumMemberName("linked")]
    Linked,

    /// <summary>The repository of citizens' electronic results.</summary>
    [JsonStringEnumMemberName("repository")]
    Repository,

    /// <summary>The post that brings results on paper.</summary>
    [JsonStringEnumMemberName("post")]
    Post,

    /// <summary>Who runs this system.</summary>
    [JsonStringEnumMemberName("operator")]
    Operator,
}

/// <summary>Kinds of partners as words.</summary>
public static class PartnerKinds
{
    /// <summary>The kind as it stands in the registry, in agency codes and in a dossier's channel.</summary>
    public static string Name(this PartnerKind kind) => kind switch
    {
        PartnerKind.Portal => "portal",
        PartnerKind.Vneid => "vneid",
        PartnerKind.Agent => "agent",
        PartnerKind.Counter => "counter",
        PartnerKind.Hospital => "hospital",
        PartnerKind.CivilStatus => "civil-status",
        PartnerKind.Police => "police",
        PartnerKind.Insurance => "insurance",
        PartnerKind.Identity => "identity",
        PartnerKind.Province => "province",
        PartnerKind.Linked => "linked",
        PartnerKind.Repository => "repository",
        PartnerKind.Post => "post",
        PartnerKind.Operator => "operator",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
