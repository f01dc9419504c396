using LienThong.Procedures.Identifiers;

namespace LienThong.Storage;

/// <summary>The digitised records that one dossier holds of one person.</summary>
/// <param name="Person">A keyed hash of the person's number, name and birth date: the store never sees them.</param>
/// <param name="Dossier">The dossier that holds them.</param>
/// <param name="Version">The version of the dossier that this was made from.</param>
/// <param name="Records">All of them; empty when there are none any more.</param>
public sealed record PersonRecords(string Person, DossierCode Dossier, int Version, IReadOnlyList<PersonRecord> Records);

/// <summary>One such record.</summary>
/// <param name="Type">The record's type in the law files.</param>
/// <param name="Sha256">Where it lies within the dossier.</param>
/// <param name="At">When it came there, UTC.</param>
public sealed record PersonRecord(string Type, string Sha256, DateTimeOffset At);
