using System.Diagnostics;
using System.Globalization;
using LienThong.Embedded.Clock;
using LienThong.Embedded.Hosting;
using LienThong.Embedded.Store;

namespace LienThong.Embedded.Queues;

/// <summary>The app's queues, topics and dead letters.</summary>
internal sealed class MessageBus(MessageStore store, Entities entities, InFlight inFlight, TimeProvider time, EmbeddedOptions options)
    : IMessageBus, IDeadLetters
{
    public async Task SendAsync(string queueOrTopic, OutgoingMessage message, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var sending = Prepare(queueOrTopic, message);
        inFlight.Enter();
        var written = false;
        try
        {
            written = await store.WriteAsync(sending.Write);
        }
        finally
        {
            sending.Done(written);
            inFlight.Leave();
        }
    }

    /// <summary>Sends what a function returned, if it has an output and returned something.</summary>
    public Task SendResultAsync(AppFunction function, object? result) =>
        function.Output is { } output && result is not null ? SendAsync(output.Entity, FunctionOutput.Message(result)) : Task.CompletedTask;

    /// <summary>Checks a message and keeps places for it, so that it can be written together with something else.</summary>
    public Sending Prepare(string queueOrTopic, OutgoingMessage message)
    {
        ArgumentException.ThrowIfNullOrEmpty(message.MessageId);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(message.MessageId.Length, 128, nameof(message.MessageId));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(message.SessionId?.Length ?? 0, 128, nameof(message.SessionId));
        if (message.Body.Length > options.MaxMessageSize)
        {
            throw new MessageTooLargeException(queueOrTopic, message.Body.Length, options.MaxMessageSize);
        }

        var entity = entities.Find(queueOrTopic);
        var queues = entity.Queues;
        if (string.IsNullOrEmpty(message.SessionId) && queues.Find(queue => queue.HasSessions) is { } ordered)
        {
            throw new SessionMissingException(ordered.Name);
        }

        for (var i = 0; i < queues.Count; i++)
        {
            try
            {
                queues[i].Reserve(options.MaxQueueDepth);
            }
            catch (QueueFullException)
            {
                foreach (var reserved in queues.Take(i))
                {
                    reserved.Add(-1);
                }

                throw;
            }
        }

        var traced = message.TraceParent is null && Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } trace }
            ? message with { TraceParent = trace }
            : message;
        return new Sending(this, entity, traced);
    }

    public Task<DeadLetterPage> ListAsync(string? queue, int max, string? continuation, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(max, 1000);
        var after = continuation is null ? 0 : long.Parse(continuation, NumberStyles.None, CultureInfo.InvariantCulture);
        var items = store.ListDead(queue, after, max + 1);
        return Task.FromResult(items.Count <= max
            ? new DeadLetterPage(items, null)
            : new DeadLetterPage([.. items.Take(max)], items[max - 1].Id.ToString(CultureInfo.InvariantCulture)));
    }

    public Task<DeadLetter?> ReadAsync(long id, CancellationToken cancellation) => Task.FromResult(store.FindDead(id));

    public async Task<bool> PutBackAsync(long id, CancellationToken cancellation)
    {
        inFlight.Enter();
        try
        {
            if (await store.PutBackAsync(id, time.GetUtcNow()) is not { } name)
            {
                return false;
            }

            // A queue that no function has any more keeps what is put back until one has it again.
            if (entities.Queues.FirstOrDefault(queue => queue.Name == name) is { } queue)
            {
                queue.Add(1);
                queue.Arrived?.Invoke();
            }

            return true;
        }
        finally
        {
            inFlight.Leave();
        }
    }

    public Task<bool> RemoveAsync(long id, CancellationToken cancellation) => store.RemoveDeadAsync(id);

    /// <summary>A message on its way into the store.</summary>
    internal sealed class Sending(MessageBus bus, Entities.Entity entity, OutgoingMessage message)
    {
        /// <summary>Writes it.</summary>
        /// <returns>False if it is a duplicate.</returns>
        public bool Write(StoreConnection connection) => bus.Write(connection, entity, message);

        /// <summary>To be called once after the commit, or after it failed.</summary>
        /// <param name="written">Whether it is in the store now.</param>
        public void Done(bool written)
        {
            foreach (var queue in entity.Queues)
            {
                if (written)
                {
                    queue.Arrived?.Invoke();
                }
                else
                {
                    queue.Add(-1);
                }
            }
        }
    }

    private bool Write(StoreConnection connection, Entities.Entity entity, OutgoingMessage message) =>
        store.Insert(connection, entity.Name, entity.Queues, message, time.GetUtcNow(), options.DuplicateWindow);
}
