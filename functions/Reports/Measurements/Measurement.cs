using System.Text.Json.Serialization;

namespace LienThong.Reports.Measurements;

/// <summary>
/// One row of a batch. It is either the visits of an agency's portals on a day, or a service of the agency and the dossiers that came for
/// it on that day: how many, by channel, and how many of them have been resolved and handled online by now. A later statement of the
/// same row takes the place of an earlier one.
/// </summary>
/// <param name="Agency">The agency's code in the catalogue.</param>
/// <param name="Day">The day, in Vietnam.</param>
public sealed record Measurement(string Agency, DateOnly Day)
{
    /// <summary>Visits to the agency's portals, those of its subordinate units included; null in a row about a service.</summary>
    public long? Visits { get; init; }

    /// <summary>The service: a procedure's code; null in a row about visits.</summary>
    public string? Service { get; init; }

    /// <summary>How the service is offered on that day.</summary>
    public ServiceLevel? Level { get; init; }

    /// <summary>Dossiers received online.</summary>
    public int Online { get; init; }

    /// <summary>Dossiers received at a counter.</summary>
    public int Counter { get; init; }

    /// <summary>Dossiers received by post.</summary>
    public int Post { get; init; }

    /// <summary>Of those received, how many have been resolved.</summary>
    public int Resolved { get; init; }

    /// <summary>Of those resolved, how many were handled online from end to end.</summary>
    public int HandledOnline { get; init; }

    /// <summary>Of those received, how many bear a fee.</summary>
    public int FeeDue { get; init; }

    /// <summary>Of these, how many were paid online.</summary>
    public int FeePaidOnline { get; init; }

    /// <summary>Dossiers received, by any channel.</summary>
    [JsonIgnore]
    public long Received => (long)Online + Counter + Post;
}

/// <summary>How a service is offered online (Decree 42/2022/NĐ-CP; levels 4 and 3 before).</summary>
public enum ServiceLevel
{
    /// <summary>Not online.</summary>
    None,

    /// <summary>Một phần: part of it is online.</summary>
    Partial,

    /// <summary>Toàn trình: everything is.</summary>
    Full,
}
