using System.Globalization;
using System.Text.Json.Serialization;

namespace LienThong.Embedded.Engine;

/// <summary>One thing that an orchestrator asked for in a turn.</summary>
/// <param name="Kind">What it asked for.</param>
/// <param name="Event">The number that the answer will carry.</param>
/// <param name="Name">The activity's, orchestrator's or event's name.</param>
/// <param name="Target">The instance that is called or sent to.</param>
/// <param name="Due">When the timer is due (UTC).</param>
internal sealed record TurnAction(
    ActionKind Kind,
    int Event = 0,
    string? Name = null,
    string? Target = null,
    DateTime? Due = null)
{
    /// <summary>
    /// The JSON that goes along. It is not part of the history: what was asked for has been sent, and a replay with another
    /// input (a new optional field, say) changes nothing that can still be changed.
    /// </summary>
    [JsonIgnore]
    public string? Data { get; init; }

    /// <summary>Whether a replay asked for the same.</summary>
    public bool Matches(TurnAction other) =>
        Kind == other.Kind && Event == other.Event && Due == other.Due && Target == other.Target
        && string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>For a reader: <c>activity 'Register' (#3)</c>.</summary>
    public override string ToString() => Kind switch
    {
        ActionKind.CallActivity => string.Create(CultureInfo.InvariantCulture, $"activity '{Name}' (#{Event})"),
        ActionKind.CallChild => string.Create(CultureInfo.InvariantCulture, $"sub-orchestration '{Name}' as instance '{Target}' (#{Event})"),
        ActionKind.CreateTimer => string.Create(CultureInfo.InvariantCulture, $"timer until {Due:O} (#{Event})"),
        ActionKind.CancelTimer => string.Create(CultureInfo.InvariantCulture, $"cancelled timer (#{Event})"),
        ActionKind.SendEvent => $"event '{Name}' to instance '{Target}'",
        ActionKind.Complete => "completion",
        ActionKind.Fail => "failure",
        _ => "continue-as-new",
    };
}
