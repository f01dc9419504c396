using LienThong.Procedures.Calendars;

namespace LienThong.Procedures.Dossiers;

/// <summary>
/// The clock of a step. It runs from the moment when the step's turn came, whenever that was noticed: an app that was down
/// or busy moves no legal limit. It stands still while a supplement is awaited.
/// </summary>
public static class StepClock
{
    /// <summary>When a limit of the step ends, by what has happened so far (UTC).</summary>
    public static DateTimeOffset DueAt(Dossier dossier, StepState step, TimeLimit limit, DossierRules rules)
    {
        var calendar = rules.CalendarOf(step);
        var due = calendar.DueAt(TurnOf(dossier, step), limit);
        DateTimeOffset stopped = default;
        foreach (var happened in dossier.Events)
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

    /// <summary>A limit after the clock stood still, later by the working time of the stop; a machine's clock that was set
    /// back meanwhile makes it no earlier.</summary>
    internal static DateTimeOffset Extend(WorkingCalendar calendar, DateTimeOffset due, DateTimeOffset stopped, DateTimeOffset resumed) =>
        resumed > stopped ? calendar.Extend(due, stopped, resumed) : due;

    // When it was filed, or the commune let it go on, or the last of the steps before it was done.
    private static DateTimeOffset TurnOf(Dossier dossier, StepState step) => dossier.Events
        .Last(e => e is DossierFiled or DuplicateJudged || (e is StepDone done && step.After.Contains(done.Step)))
        .At;
}
