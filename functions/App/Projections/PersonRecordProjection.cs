using LienThong.App.Dossiers;
using LienThong.App.Population;
using LienThong.Procedures.Declarations;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Forms;
using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law;
using LienThong.Storage;

namespace LienThong.App.Projections;

/// <summary>Which records a dossier holds of which person: a pure function of the dossier and its law.</summary>
/// <remarks>What was brought is the applicant's, who brought it; what was taken over stays that of the dossier that held it. A
/// result is that of the persons whom the law file names. Whoever is declared without a number, name or birth date, and has none of
/// them elsewhere in the dossier, cannot be asked for later and has nothing. Nothing of a duplicate or an invalid dossier is offered
/// to anybody, nor to whoever has a number that the dossier once gave and that was corrected.</remarks>
public sealed class PersonRecordProjection(RecordReuse reuse)
{
    /// <summary>What is to be written; nothing for a dossier that never had a record.</summary>
    public IReadOnlyList<PersonRecords> Of(Dossier dossier, ProcedureVersion law)
    {
        var declared = new Declared(law, dossier.Declaration);
        var counts = dossier.State is { Invalidated: false, DuplicateOf: null };
        List<(PersonKey Person, IReadOnlyList<PersonRecord> Records)> held = [];
        if (Brought(dossier, declared) is { Count: > 0 } brought)
        {
            held.AddRange(PersonsAt(declared, law.Declaration.Applicant, given: []).Select(person => (person, brought)));
        }

        foreach (var step in law.Steps.Where(step => GaveRecords(dossier, step.Code)))
        {
            var state = dossier.State.Step(step.Code)!;
            IReadOnlyList<PersonRecord> result = [.. state.ResultRecords.Select(record => At(record, state.EndedAt!.Value))];
            foreach (var role in step.ResultOf)
            {
                var given = NumbersGiven(dossier.State, law, role).ToHashSet();
                held.AddRange(
                    from place in declared.PlacesOf(role)
                    from person in PersonsAt(declared, place, EverGiven(dossier, law, role))
                    select (person, declared.NumberAt(place) is not null || given.Contains(person.PersonalId) ? result : []));
            }
        }

        return
        [
            .. from one in held
               group one.Records by reuse.KeyOf(one.Person) into ofOne
               select new PersonRecords(
                   ofOne.Key, dossier.Code, dossier.Version, counts ? [.. ofOne.SelectMany(records => records).DistinctBy(r => (r.Type, r.Sha256))] : []),
        ];
    }

    private static IReadOnlyList<PersonRecord> Brought(Dossier dossier, Declared declared) =>
    [
        .. declared.Records.Except(dossier.State.ReusedRecords).Select(record => At(record, dossier.State.FiledAt))
            .Concat(dossier.Events.OfType<SupplementGiven>().SelectMany(given => given.Records.Select(record => At(record, given.At))))
            .DistinctBy(record => (record.Type, record.Sha256)),
    ];

    private static bool GaveRecords(Dossier dossier, string step) => dossier.Events.Any(happened =>
        happened is StepDone { Records.Count: > 0 } or ResultCorrected { Records.Count: > 0 } && ((StepEvent)happened).Step == step);

    /// <summary>The person at a pointer, with the number declared there or else each of those given; name and birth date may also stand
    /// where the same person is declared in another role.</summary>
    private static IEnumerable<PersonKey> PersonsAt(Declared declared, string pointer, IEnumerable<PersonalId> given)
    {
        var own = declared.NumberAt(pointer);
        var places = own is null
            ? []
            : declared.Persons.Select(person => person.Pointer).Where(other => other != pointer && declared.NumberAt(other) == own);
        return
            from number in own is { } declaredNumber ? [declaredNumber] : given
            from place in places.Prepend(pointer)
            let name = declared.Text($"{place}/fullName")
            let born = declared.Text($"{place}/birthDate")
            where name is not null && PartialDate.TryParse(born, out _, out _)
            select new PersonKey(number, name, PartialDate.Parse(born));
    }

    private static IEnumerable<PersonalId> NumbersGiven(DossierState state, ProcedureVersion law, string role) =>
        state.Steps.SelectMany(step => NumbersIn(law.Step(step.Step), role, step.Result));

    /// <summary>Every number that any edition of a result gave.</summary>
    private static IEnumerable<PersonalId> EverGiven(Dossier dossier, ProcedureVersion law, string role) => dossier.Events
        .SelectMany(happened => happened switch
        {
            StepDone e => NumbersIn(law.Step(e.Step), role, e.Result),
            ResultCompleted e => NumbersIn(law.Step(e.Step), role, e.Fields),
            ResultCorrected e => NumbersIn(law.Step(e.Step), role, e.Result),
            _ => [],
        })
        .Distinct();

    // The law files let a result hold a number only if it is one person's.
    private static IEnumerable<PersonalId> NumbersIn(StepDefinition step, string role, IReadOnlyDictionary<string, string> result) =>
        from field in step.ResultFields
        where field.Format == Formats.PersonalId && step.ResultOf.Contains(role)
        let text = result.GetValueOrDefault(field.Name)
        where PersonalId.TryParse(text, out _, out _)
        select PersonalId.Parse(text);

    private static PersonRecord At(RecordReference record, DateTimeOffset at) => new(record.Type, record.Sha256, at);
}
