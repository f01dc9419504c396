namespace LienThong.Embedded.Queues;

/// <summary>The app's queues and topics, and how full what stands behind them is. Names do not tell case apart, as on Azure.</summary>
internal sealed class Entities
{
    private readonly Dictionary<string, Entity> _entities = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Every queue and subscription.</summary>
    public IEnumerable<QueueState> Queues => _entities.Values.SelectMany(entity => entity.Queues);

    /// <summary>Declares a queue.</summary>
    public QueueState AddQueue(string name, bool hasSessions = false) => Add(name, isTopic: false, hasSessions).Queues[0];

    /// <summary>Declares a topic.</summary>
    public void AddTopic(string name) => Add(name, isTopic: true);

    /// <summary>Declares a topic's subscription.</summary>
    public QueueState AddSubscription(string topic, string subscription, bool hasSessions)
    {
        var queue = new QueueState($"{topic}/{subscription}", hasSessions);
        Add(topic, isTopic: true).Queues.Add(queue);
        return queue;
    }

    /// <summary>Whether that name stands for the other kind already.</summary>
    public bool Conflicts(string name, bool isTopic) => _entities.TryGetValue(name, out var entity) && entity.IsTopic != isTopic;

    /// <summary>What a message sent to that name is put into.</summary>
    /// <exception cref="UnknownQueueException">Nothing has that name.</exception>
    public Entity Find(string name) => _entities.TryGetValue(name, out var entity) ? entity : throw new UnknownQueueException(name);

    private Entity Add(string name, bool isTopic, bool hasSessions = false)
    {
        if (!_entities.TryGetValue(name, out var entity))
        {
            _entities[name] = entity = new Entity(name, isTopic, isTopic ? [] : [new QueueState(name, hasSessions)]);
        }

        return entity;
    }

    /// <summary>A queue, or a topic and its subscriptions.</summary>
    internal sealed record Entity(string Name, bool IsTopic, List<QueueState> Queues);
}
