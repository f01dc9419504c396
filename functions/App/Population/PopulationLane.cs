using System.Text.Json;
using LienThong.App.Errands;
using LienThong.Procedures.Declarations;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Faults;
using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law;

namespace LienThong.App.Population;

/// <summary>
/// The errands with the population database: the declared persons are checked, and a registered child gets its number. When
/// the database is down the dossier goes on and the errand is done later. What the check finds is for the officer to judge.
/// </summary>
public sealed class PopulationLane(PopulationClient client, LawLibrary law) : ILaneRunner
{
    /// <inheritdoc />
    public string Lane => "population";

    /// <inheritdoc />
    public async Task<ErrandResult> RunAsync(Dossier dossier, Errand errand, CancellationToken cancellation)
    {
        var declared = new Declared(DossierRules.For(dossier, law).Law, dossier.Declaration);
        try
        {
            return errand.Kind switch
            {
                ErrandKinds.CheckPersons => await CheckAsync(declared, cancellation),
                ErrandKinds.GetNumber => await GetNumberAsync(dossier, declared, errand.Step!, cancellation),
                _ => throw new ArgumentOutOfRangeException(nameof(errand), errand.Kind, "No errand for the population database."),
            };
        }
        catch (PopulationUnavailableException e)
        {
            return new ErrandResult.Later(e.Message, e.After);
        }
        catch (PopulationRefusedException e)
        {
            return new ErrandResult.Parked(e.Code, e.Message);
        }
    }

    private async Task<ErrandResult> CheckAsync(Declared declared, CancellationToken cancellation)
    {
        List<PersonCheck> checks = [];
        foreach (var (_, pointer) in declared.Persons)
        {
            if (PersonalId.TryParse(declared.Text($"{pointer}/personalId"), out var number, out _))
            {
                var born = PartialDate.TryParse(declared.Text($"{pointer}/birthDate"), out var date, out _) ? date : (PartialDate?)null;
                var verdict = await client.VerifyAsync(
                    new PersonClaim(number, declared.Text($"{pointer}/fullName"), born), PopulationPurposes.Of(declared.Law), cancellation);
                checks.Add(new PersonCheck(pointer, verdict.Known, [.. verdict.Differences.Select(field => JsonPointer.Append(pointer, field))]));
            }
        }

        return new ErrandResult.Done((_, _, now) => [new PersonsChecked(now, DossierEvent.System, checks)]);
    }

    private async Task<ErrandResult> GetNumberAsync(Dossier dossier, Declared declared, string step, CancellationToken cancellation)
    {
        if (declared.Law.Declaration.Newborn is not { } newborn)
        {
            return new ErrandResult.Parked("number-not-foreseen", "The procedure does not say for whom a number is given.");
        }

        // Asked first what has become of it: what was sent once is not sent again.
        var answer = await client.ReadNumberAsync(dossier.Code, cancellation)
            ?? await client.AskNumberAsync(RequestFor(dossier, declared, newborn, step), PopulationPurposes.Of(declared.Law), cancellation);
        return answer switch
        {
            NumberAnswer.Given given => new ErrandResult.Done((current, rules, now) => Completed(current, rules, step, given.PersonalId, now)),
            NumberAnswer.Later later => new ErrandResult.Taken(later.After),
            _ => new ErrandResult.Parked("number-possible-duplicate",
                "The population database takes the child for one that was registered before, as it is known to do with twins. Call its support, then resume."),
        };
    }

    private static NumberRequest RequestFor(Dossier dossier, Declared declared, NewbornRule newborn, string step)
    {
        var result = dossier.State.Step(step)!.Result;
        return new NumberRequest(
            dossier.Code,
            new NumberChild(
                declared.Text($"{newborn.Child}/fullName")!,
                declared.Text($"{newborn.Child}/sex")!,
                DateOnly.Parse(declared.Text($"{newborn.Child}/birthDate")!, System.Globalization.CultureInfo.InvariantCulture),
                Number(declared, $"{newborn.Child}/birthOrder"),
                Number(declared, $"{newborn.Child}/childrenInBirth")),
            [
                .. from person in declared.Persons
                   where newborn.Parents.Contains(person.Person.Role)
                   let id = declared.Text($"{person.Pointer}/personalId")
                   where id is not null
                   select new NumberParent(person.Person.Role, PersonalId.Parse(id)),
            ],
            new NumberRegistration(
                CommuneCode.Parse(declared.Text(newborn.Commune)!), result[newborn.Number], newborn.Book is { } book ? result.GetValueOrDefault(book) : null));
    }

    /// <summary>The result with the number, unless it has come another way meanwhile.</summary>
    private static IReadOnlyList<DossierEvent> Completed(Dossier current, DossierRules rules, string step, PersonalId number, DateTimeOffset now)
    {
        var state = current.State.Step(step)!;
        return ErrandPlan.MissingNumber(rules.Step(step), state) is { } field
            ? [new ResultCompleted(now, DossierEvent.System, step, state.Edition + 1, new Dictionary<string, string> { [field.Name] = number.ToString() })]
            : [];
    }

    private static int Number(Declared declared, string pointer) =>
        JsonPointer.TryGet(declared.Document, pointer, out var value) && value.Value.ValueKind == JsonValueKind.Number ? value.Value.GetInt32() : 1;
}
