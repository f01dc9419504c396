using System.Text.Json.Serialization;
using LienThong.Procedures.Faults;
using LienThong.Procedures.Law.Lanes;

namespace LienThong.Procedures.Dossiers;

/// <summary>How far the delivery of a result has come.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DeliveryState>))]
public enum DeliveryState
{
    /// <summary>Nobody is registered who would take it.</summary>
    NoReceiver,

    /// <summary>It is to be delivered.</summary>
    Owed,

    /// <summary>The receiver has it and has not confirmed yet.</summary>
    Sent,

    /// <summary>The receiver has confirmed.</summary>
    Confirmed,

    /// <summary>The receiver does not take it; an operator must look.</summary>
    Parked,
}

/// <summary>One result on its way to one of those who are to have it.</summary>
/// <param name="Edition">The newest edition, which is the one on its way.</param>
/// <param name="Since">Since when it is to be delivered, UTC.</param>
/// <param name="ConfirmedAt">When the receiver confirmed, UTC; null while it has not.</param>
public sealed record Delivery(
    string Lane, Localized Name, string Step, int Edition, DeliveryState State, Localized StateText, DateTimeOffset Since, DateTimeOffset? ConfirmedAt)
{
    /// <summary>The deliveries of all results that there are.</summary>
    /// <param name="dossier">The dossier.</param>
    /// <param name="rules">The law under which it stands.</param>
    /// <param name="lanes">The lanes that have a receiver for this dossier.</param>
    public static IReadOnlyList<Delivery> Of(Dossier dossier, DossierRules rules, IReadOnlySet<string> lanes)
    {
        if (dossier.State.Steps.All(step => step.Edition == 0))
        {
            return [];
        }

        var keepers = ErrandPlan.Lanes(dossier, rules).Where(lane => ErrandPlan.Keeps(lane, dossier) && IsShown(lane, lanes)).ToArray();
        var errands = ErrandPlan.All(dossier, rules, keepers.Select(lane => lane.Code).ToHashSet());
        return
        [
            .. from errand in errands
               where errand.Kind == ErrandKinds.Result
               let state = lanes.Contains(errand.Lane) ? StateOf(dossier, errand) : DeliveryState.NoReceiver
               let confirmed = state == DeliveryState.Confirmed ? dossier.Events.OfType<ErrandDone>().Last(e => e.Lane == errand.Lane && e.Errand == errand.Id).At : (DateTimeOffset?)null
               select new Delivery(
                   errand.Lane, keepers.Single(lane => lane.Code == errand.Lane).Name, errand.Step!, errand.Edition!.Value, state, Words(state), errand.Since, confirmed),
        ];
    }

    /// <summary>Where one errand stands, of a lane that has a receiver.</summary>
    public static DeliveryState StateOf(Dossier dossier, Errand errand) => dossier.State.Errands.GetValueOrDefault(errand.Lane) switch
    {
        { } lane when lane.Done.Contains(errand.Id) => DeliveryState.Confirmed,
        { } lane when lane.ParkedErrand == errand.Id => DeliveryState.Parked,
        { } lane when lane.Taken.Contains(errand.Id) => DeliveryState.Sent,
        _ => DeliveryState.Owed,
    };

    // A deviation that nobody uses is no receiver that is missed.
    private static bool IsShown(Lane lane, IReadOnlySet<string> lanes) => lane.Code == lane.Receiver || lanes.Contains(lane.Code);

    private static Localized Words(DeliveryState state) => state switch
    {
        DeliveryState.NoReceiver => new("chưa có nơi nhận được đăng ký", "no receiver"),
        DeliveryState.Owed => new("chờ chuyển", "to be delivered"),
        DeliveryState.Sent => new("đã chuyển, chờ xác nhận", "sent, to be confirmed"),
        DeliveryState.Confirmed => new("nơi nhận đã xác nhận", "confirmed"),
        DeliveryState.Parked => new("nơi nhận từ chối, chờ người vận hành", "not taken, waits for an operator"),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };
}
