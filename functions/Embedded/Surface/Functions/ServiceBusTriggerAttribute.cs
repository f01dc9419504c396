namespace LienThong.Embedded.Functions;

/// <summary>Runs the function for each message of a queue, or of a topic's subscription. The parameter is a string, a
/// byte array, <see cref="BinaryData"/>, or a type that the body is JSON of.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ServiceBusTriggerAttribute : Attribute
{
    /// <summary>Listens to a queue.</summary>
    public ServiceBusTriggerAttribute(string queueName) => QueueName = queueName;

    /// <summary>Listens to a subscription of a topic.</summary>
    public ServiceBusTriggerAttribute(string topicName, string subscriptionName) =>
        (TopicName, SubscriptionName) = (topicName, subscriptionName);

    /// <summary>The queue, if it is one.</summary>
    public string? QueueName { get; }

    /// <summary>The topic, if it is one.</summary>
    public string? TopicName { get; }

    /// <summary>The topic's subscription.</summary>
    public string? SubscriptionName { get; }

    /// <summary>The setting that names the connection; of no meaning on one machine.</summary>
    public string? Connection { get; set; }

    /// <summary>The messages of a session are handled in order, one at a time; a message without a session is refused.</summary>
    public bool IsSessionsEnabled { get; set; }

    /// <summary>Batches are not offered on one machine: start-up is refused if this is set.</summary>
    public bool IsBatched { get; set; }

    /// <summary>Messages are completed when the function returns, always; the property is there for Azure.</summary>
    public bool AutoCompleteMessages { get; set; }
}
