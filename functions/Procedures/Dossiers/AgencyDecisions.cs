using LienThong.Procedures.Faults;
using LienThong.Procedures.Law;

namespace LienThong.Procedures.Dossiers;

/// <summary>
/// What follows from an agency's decision. A decision names the round it answers, so that one that comes twice, late or
/// against an earlier one is recognised: repeated is fine and changes nothing, anything else is refused with its reason.
/// </summary>
public static class AgencyDecisions
{
    /// <summary>Judges a decision of <paramref name="by"/> about a step at <paramref name="now"/> (UTC).</summary>
    public static Decided Decide(Dossier dossier, string stepCode, AgencyDecision decision, DossierRules rules, string by, DateTimeOffset now)
    {
        var state = dossier.State;
        if (state.Step(stepCode) is not { } step)
        {
            return Decided.NotFound(DossierFaults.StepUnknown(stepCode));
        }

        if (SaidBefore(dossier, stepCode, decision))
        {
            return Decided.Already;
        }

        if (step.Status is StepStatus.Waiting or StepStatus.ConfirmationAwaited)
        {
            return Decided.Conflict(NotBegun(dossier, step));
        }

        if (step.Ended)
        {
            return Decided.Conflict(step.Status is StepStatus.Done or StepStatus.Refused
                ? DossierFaults.DecisionContradicts(stepCode, step.Status)
                : DossierFaults.StepEnded(stepCode, step.Status));
        }

        if (decision.Round != step.Round)
        {
            return decision.Round < step.Round
                ? Decided.Conflict(DossierFaults.RoundSuperseded(decision.Round, step.Round))
                : Decided.Invalid(DossierFaults.RoundUnknown(decision.Round, step.Round));
        }

        if (step.Status == StepStatus.SupplementAwaited)
        {
            return Decided.Conflict(DossierFaults.SupplementAwaited(stepCode));
        }

        return decision.Decision switch
        {
            AgencyDecisionKind.Accept => Accept(step, by, now),
            AgencyDecisionKind.Supplement => AskSupplement(step, decision, rules, by, now),
            AgencyDecisionKind.Verify => Verify(dossier, step, decision, rules, by, now),
            AgencyDecisionKind.Refuse => Refuse(step, decision, rules, by, now),
            AgencyDecisionKind.Done => Done(step, decision, rules, by, now),
            _ => throw new ArgumentOutOfRangeException(nameof(decision)),
        };
    }

    private static Decided Accept(StepState step, string by, DateTimeOffset now) =>
        step.Status == StepStatus.Requested
            ? Decided.Happens(new StepAccepted(now, by, step.Step, step.Round))
            : Decided.Already;

    private static Decided AskSupplement(StepState step, AgencyDecision decision, DossierRules rules, string by, DateTimeOffset now)
    {
        List<Fault> faults = [];
        if (string.IsNullOrWhiteSpace(decision.Reason))
        {
            faults.Add(DossierFaults.ReasonMissing("reason"));
        }

        if (decision.Asked.Count == 0)
        {
            faults.Add(DossierFaults.RecordsMissing());
        }

        faults.AddRange(decision.Asked.Index()
            .Where(asked => !rules.Law.RecordNames.ContainsKey(asked.Item))
            .Select(asked => DossierFaults.RecordTypeUnknown(asked.Index, asked.Item, rules.Law.RecordNames.Keys)));

        return faults.Count > 0
            ? Decided.Invalid(faults)
            : Decided.Happens(new SupplementAsked(
                now, by, step.Step, step.Round, decision.Asked, decision.Reason!, rules.CalendarOf(step).DueAt(now, rules.Law.SupplementWindow)));
    }

    private static Decided Verify(Dossier dossier, StepState step, AgencyDecision decision, DossierRules rules, string by, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(decision.Reason))
        {
            return Decided.Invalid(DossierFaults.ReasonMissing("reason"));
        }

        if (step.Status == StepStatus.Verifying)
        {
            return Decided.Conflict(DossierFaults.AlreadyVerifying(step.Step));
        }

        if (rules.Step(step.Step).LimitWithVerification is not { } longer)
        {
            return Decided.Invalid(DossierFaults.VerificationNotForeseen(step.Step));
        }

        var due = StepClock.DueAt(dossier, step, longer, rules);
        var needed = new VerificationNeeded(now, by, step.Step, step.Round, decision.Reason, due > step.Due!.Value ? due : step.Due.Value);
        return GroupClock.Happens(dossier, needed, DueMoves.Verification, rules);
    }

    private static Decided Refuse(StepState step, AgencyDecision decision, DossierRules rules, string by, DateTimeOffset now)
    {
        var faults = Reasons.Check(decision.ReasonCode, decision.Reason, step.Agency.Kind, rules.Library);
        return faults.Count > 0
            ? Decided.Invalid(faults)
            : Decided.Happens(new StepRefused(now, by, step.Step, step.Round, decision.ReasonCode!, decision.Reason!));
    }

    private static Decided Done(StepState step, AgencyDecision decision, DossierRules rules, string by, DateTimeOffset now)
    {
        var faults = rules.Step(step.Step).CheckResult(decision.Result);
        return faults.Count > 0
            ? Decided.Invalid([.. faults.Select(f => f.Under("/result"))])
            : Decided.Happens(new StepDone(now, by, step.Step, step.Round, decision.Result, decision.Records));
    }

    private static Fault NotBegun(Dossier dossier, StepState step) => dossier.State.Status switch
    {
        DossierStatus.Held => DossierFaults.DossierHeld(dossier.Code),
        _ when step.Status == StepStatus.ConfirmationAwaited => DossierFaults.ConfirmationAwaited(step.Step),
        _ => DossierFaults.StepNotBegun(step.Step),
    };

    /// <summary>Whether the dossier holds this very decision already, whatever came after it.</summary>
    private static bool SaidBefore(Dossier dossier, string step, AgencyDecision decision)
    {
        for (var i = dossier.Events.Count - 1; i >= 0; i--)
        {
            if (dossier.Events[i] is StepEvent said && said.Step == step && Same(said, decision))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Same(StepEvent said, AgencyDecision decision) => (said, decision.Decision) switch
    {
        (StepAccepted e, AgencyDecisionKind.Accept) => e.Round == decision.Round,
        (SupplementAsked e, AgencyDecisionKind.Supplement) =>
            e.Round == decision.Round && e.Reason == decision.Reason && e.Records.SequenceEqual(decision.Asked),
        (VerificationNeeded e, AgencyDecisionKind.Verify) => e.Round == decision.Round && e.Reason == decision.Reason,
        (StepRefused e, AgencyDecisionKind.Refuse) =>
            e.Round == decision.Round && e.ReasonCode == decision.ReasonCode && e.Text == decision.Reason,
        (StepDone e, AgencyDecisionKind.Done) =>
            e.Round == decision.Round
            && e.Records.SequenceEqual(decision.Records)
            && ResultActs.Same(e.Result, decision.Result),
        _ => false,
    };
}
