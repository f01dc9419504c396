using LienThong.App.Dossiers;
using LienThong.App.Messages;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Identifiers;

namespace LienThong.App.Activities;

/// <summary>Does everything that a step's plan has for now, one thing after another, until there is only waiting or the end.</summary>
public sealed class AdvanceStep(DossierDesk desk, IAgencyRequests requests, ILogger<AdvanceStep> log)
{
    /// <summary>Idempotent: what has been written down is not done again, and what is sent again has the same message id.</summary>
    [Function(nameof(AdvanceStep))]
    public async Task<StepProgress> Run([ActivityTrigger] StepKey key, CancellationToken cancellation)
    {
        var code = DossierCode.Parse(key.Dossier);
        var dossier = await desk.ReadAsync(code, cancellation) ?? throw new InvalidOperationException($"Dossier {code} is not in the store.");
        while (true)
        {
            var rules = desk.RulesFor(dossier);
            var next = StepPlan.Next(dossier, key.Step, rules, desk.Now);
            if (next.Action is StepAction.Wait or StepAction.End)
            {
                return new StepProgress(next.Action == StepAction.End, next.Until);
            }

            var message = AgencyMessage.For(dossier, key.Step, next.Action);
            if (message is not null)
            {
                await requests.SendAsync(message, deliverAt: null, cancellation);
            }

            var written = await desk.AppendAsync(
                code, (current, currentRules, now) => Record(current, key.Step, next.Action, message, currentRules, now), cancellation);
            dossier = written!.Dossier;
            if (next.Action == StepAction.MarkOverdue && written.Decided.Events.Count > 0)
            {
                log.LogWarning("Step {Step} of dossier {Dossier} passed its legal limit; {Agency} has not decided.", key.Step, code, message!.Agency);
            }
        }
    }

    // Between looking and writing the dossier may have moved on, even to where the same is to be done for another round;
    // then nothing is recorded and the plan is asked again.
    private static Decided Record(Dossier dossier, string step, StepAction action, AgencyMessage? sent, DossierRules rules, DateTimeOffset now) =>
        StepPlan.Next(dossier, step, rules, now).Action == action
        && AgencyMessage.For(dossier, step, action) == sent
        && StepPlan.Record(action, dossier, dossier.State.Step(step)!, rules, now) is { } happened
            ? Decided.Happens(happened)
            : Decided.Already;
}
