namespace LienThong.App.Errands;

/// <summary>What the errands of a dossier are carried out with: keys and times only.</summary>
/// <param name="Waits">The lanes that wait before they try again.</param>
public sealed record ErrandTurn(string Dossier, IReadOnlyList<LaneWait> Waits);

/// <summary>A lane that waits before it tries again.</summary>
/// <param name="Attempts">How often its next errand failed in passing; 0 when it only waits for what the system has to be confirmed.</param>
/// <param name="Until">When to try again, UTC.</param>
public sealed record LaneWait(string Lane, int Attempts, DateTimeOffset Until);

/// <summary>How far a dossier's errands have come.</summary>
/// <param name="Ended">Nothing is owed that moves, and the dossier is closed.</param>
/// <param name="Waits">The lanes that wait.</param>
/// <param name="LookAgainAt">When the next of them tries again, UTC; null when only somebody's act can change anything.</param>
public sealed record ErrandProgress(bool Ended, IReadOnlyList<LaneWait> Waits, DateTimeOffset? LookAgainAt);
