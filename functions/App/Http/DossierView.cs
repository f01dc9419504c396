using System.Text.Json;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Faults;
using LienThong.Procedures.Identifiers;

namespace LienThong.App.Http;

/// <summary>A dossier as its readers get it.</summary>
internal sealed record DossierView
{
    public required DossierCode Code { get; init; }
    public required string Procedure { get; init; }
    public required Localized Name { get; init; }
    public required string LawVersion { get; init; }
    public required int Version { get; init; }
    public required DossierStatus Status { get; init; }
    public required Localized StatusText { get; init; }
    public DossierOutcome? Outcome { get; init; }
    public required string Channel { get; init; }
    public required string FiledBy { get; init; }
    public required DateTimeOffset FiledAt { get; init; }
    public required DateTimeOffset Due { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public DossierCode? DuplicateOf { get; init; }
    public IReadOnlyList<SameResult>? SameResults { get; init; }
    public string? ReasonCode { get; init; }
    public string? Reason { get; init; }
    public bool NoticeMatched { get; init; }
    public IReadOnlyList<string>? NoticeDifferences { get; init; }
    public IReadOnlyList<string>? OtherPapers { get; init; }
    public FilingAuthority? Authority { get; init; }
    public PrefillShare? Prefill { get; init; }
    public IReadOnlyList<PersonCheck>? Persons { get; init; }
    public IReadOnlyList<ReusedView>? ReusedRecords { get; init; }
    public required IReadOnlyList<StepView> Steps { get; init; }
    public IReadOnlyList<Delivery>? Deliveries { get; init; }
    public required IReadOnlyList<Explained> Explanation { get; init; }
    public JsonElement? Declaration { get; init; }

    /// <param name="dossier">The dossier.</param>
    /// <param name="rules">The law it stands under.</param>
    /// <param name="now">The moment at which it is read, UTC.</param>
    /// <param name="seesResult">Whose results the reader may see.</param>
    /// <param name="seesDeclaration">Whether the reader may see the declaration.</param>
    public static DossierView Of(Dossier dossier, DossierRules rules, DateTimeOffset now, Func<StepState, bool> seesResult, bool seesDeclaration)
    {
        var state = dossier.State;
        return new DossierView
        {
            Code = dossier.Code,
            Procedure = dossier.Procedure,
            Name = rules.Law.Name,
            LawVersion = dossier.LawVersion,
            Version = dossier.Version,
            Status = state.Status,
            StatusText = StatusWords.Of(state),
            Outcome = state.Outcome,
            Channel = state.Channel,
            FiledBy = state.FiledBy,
            FiledAt = state.FiledAt,
            Due = state.Due,
            ClosedAt = state.ClosedAt,
            DuplicateOf = state.DuplicateOf,
            SameResults = state.SameResults.Count == 0 ? null : state.SameResults,
            ReasonCode = state.ReasonCode,
            Reason = state.Reason,
            NoticeMatched = state.NoticeMatched,
            NoticeDifferences = state.NoticeDifferences.Count == 0 ? null : state.NoticeDifferences,
            OtherPapers = state.OtherPapers.Count == 0 ? null : state.OtherPapers,
            Authority = state.Authority,
            Prefill = state.Prefill,
            Persons = state.Persons,
            ReusedRecords = state.ReusedRecords.Count == 0 ? null : ReusedView.Of(dossier),
            Steps = [.. state.Steps.Select(s => StepView.Of(s, rules, seesResult(s)))],
            Explanation = Procedures.Dossiers.Explanation.Of(dossier, rules, now),
            Declaration = seesDeclaration ? dossier.Declaration : null,
        };
    }
}

/// <summary>A record that was taken over, and by which consent.</summary>
/// <param name="Reference">What the proof of the consent is known by at whoever filed.</param>
internal sealed record ReusedView(string Type, string Sha256, string Reference, ReuseConsent? Consent)
{
    public static IReadOnlyList<ReusedView> Of(Dossier dossier) =>
        [.. dossier.Events.OfType<RecordReused>().Select(e => new ReusedView(e.Record.Type, e.Record.Sha256, e.Consent, e.Given))];
}

/// <summary>A step as its readers get it.</summary>
internal sealed record StepView
{
    public required string Step { get; init; }
    public required Localized Name { get; init; }
    public required AgencyCode Agency { get; init; }
    public required StepStatus Status { get; init; }
    public required Localized StatusText { get; init; }
    public int Round { get; init; }
    public DateTimeOffset? BegunAt { get; init; }
    public DateTimeOffset? Due { get; init; }
    public bool Overdue { get; init; }
    public bool Late { get; init; }
    public bool Reminded { get; init; }
    public IReadOnlyList<string>? ConfirmedBy { get; init; }
    public IReadOnlyList<string>? Confirmed { get; init; }
    public DateTimeOffset? ConfirmationsUntil { get; init; }
    public int Supplements { get; init; }
    public IReadOnlyList<string>? SupplementRecords { get; init; }
    public DateTimeOffset? SupplementUntil { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public string? ReasonCode { get; init; }
    public string? Reason { get; init; }
    public string? Parked { get; init; }
    public IReadOnlyList<Fault>? ParkedFaults { get; init; }
    public int? Edition { get; init; }
    public IReadOnlyDictionary<string, string>? Result { get; init; }
    public IReadOnlyList<RecordReference>? ResultRecords { get; init; }

    public static StepView Of(StepState step, DossierRules rules, bool withResult) => new()
    {
        Step = step.Step,
        Name = rules.Step(step.Step).Name,
        Agency = step.Agency,
        Status = step.Status,
        StatusText = StatusWords.Of(step.Status),
        Round = step.Round,
        BegunAt = step.BegunAt,
        Due = step.Due,
        Overdue = step.Overdue,
        Late = step.Late,
        Reminded = step.Reminded,
        ConfirmedBy = step.ConfirmedBy.Count == 0 ? null : step.ConfirmedBy,
        Confirmed = step.ConfirmedBy.Count == 0 ? null : step.Confirmed,
        ConfirmationsUntil = step.ConfirmationsUntil,
        Supplements = step.Supplements,
        SupplementRecords = step.SupplementRecords.Count == 0 ? null : step.SupplementRecords,
        SupplementUntil = step.SupplementUntil,
        EndedAt = step.EndedAt,
        ReasonCode = step.ReasonCode,
        Reason = step.Reason,
        Parked = step.ParkedCode,
        ParkedFaults = step.ParkedFaults.Count == 0 ? null : step.ParkedFaults,
        Edition = step.Edition == 0 ? null : step.Edition,
        Result = withResult && step.Status == StepStatus.Done ? step.Result : null,
        ResultRecords = withResult && step.ResultRecords.Count > 0 ? step.ResultRecords : null,
    };
}
