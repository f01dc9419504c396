using LienThong.Procedures.Law.Lanes;

namespace LienThong.Procedures.Dossiers;

/// <summary>
/// The milestones of a dossier or of one step of it, each with the index of the event at which it came about. A dossier that
/// grows only adds to them, so that what was told once stays what was to be told.
/// </summary>
/// <param name="history">The dossier.</param>
/// <param name="keepers">The lanes that must have confirmed a result before it counts as returned.</param>
internal sealed class Milestones(DossierHistory history, IReadOnlyList<string> keepers)
{
    public IEnumerable<(int Index, Milestone Milestone)> OfDossier()
    {
        var (accepted, returned) = (false, false);
        for (var i = 0; i < history.Count; i++)
        {
            var (happened, before, after) = (history.Event(i), history.Before(i), history.After(i));
            if (happened is DossierFiled)
            {
                yield return (i, Milestone.Begun);
            }

            if (!accepted && TakesIn(happened))
            {
                accepted = true;
                yield return (i, Milestone.Accepted);
            }

            var (awaited, awaits) = (before.Steps.Any(Awaits), after.Steps.Any(Awaits));
            if (!awaited && awaits)
            {
                yield return (i, Milestone.SupplementAsked);
            }
            else if (awaited && !awaits && after.Steps.Any(step => !step.Ended))
            {
                yield return (i, Milestone.SupplementGiven);
            }

            if (happened is DossierWithdrawn)
            {
                yield return (i, Milestone.Withdrawn);
            }
            else if (happened is DossierClosed closed)
            {
                yield return (i, Ending(closed.Outcome, accepted));
            }

            if (!returned && after.Status == DossierStatus.Closed && IsReturned(after, [.. after.Steps.Where(IsDone)]))
            {
                returned = true;
                yield return (i, Milestone.Returned);
            }
        }
    }

    public IEnumerable<(int Index, Milestone Milestone)> OfStep(string code)
    {
        var (accepted, returned) = (false, false);
        for (var i = 0; i < history.Count; i++)
        {
            var happened = history.Event(i);
            if (history.After(i).Step(code) is not { } step)
            {
                continue;
            }

            var before = history.Before(i).Step(code);
            var isOfStep = happened is StepEvent on && on.Step == code;
            if (isOfStep && happened is StepBegun)
            {
                yield return (i, Milestone.Begun);
            }

            if (!accepted && isOfStep && TakesIn(happened))
            {
                accepted = true;
                yield return (i, Milestone.Accepted);
            }

            if (isOfStep && happened is SupplementAsked)
            {
                yield return (i, Milestone.SupplementAsked);
            }
            else if (isOfStep && happened is SupplementGiven)
            {
                yield return (i, Milestone.SupplementGiven);
            }

            if (step is { Ended: true, BegunAt: not null } && before is { Ended: false })
            {
                yield return (i, Ending(step.Status, accepted));
            }

            if (!returned && IsDone(step) && IsReturned(history.After(i), [step]))
            {
                returned = true;
                yield return (i, Milestone.Returned);
            }
        }
    }

    private bool IsReturned(DossierState state, IReadOnlyList<StepState> done) => done.Count > 0 && keepers.All(lane =>
        done.All(step => state.Errands.GetValueOrDefault(lane)?.Done.Any(id => id.StartsWith($"{ErrandKinds.Result}:{step.Step}:", StringComparison.Ordinal)) == true));

    private static bool TakesIn(DossierEvent happened) => happened is StepAccepted or VerificationNeeded or StepDone;

    private static bool Awaits(StepState step) => step.Status == StepStatus.SupplementAwaited;

    private static bool IsDone(StepState step) => step.Status == StepStatus.Done;

    private static Milestone Ending(DossierOutcome outcome, bool accepted) => outcome switch
    {
        DossierOutcome.Completed or DossierOutcome.PartlyCompleted => Milestone.Done,
        DossierOutcome.Withdrawn => Milestone.Withdrawn,
        DossierOutcome.Refused when !accepted => Milestone.RefusedUnread,
        _ => Milestone.Stopped,
    };

    private static Milestone Ending(StepStatus status, bool accepted) => status switch
    {
        StepStatus.Done => Milestone.Done,
        StepStatus.Withdrawn => Milestone.Withdrawn,
        StepStatus.Refused when !accepted => Milestone.RefusedUnread,
        _ => Milestone.Stopped,
    };
}
