using LienThong.App.Access;
using LienThong.App.Dossiers;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law;
using LienThong.Storage;

namespace LienThong.App.Errands;

/// <summary>Where the numbers arrive in which an agency's system speaks of its step, in place of decisions.</summary>
public sealed class StatusDesk(DossierDesk desk, ResultClaims results, IRecordStore records, LaneDirectory lanes, LawLibrary law)
{
    /// <summary>Takes a number of <paramref name="by"/> in.</summary>
    /// <returns>What became of it; null when the dossier is unknown.</returns>
    public async Task<DecisionTaken?> TakeAsync(
        Partner by, DossierCode code, string step, AgencyStatus said, DurableTaskClient client, CancellationToken cancellation)
    {
        var outside = false;
        var missing = await RecordCheck.MissingAsync(records, RecordScope.Dossier(code), said.Records, "/records", cancellation);
        var written = await desk.AppendAsync(code, (dossier, rules, now) =>
        {
            outside = dossier.State.Step(step) is { } asked && !by.Is(asked.Agency, law.Units);
            if (outside)
            {
                return Decided.Already;
            }

            var decided = lanes.SpokenBy(by, dossier) is { } spoken
                ? AgencyStatuses.Decide(dossier, step, said, spoken, rules, by.Id, now)
                : Decided.Invalid(ErrandFaults.StatusesNotSpoken());
            return missing.Count > 0 && decided.Events.Count > 0 ? Decided.Invalid(missing) : decided;
        }, cancellation);
        if (written is null)
        {
            return null;
        }

        // Also when the same was said before: who says it again may not have been answered, because it was cut off here.
        if (!outside && written.Decided.Refusal is null && written.Dossier.State.Step(step) is { Status: StepStatus.Done })
        {
            await results.CheckAsync(written.Dossier, cancellation);
        }

        if (written.Decided.Events.Count > 0)
        {
            await DossierTeller.TellStepAsync(client, written.Dossier, step, cancellation);
        }

        return new DecisionTaken(written.Dossier, written.Decided, outside);
    }
}
