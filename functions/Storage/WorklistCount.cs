namespace LienThong.Storage;

/// <summary>What an agency's worklist holds of one procedure, step and status.</summary>
/// <param name="Procedure">The procedure's code.</param>
/// <param name="Step">The step's code.</param>
/// <param name="Status">Where the steps stand, as in <see cref="WorklistEntry.Status"/>.</param>
/// <param name="Entries">How many entries; at least 1.</param>
/// <param name="Overdue">Of them, those whose limit has passed without a decision.</param>
/// <param name="Late">Of them, those that will count as late whatever comes.</param>
/// <param name="Oldest">Since when the oldest of them stands there, UTC.</param>
public sealed record WorklistCount(string Procedure, string Step, string Status, int Entries, int Overdue, int Late, DateTimeOffset Oldest);
