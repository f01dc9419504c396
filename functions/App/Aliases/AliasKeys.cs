using LienThong.App.Access;
using LienThong.App.Dossiers;
using LienThong.Procedures.Declarations;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Identifiers;

namespace LienThong.App.Aliases;

/// <summary>The keys under which dossiers are found: numbers of dossiers as they are, numbers of persons and papers as keyed hashes.</summary>
public sealed class AliasKeys(SecretKeys keys, DossierDesk desk)
{
    // The field of a result under which an agency tells a person's number.
    private const string PersonalIdField = "personalId";

    /// <summary>The key of a number that some system gave a dossier.</summary>
    public static string Number(string number) => "number:" + DossierNumber.Normal(number);

    /// <summary>The key of a person.</summary>
    public string Person(PersonalId id) => "person:" + keys.Hash("alias-person", id.ToString());

    /// <summary>The key of a hospital's paper.</summary>
    public string Certificate(string code) => "certificate:" + keys.Hash("alias-certificate", DossierNumber.Normal(code));

    /// <summary>Every key of a dossier as it stands: its own number and those it was given, the declared persons, those whose number
    /// came with a result, its hospital paper.</summary>
    public IReadOnlySet<string> Of(Dossier dossier)
    {
        ArgumentNullException.ThrowIfNull(dossier);
        HashSet<string> found = [Number(dossier.Code.ToString()), .. dossier.State.Aliases.Select(alias => Number(alias.Number))];
        var declared = new Declared(desk.RulesFor(dossier).Law, dossier.Declaration);
        foreach (var text in declared.Persons.Select(person => declared.Text($"{person.Pointer}/personalId"))
            .Concat(dossier.State.Steps.Select(step => step.Result?.GetValueOrDefault(PersonalIdField))))
        {
            if (PersonalId.TryParse(text, out var id, out _))
            {
                found.Add(Person(id));
            }
        }

        if (declared.NoticeCode is { } paper)
        {
            found.Add(Certificate(paper));
        }

        return found;
    }
}
