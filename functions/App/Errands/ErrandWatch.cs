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
    private static readonly TimeSpan LateToConfirm = TimeSpan.FromDays(7);

    /// <summary>When the watchdog is to look at a dossier next: at its steps when something falls due there, at its errands half an hour
    /// after the last look.</summary>
    /// <param name="owes">Whether it owes something to a system whose lane moves.</param>
    public static DateTimeOffset? NextWake(Dossier dossier, DossierRules rules, bool owes, DateTimeOffset now)
    {
        var steps = dossier.State.Status == DossierStatus.Closed ? null : DossierPlan.NextWake(dossier, rules, now);
        var look = now + UntilLookedAt;
        return owes && !(steps < look) ? look : steps;
    }

    /// <summary>Tells a dossier's errands to look, shows those that are late, and says when to look at the dossier next.</summary>
    /// <param name="ahead">Whether something is to be done for its steps as well, since when the watchdog keeps in mind.</param>
    public async Task LookAsync(Dossier dossier, bool ahead, DurableTaskClient client, DateTimeOffset now, CancellationToken cancellation)
    {
        var owed = errands.Moving(dossier);
        if (owed.Count > 0)
        {
            await ErrandTeller.TellAsync(client, dossier, cancellation);
        }

        foreach (var late in owed.Where(errand => IsLate(dossier, errand, now)).DistinctBy(errand => errand.Lane))
        {
            await worklists.PutAsync(WorklistProjection.Late(dossier, late.Lane, late.Since), cancellation);
        }

        // To the back of the queue, so that a thousand dossiers that wait for one system hide no other; or out of it, when nothing
        // is owed any more because the system's receiver was taken away.
        if (!ahead)
        {
            await (dossier.State.Status == DossierStatus.Closed && owed.Count == 0
                ? watches.RemoveAsync(dossier.Code, dossier.Version, cancellation)
                : watches.PutAsync(
                    dossier.Code, dossier.Version, NextWake(dossier, desk.RulesFor(dossier), owed.Count > 0, now), dossier.Events[^1].At, cancellation));
        }
    }

    /// <summary>Whether a lane that moves owes something for too long.</summary>
    public bool IsLate(Dossier dossier, string lane, DateTimeOffset now) =>
        errands.Moving(dossier).Any(errand => errand.Lane == lane && IsLate(dossier, errand, now));

    // What a system has, it may need days for: the post brings paper.
    private static bool IsLate(Dossier dossier, Errand errand, DateTimeOffset now) =>
        errand.Since < now - (Delivery.StateOf(dossier, errand) == DeliveryState.Sent ? LateToConfirm : Late);
}
