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
public sealed class ErrandDesk(DossierDesk desk, LaneDirectory lanes, LaneSender sender, ErrandMeter meter, ILogger<ErrandDesk> log)
{
    // So that one turn ends while somebody still waits for it; the next goes on.
    private const int MostPerTurn = 200;

    private static readonly TimeSpan UntilAskedAgain = TimeSpan.FromHours(1);

    /// <summary>What is owed now to systems whose lanes move.</summary>
    public IReadOnlyList<Errand> Moving(Dossier dossier) => ErrandPlan.Moving(dossier, desk.RulesFor(dossier), lanes.Of(dossier));

    /// <summary>Tries every lane that does not wait.</summary>
    public async Task<ErrandProgress> AdvanceAsync(ErrandTurn turn, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(turn);
        var code = DossierCode.Parse(turn.Dossier);
        var dossier = await ReadAsync(code, cancellation);
        var moving = LanesOf(dossier);
        var waits = turn.Waits.Where(wait => moving.Contains(wait.Lane)).ToDictionary(wait => wait.Lane, StringComparer.Ordinal);
        var due = moving.Where(lane => !waits.TryGetValue(lane, out var wait) || wait.Until <= desk.Now || (wait.Attempts == 0 && HasNew(dossier, lane)));
        var tried = await Task.WhenAll(due.ToArray().Select(lane => TryAsync(code, lane, waits.GetValueOrDefault(lane), cancellation)));
        foreach (var (lane, wait) in tried)
        {
            waits.Remove(lane);
            if (wait is not null)
            {
                waits.Add(lane, wait);
            }
        }

        dossier = await ReadAsync(code, cancellation);
        var left = LanesOf(dossier);
        LaneWait[] waiting = [.. waits.Values.Where(wait => left.Contains(wait.Lane))];
        DateTimeOffset? again = left.Count > waiting.Length ? desk.Now : waiting.Length == 0 ? null : waiting.Min(wait => wait.Until);
        return new ErrandProgress(left.Count == 0 && dossier.State.Status == DossierStatus.Closed, waiting, again);
    }

    /// <summary>Does one lane's errands until there are none left, it has to wait or it stands still. What the system has already is
    /// asked for again, once, when its wait is over; meanwhile it holds up nothing new.</summary>
    private async Task<(string Lane, LaneWait? Wait)> TryAsync(DossierCode code, string lane, LaneWait? before, CancellationToken cancellation)
    {
        var attempts = before?.Attempts ?? 0;
        var asksAgain = before is null || before.Until <= desk.Now;
        var until = asksAgain ? null : before?.Until;
        var asked = new HashSet<string>(StringComparer.Ordinal);
        for (var errands = 0; errands < MostPerTurn; errands++)
        {
            var dossier = await ReadAsync(code, cancellation);
            var owed = Moving(dossier).Where(errand => errand.Lane == lane).ToArray();
            var next = owed.FirstOrDefault(errand => !IsTaken(dossier, errand))
                ?? (asksAgain ? owed.FirstOrDefault(errand => !asked.Contains(errand.Id)) : null);
            if (next is null)
            {
                return (lane, owed.Length == 0 ? null : new LaneWait(lane, 0, until ?? desk.Now + UntilAskedAgain));
            }

            switch (await RunAsync(dossier, next, cancellation))
            {
                case ErrandResult.Done done:
                    await desk.AppendAsync(
                        code, (current, rules, now) => ErrandActs.Done(current, next, done.Happened?.Invoke(current, rules, now) ?? [], now), cancellation);
                    meter.Confirmed(lane, next.Kind, desk.Now - next.Since);
                    attempts = 0;
                    break;

                case ErrandResult.Taken taken:
                    await desk.AppendAsync(code, (current, _, now) => ErrandActs.Taken(current, next, now), cancellation);
                    asked.Add(next.Id);
                    var again = desk.Now + (taken.After ?? UntilAskedAgain);
                    until = until < again ? until : again;
                    break;

                case ErrandResult.Later later when DeliveryPatience.After(attempts, $"{code}:{lane}:{next.Id}") is { } wait:
                    log.LogInformation("{Lane} did not take {Errand} of {Dossier} ({Why}).", lane, next.Id, code, later.Why);
                    return (lane, new LaneWait(lane, attempts + 1, desk.Now + (later.After > wait ? later.After.Value : wait)));

                case ErrandResult.Later later:
                    await ParkAsync(code, next, later.Code, later.Why, cancellation);
                    return (lane, null);

                case ErrandResult.Parked parked:
                    await ParkAsync(code, next, parked.Code, parked.Text, cancellation);
                    return (lane, null);
            }
        }

        return (lane, null);
    }

    private async Task<ErrandResult> RunAsync(Dossier dossier, Errand errand, CancellationToken cancellation)
    {
        try
        {
            return await (lanes.RunnerOf(errand.Lane)?.RunAsync(dossier, errand, cancellation) ?? sender.RunAsync(dossier, errand, cancellation));
        }
        catch (Exception e) when (DossierTrouble.IsItsOwn(e))
        {
            // Our own fault, which nobody foresaw: tried again like anything that passes, so that the other lanes go on, and parked in
            // the end as what it is.
            log.LogError("The errand {Errand} of {Dossier} with {Lane} failed: {Error}", errand.Id, dossier.Code, errand.Lane, e.GetType().Name);
            return new ErrandResult.Later(e.GetType().Name) { Code = "errand-failed" };
        }
    }

    private async Task ParkAsync(DossierCode code, Errand errand, string because, string text, CancellationToken cancellation)
    {
        log.LogWarning("{Lane} does not take {Errand} of {Dossier} ({Code}); parked.", errand.Lane, errand.Id, code, because);
        await desk.AppendAsync(code, (current, _, now) => ErrandActs.Park(current, errand, because, text, now), cancellation);
    }

    private async Task<Dossier> ReadAsync(DossierCode code, CancellationToken cancellation) =>
        await desk.ReadAsync(code, cancellation) ?? throw new InvalidOperationException($"Dossier {code} is not in the store.");

    private static bool IsTaken(Dossier dossier, Errand errand) => dossier.State.Errands.GetValueOrDefault(errand.Lane)?.Taken.Contains(errand.Id) == true;

    private bool HasNew(Dossier dossier, string lane) => Moving(dossier).Any(errand => errand.Lane == lane && !IsTaken(dossier, errand));

    private HashSet<string> LanesOf(Dossier dossier) => Moving(dossier).Select(errand => errand.Lane).ToHashSet(StringComparer.Ordinal);
}
