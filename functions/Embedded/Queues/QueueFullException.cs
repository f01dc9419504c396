namespace LienThong.Embedded.Queues;

/// <summary>A queue holds as many messages as it may; an HTTP caller is answered 503 with Retry-After.</summary>
public sealed class QueueFullException(string queue, long depth)
    : Exception($"'{queue}' holds {depth} messages, as many as it may. Try again later.")
{
    /// <summary>The queue, or topic and subscription.</summary>
    public string Queue { get; } = queue;
}
