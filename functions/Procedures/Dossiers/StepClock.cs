using LienThong.Procedures.Calendars;
using LienThong.Procedures.Law;

namespace LienThong.Procedures.Dossiers;

/// <summary>
/// The clock of a step. It runs from the moment when the step's turn came, whenever that was noticed: an app that was down
/// or busy moves no legal limit. It stands still while a supplement is awaited. It is read off the calendar of the agency
/// that the step began with, also after it was handed on.
/// </summary>
public static class StepClock
{
    /// <summary>When the step's limit ends, by what has happened so far and by today's calendar (UTC).</summary>
    public static DateTimeOffset DueAt(Dossier dossier, StepState step, DossierRules rules) => DueAt(dossier.Events, step, rules);

    /// <summary>When a limit of the step ends, by what has happened so far (UTC).</summary>
    public static DateTimeOffset DueAt(Dossier dossier, StepState step, TimeLimit limit, DossierRules rules) =>
        DueAt(dossier.Events, step, limit, rules);

    /// <summary>The same, by the first events only: what was known at an earlier moment.</summary>
    internal static DateTimeOffset DueAt(IReadOnlyList<DossierEvent> events, StepState step, DossierRules rules)
    {
        var law = rules.Step(step.Step);
        var verified = events.Any(e => e is VerificationNeeded verification && verification.Step == step.Step);
        return DueAt(events, step, verified ? law.LimitWithVerification ?? law.Limit : law.Limit, rules);
    }

    /// <summary>The step's limit after its clock stood still until <paramref name="resumed"/> (UTC).</summary>
    internal static DateTimeOffset Resume(Dossier dossier, StepState step, DateTimeOffset resumed, DossierRules rules) =>
        Extend(CalendarOf(dossier.Events, step, rules), step.Due!.Value, step.StoppedAt!.Value, resumed);

    /// <summary>A limit after the clock stood still, later by the working time of the stop; a machine's clock that was set
    /// back meanwhile makes it no earlier.</summary>
    internal static DateTimeOffset Extend(WorkingCalendar calendar, DateTimeOffset due, DateTimeOffset stopped, DateTimeOffset resumed) =>
        resumed > stopped ? calendar.Extend(due, stopped, resumed) : due;

    /// <summary>When the step's turn came, UTC: when it was filed, or the commune let it go on, or the last thing came that the
    /// step waited for.</summary>
    internal static DateTimeOffset TurnOf(IReadOnlyList<DossierEvent> events, StepState step, DossierRules rules)
    {
        var lacking = step.Needs.ToHashSet(StringComparer.Ordinal);
        var turn = events[0].At;
        var isHeld = false;
        foreach (var happened in events)
        {
            var isOfTheTurn = happened switch
            {
                DossierFiled => true,
                // For a judgement of a number given twice nothing has waited.
                DuplicateJudged => isHeld,
                ConfirmationGiven given => given.Step == step.Step,
                StepDone before => step.After.Contains(before.Step),
                StepRefused or SupplementExpired when happened is StepEvent before =>
                    step.After.Contains(before.Step) && rules.Step(before.Step).RefusalEffect == RefusalEffect.None,
                _ => false,
            };
            isHeld = happened is PossibleDuplicateFound || (isHeld && happened is not DuplicateJudged);
            if (lacking.RemoveWhere(need => Brings(happened, need)) > 0 || isOfTheTurn)
            {
                turn = happened.At;
            }

            if (happened is StepBegun begun && begun.Step == step.Step)
            {
                break;
            }
        }

        return turn;
    }

    private static DateTimeOffset DueAt(IReadOnlyList<DossierEvent> events, StepState step, TimeLimit limit, DossierRules rules)
    {
        var calendar = CalendarOf(events, step, rules);
        var due = calendar.DueAt(TurnOf(events, step, rules), limit);
        DateTimeOffset stopped = default;
        foreach (var happened in events)
        {
            switch (happened)
            {
                case SupplementAsked asked when asked.Step == step.Step:
                    stopped = asked.At;
                    break;
                case SupplementGiven given when given.Step == step.Step:
                    due = Extend(calendar, due, stopped, given.At);
                    break;
            }
        }

        return due;
    }

    private static WorkingCalendar CalendarOf(IReadOnlyList<DossierEvent> events, StepState step, DossierRules rules) => rules.Library.CalendarOf(
        events.OfType<StepTransferred>().FirstOrDefault(e => e.Step == step.Step)?.From ?? step.Agency);

    private static bool Brings(DossierEvent happened, string need)
    {
        var (step, field) = Need.Of(need);
        return happened switch
        {
            StepDone e => e.Step == step && e.Result.ContainsKey(field),
            ResultCorrected e => e.Step == step && e.Result.ContainsKey(field),
            ResultCompleted e => e.Step == step && e.Fields.ContainsKey(field),
            _ => false,
        };
    }
}
