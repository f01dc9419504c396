using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using LienThong.Simulator.Scores;
using LienThong.Simulator.Stories;

namespace LienThong.Simulator.Players;

/// <summary>The portal, the province, VNeID, the citizens' repository, the post: they take what they are told, and have the
/// manners of real systems. Whatever comes out of order is against the contract.</summary>
internal sealed class SystemPlayers(Stage stage)
{
    // Who is down, on which day of the play and from which hour to which.
    private static readonly (string System, int Day, int From, int To)[] Outages = [("vneid", 2, 9, 12), ("province", 3, 13, 19), ("repository", 8, 8, 10)];

    private readonly ConcurrentDictionary<(string System, string Dossier), ConcurrentDictionary<int, bool>> _told = new();
    private readonly ConcurrentDictionary<string, bool> _forgotten = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _seen = new(StringComparer.Ordinal);

    /// <summary>A message has come.</summary>
    public async Task<AgencyAnswer> ReceiveAsync(string system, SystemMessage message, CancellationToken cancellation)
    {
        if (IsDown(system))
        {
            return new AgencyAnswer(503);
        }

        var filed = await stage.Ledger.WhoseAsync(message.Dossier, cancellation);
        var isFirst = _seen.TryAdd(message.MessageId, true);
        bool Happens(double share, string what) => isFirst && stage.Draws.Chance(share, filed.Filing.Number, $"{system} {what}");
        if (system != message.Lane)
        {
            stage.Ledger.Unexpected($"{message.MessageId} of the lane {message.Lane} came to {system}");
        }

        switch (system)
        {
            // It has lost what it was told of a dossier: an operator has to tell it again from the beginning.
            case "portal" when !message.IsReplayed
                && (_forgotten.ContainsKey(message.Dossier) || (message.Status == 9 && Happens(0.04, "forgets"))):
                _forgotten[message.Dossier] = true;
                _told.TryRemove((system, message.Dossier), out _);
                return new AgencyAnswer(409, Says("earlier-status-missing"));

            // Its list of units is out of date until somebody has called.
            case "province" when message is { Kind: "result" } && Happens(0.02, "refuses"):
                return new AgencyAnswer(422, Says("unit-list-out-of-date"));

            // Paper takes its time.
            case "post" when isFirst:
                return new AgencyAnswer(202);
        }

        if (message.Status is { } number)
        {
            var told = _told.GetOrAdd((system, message.Dossier), _ => new());
            var missing = stage.Law.Lanes.First(lane => lane.Code == system).Status(number)!.After.Where(before => !told.ContainsKey(before)).ToList();
            if (missing.Count > 0)
            {
                stage.Ledger.Unexpected($"{message.MessageId}: {system} was told {number} before {string.Join(", ", missing)}");
            }

            told[number] = true;
        }

        stage.Ledger.Note(new Received(system, message.Dossier, message.About));
        // Taken, and the answer lost on the way.
        return new AgencyAnswer(Happens(0.02, "hangs up") ? null : 200);
    }

    private bool IsDown(string system)
    {
        var now = stage.Now.ToOffset(Period.Offset);
        return Outages.Any(outage => outage.System == system
            && now >= stage.Period.At(outage.Day, new TimeOnly(outage.From, 0)) && now < stage.Period.At(outage.Day, new TimeOnly(outage.To, 0)));
    }

    private static JsonObject Says(string error) => new() { ["error"] = error };
}
