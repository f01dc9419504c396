using LienThong.App.Dossiers;
using LienThong.App.Errands;
using LienThong.App.Projections;
using LienThong.Procedures.Dossiers;
using LienThong.Storage;

namespace LienThong.App.Timers;

/// <summary>Finds dossiers for which something should have happened and has not: tells their orchestrations again, and after
/// an hour shows them to an operator. Nothing waits unseen because a message was lost.</summary>
public sealed class Watchdog(DossierDesk desk, ErrandWatch errands, IWatchStore watches, IWorklistStore worklists, ILogger<Watchdog> log)
{
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Stuck = TimeSpan.FromHours(1);
    private static readonly TimeSpan WithoutLaw = TimeSpan.FromDays(1);
    private const int Most = 500;
    private const int MostPages = 20;

    [Function(nameof(Watchdog))]
    public async Task Run(
        [TimerTrigger("0 */15 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(timer);
        var now = desk.Now;
        foreach (var entry in await watches.DueAsync(now - Grace, Most, cancellation))
        {
            if (await desk.ReadAsync(entry.Code, cancellation) is not { } dossier)
            {
                continue;
            }

            try
            {
                await LookAsync(dossier, entry, client, now, cancellation);
            }
            catch (KeyNotFoundException e)
            {
                // Its law is not there any more. It must not hide all the others: an operator sees it, and it goes to the back of the queue.
                log.LogError("The watchdog cannot look at dossier {Dossier}: {Error}", dossier.Code, e.Message);
                await worklists.PutAsync(WorklistProjection.Unfollowed(dossier), cancellation);
                await watches.PutAsync(dossier.Code, dossier.Version, now + WithoutLaw, dossier.Events[^1].At, cancellation);
            }
        }

        await ForgetWhatGoesOnAsync(now, cancellation);
    }

    private async Task LookAsync(Dossier dossier, WatchEntry entry, DurableTaskClient client, DateTimeOffset now, CancellationToken cancellation)
    {
        var ahead = DossierPlan.IsAhead(dossier, desk.RulesFor(dossier), now);
        await errands.LookAsync(dossier, ahead, client, now, cancellation);
        if (!ahead)
        {
            return;
        }

        await DossierTeller.TellAllAsync(client, dossier, cancellation);
        if (entry.NextWake < now - Stuck)
        {
            log.LogWarning("Dossier {Dossier} should have gone on at {Due}; shown to the operator.", dossier.Code, entry.NextWake);
            await worklists.PutAsync(WorklistProjection.Stuck(dossier, entry.NextWake.Value), cancellation);
        }
    }

    private async Task ForgetWhatGoesOnAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var query = new WorklistQuery { Size = WorklistQuery.MaxSize };
        for (var page = 0; page < MostPages; page++)
        {
            var (entries, continuation) = await worklists.PageAsync(WorklistProjection.Operator, query, cancellation);
            foreach (var entry in entries.Where(entry => WorklistProjection.IsAboutStanding(entry) || WorklistProjection.LateLaneOf(entry) is not null))
            {
                if (await desk.ReadAsync(entry.Dossier, cancellation) is { } dossier && !Holds(entry, dossier, now))
                {
                    await worklists.RemoveAsync(entry.Agency, entry.Dossier, entry.Step, dossier.Version, cancellation);
                }
            }

            if (continuation is null)
            {
                return;
            }

            query = query with { Continuation = continuation };
        }
    }

    private bool Holds(WorklistEntry entry, Dossier dossier, DateTimeOffset now)
    {
        try
        {
            return WorklistProjection.LateLaneOf(entry) is { } lane
                ? errands.IsLate(dossier, lane, now)
                : DossierPlan.IsAhead(dossier, desk.RulesFor(dossier), now);
        }
        catch (KeyNotFoundException)
        {
            // Without its law nobody can follow it, which is what the entry says.
            return true;
        }
    }
}
