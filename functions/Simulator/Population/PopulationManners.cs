namespace LienThong.Simulator.Population;

/// <summary>How the simulated population database behaves just now.</summary>
public sealed record PopulationManners
{
    /// <summary>It answers every call with 503.</summary>
    public bool Down { get; init; }

    /// <summary>It answers every call with 429.</summary>
    public bool Overrun { get; init; }

    /// <summary>With <see cref="Down"/> or <see cref="Overrun"/>: what it says in Retry-After; null says nothing.</summary>
    public TimeSpan? ComeAgainAfter { get; init; }

    /// <summary>How long it takes for each answer, on its own clock.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>It answers 200 with what its contract does not allow.</summary>
    public bool Wrong { get; init; }

    /// <summary>It answers a lookup with the entry of another number.</summary>
    public bool Mistaken { get; init; }

    /// <summary>How long after it was asked a child's number comes, on its own clock.</summary>
    public TimeSpan NumbersAfter { get; init; }

    /// <summary>It takes twins for one child registered twice, as the real one is known to, until <see cref="PopulationServer.Clear"/>.</summary>
    public bool SuspectsTwins { get; init; }
}
