namespace LienThong.Embedded.ChangeFeed;

/// <summary>How far a function has read.</summary>
/// <param name="Continuation">Where to read on; null for the beginning.</param>
internal sealed record Lease(string? Continuation);
