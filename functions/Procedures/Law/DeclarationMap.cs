namespace LienThong.Procedures.Law;

/// <summary>Where a procedure's declaration holds what every procedure has. All pointers are JSON pointers into it.</summary>
public sealed record DeclarationMap
{
    /// <summary>The commune whose applicants' filings it is: a partner may file for the communes that it covers.</summary>
    public required string Intake { get; init; }

    /// <summary>The applicant: an object with fullName, personalId, phone and perhaps email.</summary>
    public required string Applicant { get; init; }

    /// <summary>The list of records uploaded before, each with type and sha256.</summary>
    public required string Records { get; init; }

    /// <summary>The persons declared whom the population database may know.</summary>
    public required IReadOnlyList<DeclaredPerson> Persons { get; init; }

    /// <summary>The fields that the state can know, so that nobody need type them.</summary>
    public required IReadOnlyList<PrefillField> Prefill { get; init; }

    /// <summary>What two dossiers for the same case have in common.</summary>
    public required IReadOnlyList<FingerprintRule> Fingerprints { get; init; }

    /// <summary>The hospital's notice of the same event; null when there is none.</summary>
    public NoticeRule? Notice { get; init; }

    /// <summary>The child for whom the population database gives a number; null when the procedure is about none.</summary>
    public NewbornRule? Newborn { get; init; }

    /// <summary>Where the persons of a role stand, with <c>/*</c> at its end for each of a list; null when there is no such role.</summary>
    public string? PlaceOf(string role) =>
        Persons.FirstOrDefault(person => person.Role == role)?.At ?? (role == NewbornRule.Role ? Newborn?.Child : null);
}

/// <summary>What the population database is told to give a child a number.</summary>
/// <param name="Child">JSON pointer to the child: an object with fullName, sex, birthDate, birthOrder and childrenInBirth.</param>
/// <param name="Commune">JSON pointer to the commune of registration.</param>
/// <param name="Parents">The roles of the child's parents among the declared persons: mother, father.</param>
/// <param name="Number">The field of the registering step's result that is its number in the register.</param>
/// <param name="Book">The field that is the register's book; null when there is none.</param>
public sealed record NewbornRule(string Child, string Commune, IReadOnlyList<string> Parents, string Number, string? Book = null)
{
    /// <summary>What the child is called where roles are named. It has no number yet, so it is not among the declared persons.</summary>
    public const string Role = "child";
}

/// <summary>A person in the declaration: an object with fullName, perhaps personalId, and perhaps birthDate.</summary>
/// <param name="Role">What the person is, for example mother.</param>
/// <param name="At">Where; with <c>/*</c> at its end each element of a list.</param>
/// <param name="Sex">male or female where the role says so; else the person's own field sex does, if there is one.</param>
public sealed record DeclaredPerson(string Role, string At, string? Sex = null)
{
    /// <summary>There may be several.</summary>
    public bool IsList => At.EndsWith("/*", StringComparison.Ordinal);
}

/// <summary>A field of the declaration that the population database can know.</summary>
/// <param name="Field">JSON pointer into the declaration.</param>
/// <param name="Person">The role of the person whose entry has it.</param>
/// <param name="From">JSON pointer into the population entry, whose fields are named as the declaration's.</param>
public sealed record PrefillField(string Field, string Person, string From);
