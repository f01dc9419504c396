using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Law.Lanes;

/// <summary>One number of a system's vocabulary.</summary>
public sealed record LaneStatus
{
    /// <summary>The number.</summary>
    public required int Number { get; init; }

    /// <summary>What the system calls it.</summary>
    public required Localized Name { get; init; }

    /// <summary>What has to happen here for it to be told; empty for a number that this system never tells.</summary>
    public IReadOnlyList<Milestone> Told { get; init; } = [];

    /// <summary>What it means when an agency's system says it of its step; null when it cannot be said.</summary>
    public StatusMeaning? Means { get; init; }

    /// <summary>With a refusal: the code of the refusal catalogue for an agency that gives only words.</summary>
    public string? ReasonCode { get; init; }

    /// <summary>The numbers that must have been told before it.</summary>
    public required IReadOnlyList<int> After { get; init; }

    /// <summary>Nothing is told after it.</summary>
    public bool Ends { get; init; }

    public IReadOnlyList<Source> Sources { get; init; } = [];
}
