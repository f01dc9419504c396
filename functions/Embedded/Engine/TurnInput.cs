using System.Text.Json.Serialization;

namespace LienThong.Embedded.Engine;

/// <summary>One thing that happened to an instance: what a turn begins with.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Event">The number of the activity, timer or sub-orchestration that it answers.</param>
/// <param name="Name">The event's name.</param>
/// <param name="Data">The result, failure, payload or input as JSON; null for none.</param>
internal sealed record TurnInput(
    InputKind Kind,
    int Event = 0,
    string? Name = null,
    [property: JsonConverter(typeof(RawJsonConverter))] string? Data = null);
