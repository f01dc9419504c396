using System.Text;
using System.Text.Json;
using LienThong.Embedded.Hosting;

namespace LienThong.Embedded.Queues;

/// <summary>Turns a message's body into what a function's parameter holds.</summary>
internal static class Payload
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="UnreadablePayloadException">The body is not that.</exception>
    public static object? Read(Type type, ReadOnlyMemory<byte> body)
    {
        try
        {
            return type == typeof(string) ? Strict.GetString(body.Span)
                : type == typeof(byte[]) ? body.ToArray()
                : type == typeof(BinaryData) ? BinaryData.FromBytes(body)
                : JsonSerializer.Deserialize(body.Span, type, FunctionJson.Options);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or DecoderFallbackException)
        {
            throw new UnreadablePayloadException(type, e);
        }
    }
}
