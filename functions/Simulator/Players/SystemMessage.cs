using System.Text.Json;

namespace LienThong.Simulator.Players;

/// <summary>A message to a system that is told what becomes of dossiers, or gets results.</summary>
/// <param name="Kind">status or result.</param>
/// <param name="Status">With a status: the system's own number.</param>
/// <param name="Result">With a result: the step and the edition, such as <c>birth:1</c>.</param>
internal sealed record SystemMessage(string MessageId, string Kind, string Lane, string Dossier, int? Status, string? Result)
{
    /// <summary>What it is about: the same whenever it is told.</summary>
    public string About => Status is { } number ? $"{Kind} {number}" : $"{Kind} {Result}";

    /// <summary>An operator has everything told again.</summary>
    public bool IsReplayed => MessageId[MessageId.LastIndexOf(':')..] is [':', 'r', >= '1' and <= '9', ..];

    /// <summary>Reads the body of a message.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static SystemMessage Read(JsonElement body)
    {
        string Text(string name) => body.GetProperty(name).GetString() ?? throw new JsonException($"The message has no {name}.");
        var kind = Text("kind");
        return new SystemMessage(
            Text("messageId"),
            kind,
            Text("lane"),
            Text("dossier"),
            kind == "status" ? body.GetProperty("status").GetInt32() : null,
            kind == "result" && body.GetProperty("result") is var result ? $"{result.GetProperty("step").GetString()}:{result.GetProperty("edition").GetInt32()}" : null);
    }
}
