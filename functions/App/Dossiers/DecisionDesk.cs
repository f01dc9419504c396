using LienThong.App.Access;
using LienThong.App.Errands;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law;
using LienThong.Storage;

namespace LienThong.App.Dossiers;

/// <summary>The one place where what an agency says of its step arrives, in decisions or in numbers, by whichever way it came:
/// HTTP, the queue, or the answer to a request. Written down first, then told.</summary>
public sealed class DecisionDesk(DossierDesk desk, IRecordStore records, LaneDirectory lanes, PartnerRegistry partners, LawLibrary law)
{
    /// <summary>Takes a decision of <paramref name="by"/> in.</summary>
    /// <returns>What became of it; null when the dossier is unknown.</returns>
    public Task<DecisionTaken?> TakeAsync(
        Partner by, DossierCode code, string step, AgencyDecision decision, DurableTaskClient client, CancellationToken cancellation) => ActAsync(
            by, code, step, decision.Records, (dossier, rules, now) => AgencyDecisions.Decide(dossier, step, decision, rules, by.Id, now), client, cancellation);

    /// <summary>Takes in a number that <paramref name="by"/> says in place of a decision.</summary>
    /// <returns>What became of it; null when the dossier is unknown.</returns>
    public Task<DecisionTaken?> SayAsync(
        Partner by, DossierCode code, string step, AgencyStatus said, DurableTaskClient client, CancellationToken cancellation) => ActAsync(
            by, code, step, said.Records,
            (dossier, rules, now) => lanes.SpokenBy(by, dossier) is { } spoken
                ? AgencyStatuses.Decide(dossier, step, said, spoken, rules, by.Id, now)
                : Decided.Invalid(ErrandFaults.StatusesNotSpoken()),
            client, cancellation);

    /// <summary>Takes a new edition of a result in.</summary>
    /// <returns>What became of it; null when the dossier is unknown.</returns>
    public Task<DecisionTaken?> CorrectAsync(
        Partner by, DossierCode code, string step, ResultCorrection correction, DurableTaskClient client, CancellationToken cancellation) => ActAsync(
            by, code, step, correction.Records, (dossier, rules, now) => ResultActs.Correct(dossier, step, correction, rules, by.Id, now), client, cancellation);

    /// <summary>Takes values in that came after the result.</summary>
    /// <returns>What became of it; null when the dossier is unknown.</returns>
    public Task<DecisionTaken?> CompleteAsync(
        Partner by, DossierCode code, string step, IReadOnlyDictionary<string, string> values, DurableTaskClient client, CancellationToken cancellation) => ActAsync(
            by, code, step, [], (dossier, rules, now) => ResultActs.Complete(dossier, step, values, rules, by.Id, now), client, cancellation);

    /// <summary>Hands a step on to the competent commune.</summary>
    /// <returns>What became of it; null when the dossier is unknown.</returns>
    public Task<DecisionTaken?> HandOnAsync(
        Partner by, DossierCode code, string step, StepTransfer transfer, DurableTaskClient client, CancellationToken cancellation) => ActAsync(
            by, code, step, [], (dossier, rules, now) => Transfers.HandOn(dossier, step, transfer, rules, partners.Speaks, by.Id, now), client, cancellation);

    private async Task<DecisionTaken?> ActAsync(
        Partner by, DossierCode code, string step, IReadOnlyList<RecordReference> named, Func<Dossier, DossierRules, DateTimeOffset, Decided> decide,
        DurableTaskClient client, CancellationToken cancellation)
    {
        var outside = false;
        var missing = await RecordCheck.MissingAsync(records, RecordScope.Dossier(code), named, "/records", cancellation);
        var written = await desk.AppendAsync(code, (dossier, rules, now) =>
        {
            var asked = dossier.State.Step(step);
            outside = asked is not null && !by.Is(asked.Agency, law.Units) && !HandedOn(dossier, step, by);
            if (outside)
            {
                return Decided.Already;
            }

            var decided = decide(dossier, rules, now);
            if (asked is not null && !by.Is(asked.Agency, law.Units) && decided != Decided.Already)
            {
                return Decided.Conflict(DossierFaults.StepHandedOn(step, asked.Agency));
            }

            return missing.Count > 0 && decided.Events.Count > 0 ? Decided.Invalid(missing) : decided;
        }, cancellation);
        if (written is null)
        {
            return null;
        }

        if (written.Decided.Events.Any(e => e is ResultCorrected or ResultCompleted))
        {
            await DossierTeller.TellAllAsync(client, written.Dossier, cancellation);
        }
        else if (written.Decided.Events.Count > 0)
        {
            await DossierTeller.TellStepAsync(client, written.Dossier, step, cancellation);
        }

        return new DecisionTaken(written.Dossier, written.Decided, outside);
    }

    private bool HandedOn(Dossier dossier, string step, Partner by) =>
        dossier.Events.OfType<StepTransferred>().Any(e => e.Step == step && by.Is(e.From, law.Units));
}

/// <summary>What became of a decision.</summary>
/// <param name="OutsideJurisdiction">The step is another agency's; nothing was looked at further.</param>
public sealed record DecisionTaken(Dossier Dossier, Decided Decided, bool OutsideJurisdiction);
