namespace LienThong.Embedded.Queues;

/// <summary>Nothing in the app has to do with the queue or topic that a message was sent to.</summary>
public sealed class UnknownQueueException(string name)
    : Exception($"No function of the app listens to '{name}', and it is not among the declared queues and topics.")
{
    /// <summary>The name.</summary>
    public string QueueOrTopic { get; } = name;
}
