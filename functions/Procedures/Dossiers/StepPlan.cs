namespace LienThong.Procedures.Dossiers;

/// <summary>What a step's orchestration has to do next.</summary>
public enum StepAction
{
    /// <summary>Nothing, until the time given or until somebody does something.</summary>
    Wait,

    /// <summary>Ask those who have to confirm before the step begins.</summary>
    AskConfirmations,

    /// <summary>Remind those who have not confirmed.</summary>
    RemindConfirmations,

    /// <summary>Start the step's clock.</summary>
    Begin,

    /// <summary>Hand the present round's request to the agency.</summary>
    Send,

    /// <summary>Remind the agency of its limit.</summary>
    Remind,

    /// <summary>Record that the limit has passed.</summary>
    MarkOverdue,

    /// <summary>End the step: the applicant did not supplement in time.</summary>
    ExpireSupplement,

    /// <summary>Nothing more: the step has ended.</summary>
    End,
}

/// <summary>What comes next for a step, and for how long there is nothing to do.</summary>
/// <param name="Action">What to do now.</param>
/// <param name="Until">With <see cref="StepAction.Wait"/>: when to look again, UTC; null when only somebody's act can change anything.</param>
public sealed record StepNext(StepAction Action, DateTimeOffset? Until = null);

/// <summary>The plan of a step: a pure function of the dossier, the law and the time. Orchestrations only carry it out, so
/// that looking twice, late or after a crash leads to the same place.</summary>
public static class StepPlan
{
    /// <summary>What to do for a step at <paramref name="now"/> (UTC).</summary>
    public static StepNext Next(Dossier dossier, string stepCode, DossierRules rules, DateTimeOffset now)
    {
        var state = dossier.State;
        var step = state.Step(stepCode) ?? throw new ArgumentException($"Dossier {dossier.Code} has no step '{stepCode}'.", nameof(stepCode));
        if (step.Ended)
        {
            return new(StepAction.End);
        }

        if (step.Status is StepStatus.Waiting or StepStatus.ConfirmationAwaited)
        {
            return BeforeBeginning(state, step, rules, now);
        }

        if (step.Status == StepStatus.SupplementAwaited)
        {
            return now >= step.SupplementUntil ? new(StepAction.ExpireSupplement) : new(StepAction.Wait, step.SupplementUntil);
        }

        if (!step.Parked && step.SentRound < step.Round)
        {
            return new(StepAction.Send);
        }

        if (step.Overdue)
        {
            return new(StepAction.Wait);
        }

        if (now >= step.Due)
        {
            return new(StepAction.MarkOverdue);
        }

        if (step.Reminded || ReminderAt(step, rules) is not { } reminder)
        {
            return new(StepAction.Wait, step.Due);
        }

        return now >= reminder ? new(StepAction.Remind) : new(StepAction.Wait, reminder);
    }

    /// <summary>The event with which an action is recorded at <paramref name="now"/> (UTC); null for one that has none of its own.</summary>
    public static DossierEvent? Record(StepAction action, Dossier dossier, StepState step, DossierRules rules, DateTimeOffset now) => action switch
    {
        StepAction.AskConfirmations => new ConfirmationsAsked(now, DossierEvent.System, step.Step, [.. step.Unconfirmed], Confirmations.Until(step, now, rules)),
        StepAction.RemindConfirmations => new ConfirmationsReminded(now, DossierEvent.System, step.Step, Confirmations.Until(step, now, rules)),
        StepAction.Begin => new StepBegun(now, DossierEvent.System, step.Step, StepClock.DueAt(dossier, step, rules)),
        StepAction.Send => new RequestSent(now, DossierEvent.System, step.Step, step.Round),
        StepAction.Remind => new StepReminded(now, DossierEvent.System, step.Step),
        StepAction.MarkOverdue => new StepOverdue(now, DossierEvent.System, step.Step),
        StepAction.ExpireSupplement => new SupplementExpired(now, DossierEvent.System, step.Step),
        _ => null,
    };

    // An operator who was shown that somebody does not confirm needs no more reminders than this.
    private static StepNext BeforeBeginning(DossierState state, StepState step, DossierRules rules, DateTimeOffset now)
    {
        if (state.Status != DossierStatus.InProgress || step.Parked || !DossierPlan.Unblocked(state, step, rules))
        {
            return new(StepAction.Wait);
        }

        if (!step.Unconfirmed.Any())
        {
            return new(StepAction.Begin);
        }

        if (step.Status == StepStatus.Waiting)
        {
            return new(StepAction.AskConfirmations);
        }

        return step.ConfirmationReminders >= Confirmations.MostReminders ? new(StepAction.Wait)
            : now >= step.ConfirmationsUntil ? new(StepAction.RemindConfirmations)
            : new(StepAction.Wait, step.ConfirmationsUntil);
    }

    // A limit so short that its reminder would come with the request itself has none.
    private static DateTimeOffset? ReminderAt(StepState step, DossierRules rules)
    {
        var at = rules.CalendarOf(step).AddWorkingHours(step.Due!.Value, -rules.Step(step.Step).ReminderBefore);
        return at > step.BegunAt ? at : null;
    }
}
