namespace LienThong.Procedures.Law;

/// <summary>Where an entry of the law files comes from.</summary>
/// <param name="Text">The instrument and article, or the page.</param>
/// <param name="Certainty">How sure it is.</param>
/// <param name="About">The entry's own property that this source speaks of, for example "limit"; null for all of it.</param>
public sealed record Source(string Text, Certainty Certainty, string? About = null);
