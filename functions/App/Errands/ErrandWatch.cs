using LienThong.App.Dossiers;
using LienThong.App.Projections;
using LienThong.Procedures.Dossiers;
using LienThong.Storage;

namespace LienThong.App.Errands;

/// <summary>The watchdog's eye on errands: what is owed is told again now and then, however the telling was lost, and what is owed
/// for long is shown to an operator, also after the dossier is closed.</summary>
public sealed class ErrandWatch(DossierDesk desk, ErrandDesk errands, IWatchStore watches, IWorklistStore worklists)
{
    private static readonly TimeSpan UntilLookedAt = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Late = TimeSpan.FromHours(4);

    /// <summary>When the watchdog is to look at a dossier next: at its steps when something falls due there, at its errands half an hour
    /// after the last look.</summary>
    /// <param name="owes">Whether it owes something to a system whose lane moves.</param>
    public static DateTimeOffset? NextWake(Dossier dossier, DossierRules rules, bool owes, DateTimeOffset now)
    {
        var steps = dossier.State.Status == DossierStatus.Closed ? null : DossierPlan.NextWake(dossier, rules, now);
        var look = now + UntilLookedAt;
        return owes && !(steps < look) ? look : steps;
    }

    /// <summary>Tells a dossier's errands to look, and shows those that are late.</summary>
    /// <param name="ahead">Whether something is to be done for its steps as well, since when the watchdog keeps in mind.</param>
    public async Task LookAsync(Dossier dossier, bool ahead, DurableTaskClient client, DateTimeOffset now, CancellationToken cancellation)
    {
        var owed = errands.Moving(dossier);
        if (owed.Count == 0)
        {
            return;
        }

        await ErrandTeller.TellAsync(client, dossier, cancellation);
        foreach (var lane in owed.GroupBy(errand => errand.Lane).Where(lane => IsLate(lane, now)))
        {
            await worklists.PutAsync(WorklistProjection.Late(dossier, lane.Key, lane.Min(errand => errand.Since)), cancellation);
        }

        // To the back of the queue, so that a thousand dossiers that wait for one system hide no other.
        if (!ahead)
        {
            var next = NextWake(dossier, desk.RulesFor(dossier), owes: true, now);
            await watches.PutAsync(dossier.Code, dossier.Version, next, dossier.Events[^1].At, cancellation);
        }
    }

    /// <summary>Whether a lane that moves owes something for too long.</summary>
    public bool IsLate(Dossier dossier, string lane, DateTimeOffset now) => IsLate(errands.Moving(dossier).Where(errand => errand.Lane == lane), now);

    private static bool IsLate(IEnumerable<Errand> owed, DateTimeOffset now) => owed.Any(errand => errand.Since < now - Late);
}
