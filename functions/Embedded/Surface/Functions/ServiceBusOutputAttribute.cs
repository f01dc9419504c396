namespace LienThong.Embedded.Functions;

/// <summary>Sends what the function returns (a string as it stands, anything else as JSON, nothing for null).</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class ServiceBusOutputAttribute(string queueOrTopicName, ServiceBusEntityType entityType = ServiceBusEntityType.Queue)
    : Attribute
{
    /// <summary>Where to.</summary>
    public string QueueOrTopicName { get; } = queueOrTopicName;

    /// <summary>Whether that is a queue or a topic.</summary>
    public ServiceBusEntityType EntityType { get; set; } = entityType;

    /// <summary>The setting that names the connection; of no meaning on one machine.</summary>
    public string? Connection { get; set; }
}
