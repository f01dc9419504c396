using LienThong.Procedures.Faults;
using LienThong.Procedures.Identifiers;

namespace LienThong.Procedures.Dossiers;

/// <summary>What a dossier or one step of it waits for, for people: no personal data and nobody's free words.</summary>
public sealed record Explained
{
    /// <summary>The step; null when it is about the whole dossier.</summary>
    public string? Step { get; init; }

    /// <summary>A stable word for what is waited for: agency, supplement, confirmation, operator, other-step, late-value,
    /// judgement, or nothing.</summary>
    public required string WaitsFor { get; init; }

    /// <summary>The agency whose step it is, whoever has it at the moment; null for the whole.</summary>
    public AgencyCode? Agency { get; init; }

    /// <summary>Who has it now.</summary>
    public required Localized With { get; init; }

    /// <summary>Since when, UTC.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Until when, UTC; null when no limit runs.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Why it is late; null when it is not.</summary>
    public Localized? LateBecause { get; init; }

    /// <summary>All of it in a sentence or two.</summary>
    public required Localized Text { get; init; }
}
