namespace LienThong.Embedded.Queues;

/// <summary>A message that could not be handled.</summary>
/// <param name="Id">Its id among the dead letters.</param>
/// <param name="Queue">The queue, or <c>topic/subscription</c>, that it was in.</param>
/// <param name="MessageId">The sender's id.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="EnqueuedAt">When it was sent (UTC).</param>
/// <param name="DeadLetteredAt">When it was given up (UTC).</param>
/// <param name="DeliveryCount">How often it was delivered.</param>
/// <param name="Reason"><c>MaxDeliveryCountExceeded</c> or <c>UnreadableBody</c>.</param>
/// <param name="Description">The last error's type and place, without its message, which may hold personal data.</param>
public sealed record DeadLetter(
    long Id,
    string Queue,
    string MessageId,
    string? Subject,
    DateTimeOffset EnqueuedAt,
    DateTimeOffset DeadLetteredAt,
    int DeliveryCount,
    string Reason,
    string? Description)
{
    /// <summary>The body, as bytes; empty in a list.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The body's media type.</summary>
    public string? ContentType { get; init; }

    /// <summary>The sender's further values.</summary>
    public IReadOnlyDictionary<string, string> ApplicationProperties { get; init; } = OutgoingMessage.NoProperties;
}
