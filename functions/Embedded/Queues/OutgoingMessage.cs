using System.Text;

namespace LienThong.Embedded.Queues;

/// <summary>A message to be sent.</summary>
public sealed record OutgoingMessage
{
    /// <summary>The sender's id of the message, at most 128 characters. A second message of the same id sent to the same
    /// queue or topic within the duplicate window is taken and dropped.</summary>
    public required string MessageId { get; init; }

    /// <summary>The body, as bytes.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>What the message is about, for its reader.</summary>
    public string? Subject { get; init; }

    /// <summary>The body's media type.</summary>
    public string? ContentType { get; init; }

    /// <summary>The session, at most 128 characters: a queue with sessions handles the messages of one in order, one at a time, and
    /// takes none without it. Elsewhere it is only kept.</summary>
    public string? SessionId { get; init; }

    /// <summary>Further values for the reader.</summary>
    public IReadOnlyDictionary<string, string> ApplicationProperties { get; init; } = NoProperties;

    /// <summary>When the message becomes visible; at once if null or past.</summary>
    public DateTimeOffset? ScheduledAt { get; init; }

    /// <summary>The W3C <c>traceparent</c> that the reader's invocation carries on; that of the current activity if null.</summary>
    public string? TraceParent { get; init; }

    internal static IReadOnlyDictionary<string, string> NoProperties { get; } = new Dictionary<string, string>().AsReadOnly();

    /// <summary>A message whose body is JSON.</summary>
    public static OutgoingMessage FromJson(string messageId, string json) =>
        new() { MessageId = messageId, Body = Encoding.UTF8.GetBytes(json), ContentType = "application/json" };
}
