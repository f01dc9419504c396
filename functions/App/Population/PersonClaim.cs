using LienThong.Procedures.Identifiers;

namespace LienThong.App.Population;

/// <summary>What a declaration says of a person who has a number; null is what it does not say.</summary>
public sealed record PersonClaim(PersonalId PersonalId, string? FullName, PartialDate? BirthDate);

/// <summary>What the population database says of such a claim.</summary>
/// <param name="Known">Whether somebody has the number.</param>
/// <param name="Differences">The fields in which the claim differs: fullName, birthDate.</param>
public sealed record PersonVerdict(bool Known, IReadOnlyList<string> Differences);
