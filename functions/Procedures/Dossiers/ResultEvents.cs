using LienThong.Procedures.Identifiers;

namespace LienThong.Procedures.Dossiers;

/// <summary>The agency is done and gives its result.</summary>
/// <param name="Result">Named values of the result record; personal data, kept in the dossier only.</param>
public sealed record StepDone(
    DateTimeOffset At, string By, string Step, int Round, IReadOnlyDictionary<string, string> Result, IReadOnlyList<RecordReference> Records) : StepEvent(At, By, Step);

/// <summary>The agency corrects a result that it gave; everyone who had the earlier edition is told.</summary>
/// <param name="Edition">2 for the first correction; the result of <see cref="StepDone"/> is edition 1.</param>
/// <param name="Result">All values of the result as they are now.</param>
/// <param name="Records">All records of the result as they are now.</param>
public sealed record ResultCorrected(
    DateTimeOffset At, string By, string Step, int Edition, IReadOnlyDictionary<string, string> Result, IReadOnlyList<RecordReference> Records, string Reason)
    : StepEvent(At, By, Step);

/// <summary>What was still missing from a result has come, for example the personal identification number.</summary>
/// <param name="Edition">One more than before.</param>
/// <param name="Fields">The values that came.</param>
public sealed record ResultCompleted(DateTimeOffset At, string By, string Step, int Edition, IReadOnlyDictionary<string, string> Fields) : StepEvent(At, By, Step);

/// <summary>Another dossier's result holds the same number, of which there can be only one. Nothing stops for it; the commune
/// and an operator are shown both.</summary>
/// <param name="Field">The field of the result: personalId, registrationNumber.</param>
/// <param name="Other">The other dossier.</param>
public sealed record SameResultFound(DateTimeOffset At, string By, string Step, string Field, DossierCode Other) : StepEvent(At, By, Step);

/// <summary>A digitised record of a dossier.</summary>
/// <param name="Type">The record's type in the law files.</param>
/// <param name="Sha256">The SHA-256 of its bytes: 64 lower-case hexadecimal digits.</param>
public sealed record RecordReference(string Type, string Sha256);
