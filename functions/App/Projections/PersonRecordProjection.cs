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
    /// <remarks>What was brought is the applicant's, who brought it. A result is that of every person who is declared with a
    /// number, and of whom it gives a number to. Nothing of a duplicate or an invalid dossier is offered to anybody.</remarks>
    public IReadOnlyList<PersonRecords> Of(Dossier dossier, ProcedureVersion law)
    {
        var declared = new Declared(law, dossier.Declaration);
        var results = dossier.State.Steps.SelectMany(step => step.ResultRecords.Select(record => At(record, step.EndedAt!.Value))).ToList();
        var brought = Brought(dossier, declared).ToList();
        if (results.Count == 0 && brought.Count == 0)
        {
            return [];
        }

        var applicant = Number(declared.Text($"{law.Declaration.Applicant}/personalId"));
        var persons = declared.Persons.Select(p => Number(declared.Text($"{p.Pointer}/personalId")))
            .Concat(dossier.State.Steps.SelectMany(step => NumbersIn(law.Step(step.Step), step)))
            .Append(applicant)
            .OfType<PersonalId>()
            .Distinct();
        var counts = dossier.State is { Invalidated: false, DuplicateOf: null };
        return
        [
            .. from person in persons
               let own = counts ? [.. person == applicant ? brought : [], .. results] : Array.Empty<PersonRecord>()
               where !counts || own.Length > 0
               select new PersonRecords(reuse.Hash(person), dossier.Code, dossier.Version, own),
        ];
    }

    private static IEnumerable<PersonRecord> Brought(Dossier dossier, Declared declared) =>
        declared.Records.Select(record => At(record, dossier.State.FiledAt))
            .Concat(dossier.Events.OfType<SupplementGiven>().SelectMany(given => given.Records.Select(record => At(record, given.At))))
            .DistinctBy(record => (record.Type, record.Sha256));

    private static IEnumerable<PersonalId?> NumbersIn(StepDefinition definition, StepState step) => definition.ResultFields
        .Where(field => field.Format == Procedures.Forms.Formats.PersonalId)
        .Select(field => Number(step.Result.GetValueOrDefault(field.Name)));

    private static PersonalId? Number(string? text) => PersonalId.TryParse(text, out var number, out _) ? number : null;

    private static PersonRecord At(RecordReference record, DateTimeOffset at) => new(record.Type, record.Sha256, at);
}
