using LienThong.Procedures.Dossiers;

namespace LienThong.Storage;

/// <summary>Some dossiers that were written, oldest write first.</summary>
/// <param name="Continuation">Where to read on; opaque, at most 1,024 characters, valid as long as the store.</param>
public sealed record DossierChanges(IReadOnlyList<Stored<Dossier>> Items, string Continuation);
