using System.Text;
using System.Text.Json;
using LienThong.Embedded.Hosting;

namespace LienThong.Embedded.Queues;

/// <summary>Makes messages of what functions return.</summary>
internal static class FunctionOutput
{
    /// <summary>A string as it stands, bytes as they are, anything else as JSON.</summary>
    public static OutgoingMessage Message(object result)
    {
        var id = Guid.CreateVersion7().ToString("N");
        return result switch
        {
            string text => new OutgoingMessage { MessageId = id, Body = Encoding.UTF8.GetBytes(text), ContentType = "text/plain" },
            byte[] bytes => new OutgoingMessage { MessageId = id, Body = bytes, ContentType = "application/octet-stream" },
            _ => OutgoingMessage.FromJson(id, JsonSerializer.Serialize(result, result.GetType(), FunctionJson.Options)),
        };
    }
}
