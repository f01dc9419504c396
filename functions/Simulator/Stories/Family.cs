using System.Text.Json.Nodes;

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

    /// <summary>The child's name, which results carry.</summary>
    public required string ChildName { get; init; }

    /// <summary>Records uploaded before filing.</summary>
    public IReadOnlyList<Paper> Papers { get; init; } = [];

    /// <summary>What the commune will judge if the dossier is held: whether it is a duplicate; null when it should not be held.</summary>
    public bool? IsDuplicate { get; init; }
}

/// <summary>A hospital's notice.</summary>
/// <param name="Hospital">The partner that sends it.</param>
/// <param name="At">When, on the play's clock.</param>
/// <param name="Repeated">It is sent twice, as systems do that missed an answer.</param>
internal sealed record NoticeSending(string Hospital, DateTimeOffset At, JsonNode Notice, bool Repeated);
