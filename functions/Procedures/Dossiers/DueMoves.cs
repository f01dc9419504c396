namespace LienThong.Procedures.Dossiers;

/// <summary>
/// What a changed calendar does to a running dossier: holidays of a new year, or a holiday that the government adds. Limits
/// are worked out anew and only ever move later; what a family and an agency were told is not shortened behind their backs.
/// </summary>
public static class DueMoves
{
    /// <summary>A step has to be verified.</summary>
    public const string Verification = "verification";

    /// <summary>The applicant has supplemented.</summary>
    public const string Supplement = "supplement";

    /// <summary>Those who had to confirm have confirmed.</summary>
    public const string Confirmation = "confirmation";

    /// <summary>Holidays were added.</summary>
    public const string Calendar = "calendar";

    /// <summary>The limits of a dossier that move by today's calendar, at <paramref name="now"/> (UTC); none when they stand
    /// where the calendar puts them already.</summary>
    public static IReadOnlyList<DossierEvent> Of(Dossier dossier, DossierRules rules, DateTimeOffset now)
    {
        if (dossier.State.Status == DossierStatus.Closed)
        {
            return [];
        }

        return
        [
            .. dossier.State.Steps.Where(s => s.Open).SelectMany(s => Of(dossier, s, rules, now)),
            .. GroupClock.Moved(dossier, Calendar, now, rules),
        ];
    }

    private static IEnumerable<DossierEvent> Of(Dossier dossier, StepState step, DossierRules rules, DateTimeOffset now)
    {
        var due = StepClock.DueAt(dossier, step, rules);
        var until = step.StoppedAt is { } stopped ? rules.CalendarOf(step).DueAt(stopped, rules.Law.SupplementWindow) : step.SupplementUntil;
        if (!(due > step.Due) && !(until > step.SupplementUntil))
        {
            yield break;
        }

        yield return new StepDueMoved(now, DossierEvent.System, step.Step, due > step.Due ? due : step.Due!.Value, Calendar)
        {
            SupplementUntil = until > step.SupplementUntil ? until : null,
            WasNotOverdue = step.Overdue && WasNotOverdue(dossier.Events, step, rules),
        };
    }

    // By what was known when it was marked, but by today's calendar.
    private static bool WasNotOverdue(IReadOnlyList<DossierEvent> events, StepState step, DossierRules rules)
    {
        for (var i = events.Count - 1; i >= 0; i--)
        {
            if (events[i] is StepOverdue marked && marked.Step == step.Step)
            {
                return StepClock.DueAt([.. events.Take(i)], step, rules) > marked.At;
            }
        }

        return false;
    }
}
