using LienThong.Procedures.Law;

namespace LienThong.Procedures.Dossiers;

/// <summary>The plan of a whole dossier: which steps may run, which never will, and when it is over.</summary>
public static class DossierPlan
{
    /// <summary>What follows by itself at <paramref name="now"/> (UTC): steps that can never begin are skipped, and a
    /// dossier whose steps have all ended is closed.</summary>
    public static IReadOnlyList<DossierEvent> Settle(Dossier dossier, DossierRules rules, DateTimeOffset now)
    {
        var state = dossier.State;
        if (state.Status != DossierStatus.InProgress)
        {
            return [];
        }

        List<DossierEvent> events = [];
        while (NeverBegins(state, rules) is { } skipped)
        {
            events.Add(new StepSkipped(now, DossierEvent.System, skipped.Step, skipped.Because));
            state = DossierFold.Apply(state, events[^1]);
        }

        if (state.Steps.All(s => s.Ended))
        {
            events.Add(new DossierClosed(now, DossierEvent.System, Outcome(state)));
        }

        return events;
    }

    /// <summary>The steps whose orchestration has to run: those that may begin and those that have begun.</summary>
    public static IReadOnlyList<string> Running(DossierState state, DossierRules rules) => state.Status == DossierStatus.InProgress
        ? [.. state.Steps.Where(s => s.Entered || (s.Status == StepStatus.Waiting && Unblocked(state, s, rules))).Select(s => s.Step)]
        : [];

    /// <summary>Every step that this one comes after lets it begin, and what it needs of their results is known.</summary>
    public static bool Unblocked(DossierState state, StepState step, DossierRules rules) =>
        step.After.All(before => state.Step(before) is { } known && LetsOthersBegin(known, rules)) && step.Needs.All(need => Need.Of(need).IsMet(state));

    /// <summary>A step is done, or ended without a result and the law lets the steps after it begin all the same.</summary>
    public static bool LetsOthersBegin(StepState step, DossierRules rules) =>
        step.Status == StepStatus.Done
        || (step.Status is StepStatus.Refused or StepStatus.Rejected && rules.Step(step.Step).RefusalEffect == RefusalEffect.None);

    /// <summary>Whether the dossier's truth is ahead of its orchestration: something is to be done that only waits for it to look.</summary>
    public static bool IsAhead(Dossier dossier, DossierRules rules, DateTimeOffset now) =>
        Settle(dossier, rules, now).Count > 0
        || Running(dossier.State, rules).Any(step => StepPlan.Next(dossier, step, rules, now).Action != StepAction.Wait);

    /// <summary>When the next thing falls due by itself, UTC; null when only somebody's act can change anything.</summary>
    public static DateTimeOffset? NextWake(Dossier dossier, DossierRules rules, DateTimeOffset now) => IsAhead(dossier, rules, now)
        ? now
        : Running(dossier.State, rules).Min(step => StepPlan.Next(dossier, step, rules, now).Until);

    private static (string Step, string Because)? NeverBegins(DossierState state, DossierRules rules)
    {
        foreach (var step in state.Steps)
        {
            if (step.Status != StepStatus.Waiting)
            {
                continue;
            }

            foreach (var before in step.After)
            {
                if (state.Step(before) is { Ended: true } ended && !LetsOthersBegin(ended, rules))
                {
                    return (step.Step, before);
                }
            }

            foreach (var (before, _) in step.Needs.Select(Need.Of))
            {
                if (state.Step(before) is { Ended: true, Status: not StepStatus.Done })
                {
                    return (step.Step, before);
                }
            }
        }

        return null;
    }

    private static DossierOutcome Outcome(DossierState state) => state switch
    {
        { Withdrawn: true } => DossierOutcome.Withdrawn,
        { Invalidated: true } => DossierOutcome.Invalid,
        { DuplicateOf: not null } => DossierOutcome.Duplicate,
        _ when state.Steps.All(s => s.Status == StepStatus.Done) => DossierOutcome.Completed,
        _ when state.Steps.Any(s => s.Status == StepStatus.Done) => DossierOutcome.PartlyCompleted,
        _ when state.Steps.Any(s => s.Status == StepStatus.Refused) => DossierOutcome.Refused,
        _ => DossierOutcome.Rejected,
    };
}
