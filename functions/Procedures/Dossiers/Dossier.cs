using System.Text.Json;
using System.Text.Json.Serialization;
using LienThong.Procedures.Identifiers;

namespace LienThong.Procedures.Dossiers;

/// <summary>
/// One family's dossier: the declaration as filed, and everything that has happened to it. This is the document that is
/// stored; <see cref="State"/> is folded from the events whenever it is asked for.
/// </summary>
public sealed record Dossier
{
    private DossierState? _state;

    /// <summary>The dossier's number, unique and never reused.</summary>
    public required DossierCode Code { get; init; }

    /// <summary>The procedure's code, for example 3.000722.</summary>
    public required string Procedure { get; init; }

    /// <summary>The version of the law under which it was filed and stays.</summary>
    public required string LawVersion { get; init; }

    /// <summary>The declaration as filed: personal data, valid against the procedure version's form.</summary>
    public required JsonElement Declaration { get; init; }

    /// <summary>The key that the filing partner gave its request, so that the request can be repeated; null if it gave none.</summary>
    public string? FilingKey { get; init; }

    /// <summary>The W3C traceparent of the request that filed it.</summary>
    public string? TraceParent { get; init; }

    /// <summary>Everything that happened, oldest first.</summary>
    public required IReadOnlyList<DossierEvent> Events { get; init; }

    /// <summary>How many events there are; grows with every write.</summary>
    [JsonIgnore]
    public int Version => Events.Count;

    /// <summary>What the events make of it.</summary>
    [JsonIgnore]
    public DossierState State => _state ??= DossierFold.Of(Events);

    /// <summary>The dossier as it was after its first events.</summary>
    public Dossier After(int events) => this with { Events = [.. Events.Take(events)], _state = null };

    /// <summary>The dossier with more events.</summary>
    public Dossier With(IReadOnlyCollection<DossierEvent> happened) => this with
    {
        Events = [.. Events, .. happened],
        _state = happened.Aggregate(State, DossierFold.Apply),
    };
}
