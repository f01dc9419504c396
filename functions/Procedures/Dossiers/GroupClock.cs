using LienThong.Procedures.Law;

namespace LienThong.Procedures.Dossiers;

/// <summary>
/// The limit of the whole group: counted from filing, longer once any step must be verified, and later by the working time
/// during which somebody outside the agencies was waited for, the applicant's supplement or a relative's confirmation. Waits
/// of several steps at the same time count once. A supplement that never came moves nothing.
/// </summary>
public static class GroupClock
{
    /// <summary>When it ends, by what has happened so far and by today's calendar (UTC).</summary>
    public static DateTimeOffset DueAt(Dossier dossier, DossierRules rules)
    {
        var facts = new Facts(dossier.Declaration, dossier.State.FiledAt);
        var limit = dossier.Events.Any(e => e is VerificationNeeded) ? rules.Law.GroupLimitWithVerificationFor(facts) : null;
        var due = rules.Library.Calendar.DueAt(dossier.State.FiledAt, limit ?? rules.Law.GroupLimitFor(facts));
        foreach (var (from, to) in Stops(dossier))
        {
            due = StepClock.Extend(rules.Library.Calendar, due, from, to);
        }

        return due;
    }

    /// <summary>Whether the limit has passed at <paramref name="now"/> (UTC), or had when the dossier ended.</summary>
    public static bool HasPassed(Dossier dossier, DossierRules rules, DateTimeOffset now)
    {
        var (until, due) = (CountedUntil(dossier, rules) ?? now, dossier.State.Due);
        return dossier.State.Steps.All(step => step.Ended) ? until > due : until >= due;
    }

    /// <summary>
    /// The moment that is held against the limit, UTC; null while the clock runs. While somebody outside the agencies is waited
    /// for, that is when the clock stopped: the limit moves only when the wait is over, and until then no time counts. After the
    /// end it is the end; a step that was rejected ended, for this, when what never came was asked for (index 766, rule 2.1).
    /// </summary>
    public static DateTimeOffset? CountedUntil(Dossier dossier, DossierRules rules)
    {
        if (Waits(dossier).Where(wait => wait.To is null).Min(wait => (DateTimeOffset?)wait.From) is { } since)
        {
            // Another wait that is over has moved the limit already by what lies within this one.
            return Stops(dossier).Where(stop => stop.To > since).Aggregate(
                since, (until, stop) => stop.From <= since ? stop.To : StepClock.Extend(rules.Library.Calendar, until, stop.From, stop.To));
        }

        var steps = dossier.State.Steps;
        return steps.All(step => step.Ended)
            ? steps.Where(step => step.Status != StepStatus.Skipped)
                .Max(step => step.Status == StepStatus.Rejected ? dossier.Events.OfType<SupplementAsked>().Last(e => e.Step == step.Step).At : step.EndedAt)
            : null;
    }

    /// <summary>Something happens that may move the limit of the whole group; if it does, that is recorded with it.</summary>
    /// <param name="because">One of <see cref="DueMoves"/>.</param>
    internal static Decided Happens(Dossier dossier, DossierEvent happened, string because, DossierRules rules) =>
        Decided.Happens([happened, .. Moved(dossier.With([happened]), because, happened.At, rules)]);

    /// <summary>The new limit, if it is later than what the family was told.</summary>
    internal static IEnumerable<DossierEvent> Moved(Dossier dossier, string because, DateTimeOffset now, DossierRules rules)
    {
        var due = DueAt(dossier, rules);
        return due > dossier.State.Due ? [new DossierDueMoved(now, DossierEvent.System, due, because)] : [];
    }

    /// <summary>When somebody outside the agencies was waited for and came, in the order in which it began, waits that overlap taken
    /// together.</summary>
    public static IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> Stops(Dossier dossier)
    {
        List<(DateTimeOffset From, DateTimeOffset To)> merged = [];
        foreach (var stop in Waits(dossier).Where(wait => wait.To is not null).Select(wait => (wait.From, To: wait.To!.Value)).OrderBy(wait => wait.From))
        {
            if (merged.Count > 0 && stop.From <= merged[^1].To)
            {
                merged[^1] = (merged[^1].From, stop.To > merged[^1].To ? stop.To : merged[^1].To);
            }
            else
            {
                merged.Add(stop);
            }
        }

        return merged;
    }

    // Those who have not come yet, or had not when the dossier was withdrawn, come last, without an end.
    private static IEnumerable<(DateTimeOffset From, DateTimeOffset? To)> Waits(Dossier dossier)
    {
        Dictionary<string, DateTimeOffset> supplements = [];
        Dictionary<string, (DateTimeOffset Since, HashSet<string> Awaited)> confirmations = [];
        Dictionary<string, HashSet<string>> confirmed = [];
        foreach (var happened in dossier.Events)
        {
            switch (happened)
            {
                case SupplementAsked asked:
                    supplements[asked.Step] = asked.At;
                    break;
                case SupplementGiven given when supplements.Remove(given.Step, out var since):
                    yield return (since, given.At);
                    break;
                case SupplementExpired expired:
                    supplements.Remove(expired.Step);
                    break;
                case ConfirmationsAsked asked:
                    confirmations[asked.Step] = (asked.At, [.. asked.From.Except(confirmed.GetValueOrDefault(asked.Step) ?? [])]);
                    break;
                case ConfirmationGiven given:
                    (confirmed.TryGetValue(given.Step, out var known) ? known : confirmed[given.Step] = []).Add(given.From);
                    if (confirmations.TryGetValue(given.Step, out var wait) && wait.Awaited.Remove(given.From) && wait.Awaited.Count == 0)
                    {
                        confirmations.Remove(given.Step);
                        yield return (wait.Since, given.At);
                    }

                    break;
            }
        }

        foreach (var since in supplements.Values.Concat(confirmations.Values.Select(wait => wait.Since)))
        {
            yield return (since, null);
        }
    }
}
