using LienThong.Procedures.Dossiers;

namespace LienThong.Storage;

/// <summary>Some dossiers that were written, oldest write first.</summary>
/// <param name="Continuation">Where to read on; opaque, some hundred characters for each part that the store is divided into, valid as long as the store.</param>
public sealed record DossierChanges(IReadOnlyList<Stored<Dossier>> Items, string Continuation);
