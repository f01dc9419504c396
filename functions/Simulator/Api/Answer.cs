using System.Net;
using System.Text.Json;

namespace LienThong.Simulator.Api;

/// <summary>What the app answered.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The JSON body; undefined when there was none.</param>
/// <param name="ETag">The version of what was read.</param>
internal sealed record Answer(HttpStatusCode Status, JsonElement Body, string? ETag)
{
    /// <summary>A member of the body as text; null when it is not there.</summary>
    public string? Text(string member) => Member(member) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>Whether a member of the body is true.</summary>
    public bool Is(string member) => Member(member) is { ValueKind: JsonValueKind.True };

    /// <summary>The stable code of a problem.</summary>
    public string Code => Text("code") ?? "";

    private JsonElement? Member(string name) =>
        Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty(name, out var value) ? value : null;
}
