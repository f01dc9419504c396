using LienThong.Procedures.Identifiers;

namespace LienThong.Storage;

/// <summary>One step of one dossier on an agency's worklist. No personal data.</summary>
public sealed record WorklistEntry
{
    /// <summary>The agency whose worklist it is.</summary>
    public required string Agency { get; init; }

    /// <summary>The dossier.</summary>
    public required DossierCode Dossier { get; init; }

    /// <summary>The procedure's code.</summary>
    public required string Procedure { get; init; }

    /// <summary>The step's code.</summary>
    public required string Step { get; init; }

    /// <summary>The version of the dossier that this was made from.</summary>
    public required int Version { get; init; }

    /// <summary>Where the step stands, in the word by which the worklist is filtered.</summary>
    public required string Status { get; init; }

    /// <summary>The round of the request.</summary>
    public int Round { get; init; }

    /// <summary>Since when it stands there, UTC.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>The step's limit, UTC; null while it has none.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>The limit has passed without a decision.</summary>
    public bool Overdue { get; init; }

    /// <summary>It will count as late whatever comes: overdue now or earlier, or supplemented more than once.</summary>
    public bool Late { get; init; }

    /// <summary>The code of what needs somebody's attention; null if nothing does.</summary>
    public string? Attention { get; init; }
}
