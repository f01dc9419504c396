using LienThong.App.Access;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law;
using LienThong.Storage;

namespace LienThong.App.Dossiers;

/// <summary>The one place where an agency's decision arrives, by whichever way it came: HTTP, the queue, or the answer to a
/// request. Written down first, then told.</summary>
public sealed class DecisionDesk(DossierDesk desk, IRecordStore records, LawLibrary law)
{
    /// <summary>Takes a decision of <paramref name="by"/> in.</summary>
    /// <returns>What became of it; null when the dossier is unknown.</returns>
    public async Task<DecisionTaken?> TakeAsync(
        Partner by, DossierCode code, string step, AgencyDecision decision, DurableTaskClient client, CancellationToken cancellation)
    {
        var outside = false;
        var missing = await RecordCheck.MissingAsync(records, RecordScope.Dossier(code), decision.Records, "/records", cancellation);
        var written = await desk.AppendAsync(code, (dossier, rules, now) =>
        {
            outside = dossier.State.Step(step) is { } asked && !by.Is(asked.Agency, law.Units);
            var decided = outside ? Decided.Already : AgencyDecisions.Decide(dossier, step, decision, rules, by.Id, now);
            return missing.Count > 0 && decided.Events.Count > 0 ? Decided.Invalid(missing) : decided;
        }, cancellation);
        if (written is null)
        {
            return null;
        }

        if (written.Decided.Events.Count > 0)
        {
            await DossierTeller.TellStepAsync(client, written.Dossier, step, cancellation);
        }

        return new DecisionTaken(written.Dossier, written.Decided, outside);
    }
}

/// <summary>What became of a decision.</summary>
/// <param name="OutsideJurisdiction">The step is another agency's; nothing was looked at further.</param>
public sealed record DecisionTaken(Dossier Dossier, Decided Decided, bool OutsideJurisdiction);
