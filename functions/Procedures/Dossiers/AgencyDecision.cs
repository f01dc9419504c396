using System.Text.Json.Serialization;

namespace LienThong.Procedures.Dossiers;

/// <summary>What an agency can decide about its step.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AgencyDecisionKind>))]
public enum AgencyDecisionKind
{
    /// <summary>Taken in; the agency works on it.</summary>
    [JsonStringEnumMemberName("accept")]
    Accept,

    /// <summary>Something is missing; the applicant is asked for it.</summary>
    [JsonStringEnumMemberName("supplement")]
    Supplement,

    /// <summary>Facts must be verified; the longer limit applies.</summary>
    [JsonStringEnumMemberName("verify")]
    Verify,

    /// <summary>Refused, with a reason.</summary>
    [JsonStringEnumMemberName("refuse")]
    Refuse,

    /// <summary>Done, with a result.</summary>
    [JsonStringEnumMemberName("done")]
    Done,
}

/// <summary>One decision of an agency about one round of its step.</summary>
public sealed record AgencyDecision
{
    /// <summary>The round of the request that is answered.</summary>
    public required int Round { get; init; }

    /// <summary>What is decided.</summary>
    public required AgencyDecisionKind Decision { get; init; }

    /// <summary>With refuse: the reason's code in the agency's catalogue.</summary>
    public string? ReasonCode { get; init; }

    /// <summary>With refuse, supplement and verify: the reason in words that the applicant can read.</summary>
    public string? Reason { get; init; }

    /// <summary>With supplement: the record types asked for, of those that the procedure's form takes.</summary>
    public IReadOnlyList<string> Asked { get; init; } = [];

    /// <summary>With done: the values of the result record.</summary>
    public IReadOnlyDictionary<string, string> Result { get; init; } = new Dictionary<string, string>();

    /// <summary>With done: the digitised result, uploaded into the dossier before.</summary>
    public IReadOnlyList<RecordReference> Records { get; init; } = [];
}
