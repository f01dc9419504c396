using LienThong.Procedures.Identifiers;

namespace LienThong.App.Population;

/// <summary>What one must know of a person to be told more.</summary>
public sealed record PersonKey(PersonalId PersonalId, string FullName, PartialDate BirthDate);
