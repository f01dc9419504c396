using LienThong.Procedures.Identifiers;

namespace LienThong.Storage;

/// <summary>A request that a partner may repeat.</summary>
/// <param name="Partner">The partner's id.</param>
/// <param name="Key">The key that the partner gave the request, unique among its own.</param>
/// <param name="BodyHash">A hash of the request's body.</param>
/// <param name="Dossier">The dossier that it makes.</param>
/// <param name="At">When it came, UTC.</param>
public sealed record IdempotencyEntry(string Partner, string Key, string BodyHash, DossierCode Dossier, DateTimeOffset At);
