using Azure.Identity;
using Azure.Messaging.ServiceBus;

namespace LienThong.App.Tests.Azure;

/// <summary>As much of Service Bus as the app uses, in memory: what was sent, and dead letters with locks. The client behind it
/// never connects.</summary>
internal sealed class InMemoryBus() : ServiceBusClient("bus.example", new DefaultAzureCredential())
{
    private readonly Dictionary<string, DeadLetters> _deadLetters = [];

    /// <summary>What was sent, with the queue or topic.</summary>
    public List<(string Entity, ServiceBusMessage Message)> Sent { get; } = [];

    /// <summary>The dead letters of a queue, or of <c>topic/subscription</c>.</summary>
    public DeadLetters Of(string path) => _deadLetters.TryGetValue(path, out var found) ? found : _deadLetters[path] = new DeadLetters();

    public override ServiceBusSender CreateSender(string queueOrTopicName) => new Sender(this, queueOrTopicName);

    public override ServiceBusReceiver CreateReceiver(string queueName, ServiceBusReceiverOptions options) => Receiver(queueName, options);

    public override ServiceBusReceiver CreateReceiver(string topicName, string subscriptionName, ServiceBusReceiverOptions options) =>
        Receiver($"{topicName}/{subscriptionName}", options);

    private DeadLetters Receiver(string path, ServiceBusReceiverOptions options)
    {
        Assert.Equal((SubQueue.DeadLetter, ServiceBusReceiveMode.PeekLock), (options.SubQueue, options.ReceiveMode));
        return Of(path);
    }

    private sealed class Sender(InMemoryBus bus, string entity) : ServiceBusSender
    {
        public override Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default)
        {
            bus.Sent.Add((entity, message));
            return Task.CompletedTask;
        }

        public override Task CloseAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;
    }
}

/// <summary>A dead-letter queue. It gives letters in their order only, and none that is locked.</summary>
internal sealed class DeadLetters : ServiceBusReceiver
{
    private readonly SortedDictionary<long, ServiceBusReceivedMessage> _letters = [];

    /// <summary>Sequence numbers of locked letters.</summary>
    public HashSet<long> Locked { get; } = [];

    /// <summary>The next completion fails as when the connection breaks.</summary>
    public bool FailCompletion { get; set; }

    public IEnumerable<long> Numbers => _letters.Keys;

    public void Add(long number, string messageId = "m", DateTimeOffset enqueued = default) =>
        _letters[number] = ServiceBusModelFactory.ServiceBusReceivedMessage(
            body: BinaryData.FromString($"body {number}"),
            messageId: messageId,
            subject: "request",
            sessionId: "G22.99.08-260907-0000001",
            contentType: "application/json",
            properties: new Dictionary<string, object>
            {
                ["agency"] = "civil-status-00004", ["DeadLetterReason"] = "MaxDeliveryCountExceeded", ["DeadLetterErrorDescription"] = "ten times",
            },
            lockTokenGuid: Guid.NewGuid(),
            deliveryCount: 10,
            sequenceNumber: number,
            enqueuedTime: enqueued);

    // Gives less than was asked for, as the service may.
    public override Task<IReadOnlyList<ServiceBusReceivedMessage>> PeekMessagesAsync(
        int maxMessages, long? fromSequenceNumber = null, CancellationToken cancellationToken = default) =>
        Take(_letters.Values.Where(l => l.SequenceNumber >= fromSequenceNumber), Math.Min(maxMessages, 30));

    public override async Task<ServiceBusReceivedMessage> PeekMessageAsync(long? fromSequenceNumber = null, CancellationToken cancellationToken = default) =>
        (await PeekMessagesAsync(1, fromSequenceNumber, cancellationToken)).SingleOrDefault()!;

    public override async Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveMessagesAsync(
        int maxMessages, TimeSpan? maxWaitTime = null, CancellationToken cancellationToken = default)
    {
        var letters = await Take(_letters.Values.Where(l => !Locked.Contains(l.SequenceNumber)), Math.Min(maxMessages, 2));
        Locked.UnionWith(letters.Select(l => l.SequenceNumber));
        return letters;
    }

    public override Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default)
    {
        if (FailCompletion)
        {
            FailCompletion = false;
            throw new ServiceBusException("The connection broke.", ServiceBusFailureReason.ServiceCommunicationProblem);
        }

        Assert.True(Locked.Remove(message.SequenceNumber));
        _letters.Remove(message.SequenceNumber);
        return Task.CompletedTask;
    }

    public override Task AbandonMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = null, CancellationToken cancellationToken = default) =>
        Locked.Remove(message.SequenceNumber)
            ? Task.CompletedTask
            : throw new ServiceBusException("The lock is gone.", ServiceBusFailureReason.MessageLockLost);

    public override Task CloseAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    private static Task<IReadOnlyList<ServiceBusReceivedMessage>> Take(IEnumerable<ServiceBusReceivedMessage> letters, int count) =>
        Task.FromResult<IReadOnlyList<ServiceBusReceivedMessage>>([.. letters.Take(count)]);
}
