using System.Text.Json;
using System.Text.Json.Serialization;

namespace LienThong.Embedded.Engine;

/// <summary>One turn of an instance: when it was, what it began with, and what the orchestrator then asked for.</summary>
/// <param name="At">The orchestrator's time in the turn (UTC).</param>
/// <param name="In">What happened, in the order in which the orchestrator learned of it.</param>
/// <param name="Out">What it asked for, in order.</param>
internal sealed record HistoryTurn(DateTime At, IReadOnlyList<TurnInput> In, IReadOnlyList<TurnAction> Out)
{
    /// <summary>The turn as it is stored: UTF-8 JSON.</summary>
    public byte[] Encode() => JsonSerializer.SerializeToUtf8Bytes(this, HistoryJson.Default.HistoryTurn);

    /// <summary>A stored turn.</summary>
    public static HistoryTurn Decode(ReadOnlySpan<byte> data) => JsonSerializer.Deserialize(data, HistoryJson.Default.HistoryTurn)!;
}

/// <summary>How what the engine stores becomes JSON, made at compile time.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(HistoryTurn))]
[JsonSerializable(typeof(HistoryFile))]
[JsonSerializable(typeof(Failure))]
[JsonSerializable(typeof(List<TurnInput>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class HistoryJson : JsonSerializerContext;
