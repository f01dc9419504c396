using LienThong.Procedures.Identifiers;

namespace LienThong.App.Population;

/// <summary>Who is asked about to fill in a declaration.</summary>
/// <param name="Persons">The persons to be declared, at most one of a role.</param>
/// <param name="Paper">The code of the hospital's paper, whose notice may have come; null when there is none.</param>
public sealed record PrefillRequest(IReadOnlyList<PrefillPerson> Persons, string? Paper = null);

/// <summary>A person to be declared, and what one must know to be told more.</summary>
/// <param name="Role">What the person is in the declaration, for example mother.</param>
public sealed record PrefillPerson(string Role, PersonalId PersonalId, string FullName, PartialDate BirthDate)
{
    /// <summary>What the population database is asked by.</summary>
    public PersonKey Key => new(PersonalId, FullName, BirthDate);
}
