namespace LienThong.Embedded.Queues;

/// <summary>Sends to the queues and topics of the function app.</summary>
public interface IMessageBus
{
    /// <summary>
    /// Sends a message to a queue, or a copy of it to every subscription of a topic that a function of the app names.
    /// Completes when the message is durable.
    /// </summary>
    /// <exception cref="UnknownQueueException">No function of the app listens to that name and nothing declares it.</exception>
    /// <exception cref="SessionMissingException">The queue, or one of the subscriptions, has sessions and the message has none.</exception>
    /// <exception cref="QueueFullException">The queue, or one of the subscriptions, holds as many messages as it may.</exception>
    Task SendAsync(string queueOrTopic, OutgoingMessage message, CancellationToken cancellation = default);
}
