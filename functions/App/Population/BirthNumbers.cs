using LienThong.Procedures.Identifiers;

namespace LienThong.App.Population;

/// <summary>A registered birth, for which a number is asked.</summary>
/// <param name="Key">The same for ever for one registration: the dossier's code.</param>
public sealed record NumberRequest(DossierCode Key, NumberChild Child, IReadOnlyList<NumberParent> Parents, NumberRegistration Registration);

/// <summary>The child as registered.</summary>
/// <param name="Sex">male, female or undetermined.</param>
/// <param name="ChildrenInBirth">2 for twins, so that they are not taken for one child registered twice.</param>
public sealed record NumberChild(string FullName, string Sex, DateOnly BirthDate, int BirthOrder, int ChildrenInBirth);

/// <summary>A parent who has a number.</summary>
/// <param name="Role">mother or father.</param>
public sealed record NumberParent(string Role, PersonalId PersonalId);

/// <summary>Where the registration stands.</summary>
public sealed record NumberRegistration(CommuneCode Commune, string Number, string? Book);

/// <summary>What became of asking for a number.</summary>
public abstract record NumberAnswer
{
    /// <summary>Here it is.</summary>
    public sealed record Given(PersonalId PersonalId) : NumberAnswer;

    /// <summary>It comes later.</summary>
    /// <param name="After">When it is of use to ask again; null when that was not said.</param>
    public sealed record Later(TimeSpan? After) : NumberAnswer;

    /// <summary>The registration looks like one made before; a person has to look. No fault of the dossier.</summary>
    public sealed record PossibleDuplicate : NumberAnswer;
}
