using LienThong.App.Dossiers;
using LienThong.App.Messages;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Identifiers;
using LienThong.Storage;

namespace LienThong.App.Errands;

/// <summary>
/// Carries out what a dossier owes other systems: every lane's errands one after another in their order, the lanes side by side.
/// What has been confirmed is written down before the next is begun.
/// </summary>
public sealed class ErrandDesk(DossierDesk desk, LaneDirectory lanes, LaneSender sender, ILogger<ErrandDesk> log)
{
    // So that one turn ends while somebody still waits for it; the next goes on.
    private const int MostPerTurn = 50;

    private static readonly TimeSpan UntilAskedAgain = TimeSpan.FromHours(1);

    /// <summary>What is owed now to systems whose lanes move.</summary>
    public IReadOnlyList<Errand> Moving(Dossier dossier) => ErrandPlan.Moving(dossier, desk.RulesFor(dossier), lanes.Of(dossier));

    /// <summary>Tries every lane that does not wait.</summary>
    public async Task<ErrandProgress> AdvanceAsync(ErrandTurn turn, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(turn);
        var code = DossierCode.Parse(turn.Dossier);
        var moving = LanesOf(await ReadAsync(code, cancellation));
        var waiting = turn.Waits.Where(wait => moving.Contains(wait.Lane) && wait.Until > desk.Now).ToList();
        var due = moving.Except(waiting.Select(wait => wait.Lane));
        var tried = await Task.WhenAll(due.Select(lane =>
            RunLaneAsync(code, lane, turn.Waits.FirstOrDefault(wait => wait.Lane == lane)?.Attempts ?? 0, cancellation)));
        waiting.AddRange(tried.OfType<LaneWait>());

        var dossier = await ReadAsync(code, cancellation);
        var left = LanesOf(dossier);
        waiting.RemoveAll(wait => !left.Contains(wait.Lane));
        DateTimeOffset? again = left.Count > waiting.Count ? desk.Now : waiting.Count == 0 ? null : waiting.Min(wait => wait.Until);
        return new ErrandProgress(left.Count == 0 && dossier.State.Status == DossierStatus.Closed, waiting, again);
    }

    /// <summary>Does one lane's errands until there are none left, it has to wait or it stands still.</summary>
    private async Task<LaneWait?> RunLaneAsync(DossierCode code, string lane, int attempts, CancellationToken cancellation)
    {
        for (var errands = 0; errands < MostPerTurn; errands++)
        {
            var dossier = await ReadAsync(code, cancellation);
            if (Moving(dossier).FirstOrDefault(errand => errand.Lane == lane) is not { } next)
            {
                return null;
            }

            switch (await RunAsync(dossier, next, cancellation))
            {
                case ErrandResult.Done done:
                    await desk.AppendAsync(
                        code, (current, rules, now) => ErrandActs.Done(current, next, done.Happened?.Invoke(current, rules, now) ?? [], now), cancellation);
                    attempts = 0;
                    break;

                case ErrandResult.Taken taken:
                    await desk.AppendAsync(code, (current, _, now) => ErrandActs.Taken(current, next, now), cancellation);
                    return new LaneWait(lane, 0, desk.Now + (taken.After ?? UntilAskedAgain));

                case ErrandResult.Later later when DeliveryPatience.After(attempts, $"{code}:{lane}:{next.Id}") is { } wait:
                    log.LogInformation("{Lane} did not take {Errand} of {Dossier} ({Why}).", lane, next.Id, code, later.Why);
                    return new LaneWait(lane, attempts + 1, desk.Now + (later.After > wait ? later.After.Value : wait));

                case ErrandResult.Later later:
                    await ParkAsync(code, next, "receiver-unreachable", later.Why, cancellation);
                    return null;

                case ErrandResult.Parked parked:
                    await ParkAsync(code, next, parked.Code, parked.Text, cancellation);
                    return null;
            }
        }

        return null;
    }

    private async Task<ErrandResult> RunAsync(Dossier dossier, Errand errand, CancellationToken cancellation)
    {
        try
        {
            return await (lanes.RunnerOf(errand.Lane)?.RunAsync(dossier, errand, cancellation) ?? sender.RunAsync(dossier, errand, cancellation));
        }
        catch (Exception e) when (e is not (StorageUnavailableException or StorageOverloadedException or OperationCanceledException))
        {
            // Nobody foresaw it: tried again like anything that passes, so that the other lanes go on, and parked in the end.
            log.LogError("The errand {Errand} of {Dossier} with {Lane} failed: {Error}", errand.Id, dossier.Code, errand.Lane, e.GetType().Name);
            return new ErrandResult.Later(e.GetType().Name);
        }
    }

    private async Task ParkAsync(DossierCode code, Errand errand, string because, string text, CancellationToken cancellation)
    {
        log.LogWarning("{Lane} does not take {Errand} of {Dossier} ({Code}); parked.", errand.Lane, errand.Id, code, because);
        await desk.AppendAsync(code, (current, _, now) => ErrandActs.Park(current, errand, because, text, now), cancellation);
    }

    private async Task<Dossier> ReadAsync(DossierCode code, CancellationToken cancellation) =>
        await desk.ReadAsync(code, cancellation) ?? throw new InvalidOperationException($"Dossier {code} is not in the store.");

    private HashSet<string> LanesOf(Dossier dossier) => Moving(dossier).Select(errand => errand.Lane).ToHashSet(StringComparer.Ordinal);
}
