namespace LienThong.Embedded.Timers;

/// <summary>Where a timer stands.</summary>
/// <param name="Last">When its last run began; null if it has not run yet.</param>
/// <param name="Checked">Up to when no run is missing.</param>
internal sealed record TimerRecord(DateTimeOffset? Last, DateTimeOffset Checked);
