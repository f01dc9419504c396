using System.Text.Json;
using System.Text.Json.Nodes;
using LienThong.Procedures.Law;

namespace LienThong.Simulator.Stories;

/// <summary>A family and everything that it and its hospital are going to do of their own accord.</summary>
/// <param name="Number">From 0; all of its draws hang on it.</param>
/// <param name="Story">What is special about it.</param>
/// <param name="Filings">What it files, in order of time.</param>
/// <param name="Notices">What hospitals send about its children.</param>
internal sealed record Family(int Number, Story Story, IReadOnlyList<Filing> Filings, IReadOnlyList<NoticeSending> Notices);

/// <summary>One declaration that a family files.</summary>
internal sealed record Filing
{
    /// <summary>From 0 over all families; its agencies' draws hang on it.</summary>
    public required int Number { get; init; }

    public required Story Story { get; init; }

    /// <summary>The partner through which it is filed.</summary>
    public required string Through { get; init; }

    /// <summary>The Idempotency-Key.</summary>
    public required string Key { get; init; }

    /// <summary>When, on the play's clock.</summary>
    public required DateTimeOffset At { get; init; }

    public required JsonNode Declaration { get; init; }

    /// <summary>The procedure under which it is filed.</summary>
    public required ProcedureVersion Law { get; init; }

    /// <summary>The codes of the steps that the declaration leads to, in the order of the law.</summary>
    public IReadOnlyList<string> Steps =>
        [.. Law.Steps.Where(step => step.When?.Holds(new Facts(JsonSerializer.SerializeToElement(Declaration), At)) is not false).Select(step => step.Code)];

    /// <summary>Of whom it is: the name that results carry.</summary>
    public required string Subject { get; init; }

    /// <summary>Records uploaded before filing.</summary>
    public IReadOnlyList<Paper> Papers { get; init; } = [];

    /// <summary>The papers are in an earlier dossier of the applicant, who agrees that they are taken from there.</summary>
    public bool ReusesPapers { get; init; }

    /// <summary>What the commune will judge if the dossier is held: whether it is a duplicate; null when it should not be held.</summary>
    public bool? IsDuplicate { get; init; }
}

/// <summary>A hospital's notice.</summary>
/// <param name="Hospital">The partner that sends it.</param>
/// <param name="At">When, on the play's clock.</param>
/// <param name="Kind">births or deaths: where it is sent.</param>
/// <param name="Repeated">It is sent twice, as systems do that missed an answer.</param>
internal sealed record NoticeSending(string Hospital, DateTimeOffset At, string Kind, JsonNode Notice, bool Repeated);
