using LienThong.App.Dossiers;
using LienThong.Procedures.Declarations;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law;
using LienThong.Storage;

namespace LienThong.App.Projections;

/// <summary>Which records a dossier holds of which person: a pure function of the dossier and its law.</summary>
public sealed class PersonRecordProjection(RecordReuse reuse)
{
    /// <summary>What is to be written; nothing for a dossier that never had a record.</summary>
    /// <remarks>What was brought is the applicant's, who brought it; what was taken over stays that of the dossier that held it, and
    /// of the person who agreed. A result is that of every person who is declared with a
    /// number, and of whom it gives a number to. Nothing of a duplicate or an invalid dossier is offered to anybody, nor to who
    /// has a number that the dossier once gave and that was corrected.</remarks>
    public IReadOnlyList<PersonRecords> Of(Dossier dossier, ProcedureVersion law)
    {
        var declared = new Declared(law, dossier.Declaration);
        var results = dossier.State.Steps.SelectMany(step => step.ResultRecords.Select(record => At(record, step.EndedAt!.Value))).ToList();
        var brought = Brought(dossier, declared).ToList();
        var gaveRecords = dossier.Events.Any(happened => happened is StepDone { Records.Count: > 0 } or ResultCorrected { Records.Count: > 0 });
        if (!gaveRecords && brought.Count == 0)
        {
            return [];
        }

        var applicant = Number(declared.Text($"{law.Declaration.Applicant}/personalId"));
        var persons = declared.Persons.Select(p => Number(declared.Text($"{p.Pointer}/personalId")))
            .Concat(dossier.State.Steps.SelectMany(step => NumbersIn(law.Step(step.Step), step.Result)))
            .Append(applicant)
            .OfType<PersonalId>()
            .ToHashSet();
        var counts = dossier.State is { Invalidated: false, DuplicateOf: null };
        return
        [
            .. from person in persons.Union(EverGiven(dossier, law))
               let own = counts && persons.Contains(person) ? [.. person == applicant ? brought : [], .. results] : Array.Empty<PersonRecord>()
               where own.Length > 0 || !counts || gaveRecords
               select new PersonRecords(reuse.Hash(person), dossier.Code, dossier.Version, own),
        ];
    }

    private static IEnumerable<PersonRecord> Brought(Dossier dossier, Declared declared) =>
        declared.Records.Except(dossier.State.ReusedRecords).Select(record => At(record, dossier.State.FiledAt))
            .Concat(dossier.Events.OfType<SupplementGiven>().SelectMany(given => given.Records.Select(record => At(record, given.At))))
            .DistinctBy(record => (record.Type, record.Sha256));

    /// <summary>Every number that any edition of a result gave.</summary>
    private static IEnumerable<PersonalId> EverGiven(Dossier dossier, ProcedureVersion law) => dossier.Events
        .SelectMany(happened => happened switch
        {
            StepDone e => NumbersIn(law.Step(e.Step), e.Result),
            ResultCompleted e => NumbersIn(law.Step(e.Step), e.Fields),
            ResultCorrected e => NumbersIn(law.Step(e.Step), e.Result),
            _ => [],
        })
        .OfType<PersonalId>();

    private static IEnumerable<PersonalId?> NumbersIn(StepDefinition definition, IReadOnlyDictionary<string, string> result) => definition.ResultFields
        .Where(field => field.Format == Procedures.Forms.Formats.PersonalId)
        .Select(field => Number(result.GetValueOrDefault(field.Name)));

    private static PersonalId? Number(string? text) => PersonalId.TryParse(text, out var number, out _) ? number : null;

    private static PersonRecord At(RecordReference record, DateTimeOffset at) => new(record.Type, record.Sha256, at);
}
