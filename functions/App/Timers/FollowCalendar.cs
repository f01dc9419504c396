using LienThong.App.Dossiers;
using LienThong.Procedures.Dossiers;
using LienThong.Storage;

namespace LienThong.App.Timers;

/// <summary>
/// Brings the limits of open dossiers up to the calendar: when the holidays of a new year have been added, or one that the
/// government gives. Runs at start, which is when law files are read, and each night at one o'clock in Vietnam. Idempotent: a
/// dossier whose limits stand where the calendar puts them is only read.
/// </summary>
public sealed class FollowCalendar(DossierDesk desk, IWatchStore watches, ILogger<FollowCalendar> log)
{
    private const int PageSize = 500;
    private const int AtOnce = 8;

    [Function(nameof(FollowCalendar))]
    public async Task Run(
        [TimerTrigger("0 0 18 * * *", RunOnStartup = true)] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(timer);
        var moved = 0;
        IReadOnlyList<WatchEntry> page = [];
        do
        {
            page = await watches.PageAsync(page.Count == 0 ? null : page[^1].Code, PageSize, cancellation);
            await Parallel.ForEachAsync(
                page,
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
                async (entry, ct) =>
                {
                    try
                    {
                        var written = await desk.AppendAsync(entry.Code, (dossier, rules, now) => Decided.Happens(DueMoves.Of(dossier, rules, now)), ct);
                        if (written is { Decided.Events.Count: > 0 })
                        {
                            Interlocked.Increment(ref moved);
                            await DossierTeller.TellAllAsync(client, written.Dossier, ct);
                        }
                    }
                    catch (KeyNotFoundException e)
                    {
                        // Its law is not there any more, so its limits stand as they are; the watchdog shows it to an operator.
                        log.LogError("The limits of dossier {Dossier} cannot follow the calendar: {Error}", entry.Code, e.Message);
                    }
                });
        }
        while (page.Count == PageSize);

        if (moved > 0)
        {
            log.LogInformation("The limits of {Count} dossiers were moved to follow the calendar.", moved);
        }
    }
}
