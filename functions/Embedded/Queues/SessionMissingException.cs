namespace LienThong.Embedded.Queues;

/// <summary>A message without a session was sent to where sessions keep the order.</summary>
public sealed class SessionMissingException(string queue) : Exception($"'{queue}' has sessions: a message to it needs a SessionId.")
{
    /// <summary>The queue, or topic and subscription.</summary>
    public string Queue { get; } = queue;
}
