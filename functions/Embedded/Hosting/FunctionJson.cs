using System.Text.Json;

namespace LienThong.Embedded.Hosting;

/// <summary>How payloads of triggers and outputs are read and written: as the isolated worker does by default.</summary>
internal static class FunctionJson
{
    public static JsonSerializerOptions Options { get; } = new() { PropertyNameCaseInsensitive = true };
}
