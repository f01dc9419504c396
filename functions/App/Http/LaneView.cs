using LienThong.App.Errands;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Faults;

namespace LienThong.App.Http;

/// <summary>One lane of a dossier as an operator gets it.</summary>
/// <param name="Receiver">The partner that takes its errands; null when nobody does, or when the app asks the system itself.</param>
/// <param name="State">NoReceiver; Parked; Owed: something is still to be done; Idle: everything is done.</param>
internal sealed record LaneView(
    string Lane, Localized? Name, string? Receiver, string State, ParkedView? Parked, int Replays, IReadOnlyList<ErrandView> Errands)
{
    /// <summary>The lanes that the law files have for the dossier, and the agencies that were or are to be told of a new edition.</summary>
    public static IReadOnlyList<LaneView> Of(Dossier dossier, DossierRules rules, LaneDirectory directory)
    {
        var served = directory.Of(dossier);
        var all = ErrandPlan.All(dossier, rules, served);
        var inForce = ErrandPlan.Lanes(dossier, rules).Where(lane => lane.Code == lane.Receiver || served.Contains(lane.Code)).Select(lane => lane.Code);
        return
        [
            .. inForce.Concat(all.Select(errand => errand.Lane)).Concat(dossier.State.Errands.Keys).Distinct()
                .Select(lane => Of(dossier, lane, directory, served.Contains(lane), [.. all.Where(errand => errand.Lane == lane)])),
        ];
    }

    private static LaneView Of(Dossier dossier, string code, LaneDirectory directory, bool served, IReadOnlyList<Errand> errands)
    {
        var lane = directory.Find(dossier, code);
        var state = dossier.State.Errands.GetValueOrDefault(code) ?? new LaneState();
        var views = errands.Select(errand => new ErrandView(
            errand.Id,
            errand.Kind,
            errand.Step,
            errand.Edition,
            errand.Status,
            errand.Status is { } number ? lane?.Status(number)?.Name : null,
            errand.Filled,
            errand.Since,
            Delivery.StateOf(dossier, errand))).ToArray();
        return new LaneView(
            code,
            lane?.Name,
            directory.ReceiverOf(dossier, code)?.Id,
            !served ? "NoReceiver" : state.ParkedErrand is not null ? "Parked" : views.All(view => view.State == DeliveryState.Confirmed) ? "Idle" : "Owed",
            state.ParkedErrand is { } errand ? new ParkedView(errand, state.ParkedCode!, state.ParkedText!) : null,
            state.Replays,
            views);
    }
}

/// <summary>Where a lane stands still, and why.</summary>
internal sealed record ParkedView(string Errand, string Code, string Text);

/// <summary>One errand of a lane.</summary>
internal sealed record ErrandView(
    string Id, string Kind, string? Step, int? Edition, int? Status, Localized? StatusName, bool Filled, DateTimeOffset Since, DeliveryState State);
