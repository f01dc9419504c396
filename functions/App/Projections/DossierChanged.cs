using System.Collections.Concurrent;
using System.Text.Json;
using LienThong.App.Aliases;
using LienThong.App.Dossiers;
using LienThong.App.Errands;
using LienThong.Procedures.Dossiers;
using LienThong.Storage;

namespace LienThong.App.Projections;

/// <summary>
/// Follows the change feed of dossiers: keeps worklists, the watchdog's list and the numbers under which dossiers are found, brings
/// late notices together with their dossiers, keeps what dossiers count for in reports, looks at results for numbers given twice, and
/// tells an orchestration again when the dossier's truth is ahead of it. Everything here may run twice.
/// </summary>
public sealed class DossierChanged(
    DossierDesk desk, NoticeDesk notices, ErrandDesk errands, ResultClaims results, IWorklistStore worklists, IWatchStore watches,
    IAliasStore aliases, AliasKeys aliasKeys, PersonRecordProjection persons, IPersonRecordStore personRecords,
    IFigureStore figures, ILogger<DossierChanged> log)
{
    // Azure passes changes over on which a function failed for good, and the next change of a dossier may never come.
    [Function(nameof(DossierChanged))]
    [ExponentialBackoffRetry(-1, "00:00:01", "00:01:00")]
    public async Task Run(
        [CosmosDBTrigger("lienthong", "dossiers", Connection = "CosmosDb", LeaseContainerName = "leases", FeedPollDelay = 500, MaxItemsPerInvocation = 100, StartFromBeginning = true)]
        IReadOnlyList<JsonElement> changes,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(changes);
        ConcurrentBag<StoredFigures> counted = [];
        try
        {
            await Parallel.ForEachAsync(
                changes,
                new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = cancellation },
                async (change, ct) =>
                {
                    if (Read(change) is { } dossier && await FollowAsync(dossier, client, ct) is { } figures)
                    {
                        counted.Add(figures);
                    }
                });
            await figures.PutAsync([.. counted], cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogWarning("Changes of dossiers could not be taken and come again: {Error}", e.GetType().Name);
            throw;
        }
    }

    // One that a newer release wrote comes again with its next change, or when the feed is read anew; the others do not wait for it.
    private Dossier? Read(JsonElement change)
    {
        try
        {
            return change.Deserialize<Dossier>(DossierJson.Options)!;
        }
        catch (JsonException)
        {
            log.LogError("Dossier {Dossier} cannot be read.", change.TryGetProperty("code", out var code) ? code.ToString() : null);
            return null;
        }
    }

    /// <returns>What the dossier counts for; null if it cannot be followed or counted.</returns>
    private async Task<StoredFigures?> FollowAsync(Dossier dossier, DurableTaskClient client, CancellationToken cancellation)
    {
        Follow follow;
        try
        {
            follow = await ProjectAsync(dossier, cancellation);
        }
        catch (Exception e) when (DossierTrouble.IsItsOwn(e))
        {
            // One dossier that cannot be followed must not hold up all the others: an operator sees it instead.
            await ShowAsync(dossier, e, cancellation);
            return null;
        }

        // An engine that cannot be told now is no fault of the dossier: all of it comes again.
        await TellAsync(dossier, follow, client, cancellation);
        try
        {
            return FigureProjection.Of(dossier, follow.Rules);
        }
        catch (Exception e) when (DossierTrouble.IsItsOwn(e))
        {
            await ShowAsync(dossier, e, cancellation);
            return null;
        }
    }

    private async Task ShowAsync(Dossier dossier, Exception e, CancellationToken cancellation)
    {
        log.LogError("Dossier {Dossier} cannot be followed: {Error}", dossier.Code, e.GetType().Name);
        await worklists.PutAsync(WorklistProjection.Unfollowed(dossier), cancellation);
    }

    private async Task<Follow> ProjectAsync(Dossier dossier, CancellationToken cancellation)
    {
        var rules = desk.RulesFor(dossier);
        var now = desk.Now;
        var owes = errands.Moving(dossier).Count > 0;
        var (put, remove) = WorklistProjection.Of(dossier);
        List<Task> writes =
        [
            .. put.Select(entry => worklists.PutAsync(entry, cancellation)),
            .. remove.Select(key => worklists.RemoveAsync(key.Agency, dossier.Code, key.Step, dossier.Version, cancellation)),
            dossier.State.Status == DossierStatus.Closed && !owes
                ? watches.RemoveAsync(dossier.Code, dossier.Version, cancellation)
                : watches.PutAsync(dossier.Code, dossier.Version, ErrandWatch.NextWake(dossier, rules, owes, now), now, cancellation),
            .. persons.Of(dossier, rules.Law).Select(held => personRecords.PutAsync(held, cancellation)),
            aliases.AddAsync(dossier.Code, aliasKeys.Of(dossier), cancellation),
            notices.MatchAsync(dossier, cancellation),
        ];
        await Task.WhenAll(writes);
        await results.CheckAsync(dossier, cancellation);
        return new Follow(rules, DossierPlan.IsAhead(dossier, rules, now), owes);
    }

    private static async Task TellAsync(Dossier dossier, Follow follow, DurableTaskClient client, CancellationToken cancellation)
    {
        if (follow.IsAhead)
        {
            await DossierTeller.TellAllAsync(client, dossier, cancellation);
        }
        else if (dossier.State.Status == DossierStatus.Closed)
        {
            await DossierTeller.TellOfTheEndAsync(client, dossier, cancellation);
        }

        if (follow.Owes)
        {
            await ErrandTeller.TellAsync(client, dossier, cancellation);
        }
        else if (dossier.State is { Status: DossierStatus.Closed, Errands.Count: > 0 })
        {
            await ErrandTeller.TellOfTheEndAsync(client, dossier, cancellation);
        }
    }

    /// <param name="IsAhead">Whether the dossier says more than its orchestrations have taken up.</param>
    /// <param name="Owes">Whether other systems are still to be told of something.</param>
    private sealed record Follow(DossierRules Rules, bool IsAhead, bool Owes);
}
