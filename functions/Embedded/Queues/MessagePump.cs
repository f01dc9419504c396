using System.Globalization;
using System.Text.Json;
using LienThong.Embedded.Clock;
using LienThong.Embedded.Hosting;
using Microsoft.Extensions.Logging;

namespace LienThong.Embedded.Queues;

/// <summary>Gives the messages of one queue or subscription to its function.</summary>
/// <remarks>
/// It takes as many messages as there are free places, in one write; while that write is under way other places become
/// free, so that under load a write takes many. It is in flight while it looks for messages, and each message it handles
/// is, too.
/// </remarks>
internal sealed class MessagePump : IAsyncDisposable
{
    private static readonly Backoff StoreBackoff = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10));

    private readonly Lock _gate = new();
    private readonly AppFunction _function;
    private readonly QueueState _queue;
    private readonly MessageStore _store;
    private readonly MessageBus _bus;
    private readonly FunctionInvoker _invoker;
    private readonly InFlight _inFlight;
    private readonly TimeProvider _time;
    private readonly EmbeddedOptions _options;
    private readonly RuntimeHealth _health;
    private readonly ILogger _logger;
    private readonly Alarm _alarm;
    private readonly Backoff _redelivery;
    private readonly CancellationTokenSource _abort = new();

    private bool _started;
    private bool _looking;
    private bool _lookAgain;
    private bool _waiting;
    private int _running;
    private int _failures;
    private TaskCompletionSource? _quiet;

    public MessagePump(
        AppFunction function,
        QueueState queue,
        MessageStore store,
        MessageBus bus,
        FunctionInvoker invoker,
        InFlight inFlight,
        TimeProvider time,
        EmbeddedOptions options,
        RuntimeHealth health,
        ILogger<MessagePump> logger)
    {
        (_function, _queue, _store, _bus, _invoker) = (function, queue, store, bus, invoker);
        (_inFlight, _time, _options, _health, _logger) = (inFlight, time, options, health, logger);
        _redelivery = new Backoff(options.RedeliveryBackoff, TimeSpan.FromMinutes(5));
        _alarm = new Alarm(time, Look);
        queue.Arrived = Look;
    }

    private string Where => $"messages:{_function.Name}";

    public void Start()
    {
        lock (_gate)
        {
            _started = true;
        }

        Look();
    }

    /// <summary>Takes no more messages, and waits for those being handled until <paramref name="deadline"/> is cancelled.
    /// What is then still running is told to stop, and delivered again after the restart.</summary>
    public async Task StopAsync(CancellationToken deadline)
    {
        TaskCompletionSource quiet;
        lock (_gate)
        {
            _started = false;
            _alarm.Clear();
            if (!_looking && _running == 0)
            {
                return;
            }

            quiet = _quiet ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        // Neither WaitAsync nor CancelAsync: both go over the thread pool, whatever the store's threads are.
        await using var late = deadline.UnsafeRegister(static quiet => ((TaskCompletionSource)quiet!).TrySetCanceled(), quiet);
        try
        {
            await quiet.Task;
        }
        catch (OperationCanceledException)
        {
            _abort.Cancel();
        }
    }

    public ValueTask DisposeAsync()
    {
        _alarm.Dispose();
        _abort.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Looks for messages, now or as soon as the look under way is done.</summary>
    private void Look()
    {
        lock (_gate)
        {
            if (!_started || _looking)
            {
                _lookAgain = true;
                return;
            }

            _looking = true;
            _inFlight.Enter();
        }

        _store.Threads.Start(LookAsync);
    }

    private async Task LookAsync()
    {
        while (true)
        {
            int free;
            lock (_gate)
            {
                _lookAgain = false;
                free = (_queue.HasSessions ? _options.MaxConcurrentSessions : _options.MaxConcurrentCalls) - _running;
                // Of a queue with sessions it is not known yet, and what ends meanwhile must be followed by another look.
                _waiting = free <= 0 || _queue.HasSessions;
                if (!_started || free <= 0)
                {
                    EndLook();
                    return;
                }
            }

            IReadOnlyList<StoredMessage> messages;
            DateTimeOffset? next;
            var behind = false;
            try
            {
                (messages, next, behind) = await _store.TakeAsync(_queue, free, _time.GetUtcNow());
                _failures = 0;
                _health.Recovered(Where);
            }
            catch (Exception e)
            {
                _logger.LogError(e, "Messages of {Queue} cannot be taken; trying again.", _queue.Name);
                _health.Failed(Where, e);
                (messages, next) = ([], _time.GetUtcNow() + StoreBackoff.After(++_failures));
            }

            lock (_gate)
            {
                _running += messages.Count;
                _waiting = behind;
            }

            foreach (var message in messages)
            {
                _inFlight.Enter();
                _store.Threads.Start(() => HandleAsync(message));
            }

            lock (_gate)
            {
                if (messages.Count == free || _lookAgain)
                {
                    continue;
                }

                if (next is { } due && _started)
                {
                    _alarm.Set(due);
                }
                else
                {
                    _alarm.Clear();
                }

                EndLook();
                return;
            }
        }
    }

    private void EndLook()
    {
        _looking = false;
        SayIfQuiet();
        _inFlight.Leave();
    }

    private async Task HandleAsync(StoredMessage message)
    {
        var content = message.Content;
        var locked = _options.LockDuration > _options.MaxAutoLockRenewalDuration ? _options.LockDuration : _options.MaxAutoLockRenewalDuration;
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(_abort.Token);
        using var expiry = new Alarm(_time, () => Expire(message, lost));
        if (message.Deliveries > _options.MaxDeliveryCount)
        {
            // Its last delivery was not lived through: a message that ends the process must not do so for ever.
            await SettleAsync(message, () => BuryAsync(message, "MaxDeliveryCountExceeded", "The process ended while it was handled."));
            Release();
            return;
        }

        expiry.Set(_time.GetUtcNow() + locked);
        try
        {
            var payload = Payload.Read(_function.PayloadType, content.Body);
            var result = await _invoker.RunAsync(_function, payload, lost.Token, BindingData(message), content.TraceParent);
            expiry.Clear();
            var sending = Answer(result);
            await SettleAsync(message, () => CompleteAsync(message, sending));
        }
        catch (UnreadablePayloadException e)
        {
            _logger.LogError("A message of {Queue} cannot be read by {Function} and is dead-lettered: {Error}", _queue.Name, _function.Name, e.Message);
            await SettleAsync(message, () => BuryAsync(message, "UnreadableBody", e.Message));
        }
        catch (Exception e)
        {
            expiry.Clear();
            _logger.LogError(e, "{Function} failed on delivery {Delivery} of a message of {Queue}.", _function.Name, message.Deliveries, _queue.Name);
            await SettleAsync(message, () => GiveBackAsync(message, e));
        }
        finally
        {
            Release();
        }
    }

    private void Release()
    {
        bool look;
        lock (_gate)
        {
            _running--;
            look = _waiting;
            SayIfQuiet();
        }

        if (look)
        {
            Look();
        }

        _inFlight.Leave();
    }

    private void SayIfQuiet()
    {
        if (!_started && !_looking && _running == 0)
        {
            _quiet?.TrySetResult();
        }
    }

    /// <summary>The handler has had its time: its message goes to another delivery, and it is told to stop.</summary>
    private void Expire(StoredMessage message, CancellationTokenSource lost)
    {
        _inFlight.Enter();
        _logger.LogWarning("{Function} has held a message of {Queue} too long; it will be delivered again.", _function.Name, _queue.Name);
        _store.Threads.Start(async () =>
        {
            try
            {
                await lost.CancelAsync();
                await SettleAsync(message, () => GiveBackAsync(message, new TimeoutException()));
                Look();
            }
            finally
            {
                _inFlight.Leave();
            }
        });
    }

    private async Task<bool> CompleteAsync(StoredMessage message, MessageBus.Sending? sending)
    {
        // What the function returned is sent in the same transaction in which its message ends: both or neither.
        var (completed, sent) = await _store.WriteAsync(connection =>
            MessageStore.Complete(connection, message) ? (true, sending?.Write(connection) ?? false) : (false, false));
        sending?.Done(sent);
        if (completed)
        {
            _queue.Add(-1);
        }

        return completed;
    }

    private async Task<bool> GiveBackAsync(StoredMessage message, Exception error)
    {
        if (message.Deliveries >= _options.MaxDeliveryCount)
        {
            return await BuryAsync(message, "MaxDeliveryCountExceeded", Describe(error));
        }

        var given = await _store.GiveBackAsync(message, _time.GetUtcNow() + _redelivery.After(message.Deliveries));
        Look();
        return given;
    }

    private async Task<bool> BuryAsync(StoredMessage message, string reason, string description)
    {
        var buried = await _store.BuryAsync(message, reason, description, _time.GetUtcNow());
        if (buried)
        {
            _queue.Add(-1);
            _logger.LogError("A message of {Queue} is dead-lettered: {Reason}.", _queue.Name, reason);
        }

        return buried;
    }

    /// <summary>Repeats what ends a delivery until the store takes it, or the app stops: then the restart gives the message back.</summary>
    private async Task SettleAsync(StoredMessage message, Func<Task<bool>> settle)
    {
        for (var failures = 1; ; failures++)
        {
            try
            {
                if (!await settle())
                {
                    _logger.LogWarning("The lock of delivery {Delivery} of a message of {Queue} was lost.", message.Deliveries, _queue.Name);
                }

                return;
            }
            catch (Exception e) when (_abort.IsCancellationRequested)
            {
                _logger.LogWarning(e, "A delivery of {Queue} ended too late to be stored; its message comes again after the restart.", _queue.Name);
                return;
            }
            catch (Exception e)
            {
                _logger.LogError(e, "The end of a delivery of {Queue} cannot be stored; trying again.", _queue.Name);
                _health.Failed(Where, e);
                await PauseAsync(StoreBackoff.After(failures));
            }
        }
    }

    /// <summary>Lets time pass. The runtime is idle meanwhile, because only time can end it, and is not idle any more before
    /// anybody can see that it has ended.</summary>
    private async Task PauseAsync(TimeSpan time)
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var alarm = new Alarm(_time, () =>
        {
            _inFlight.Enter();
            over.SetResult();
        });
        alarm.Set(_time.GetUtcNow() + time);
        _inFlight.Leave();
        await over.Task;
    }

    private MessageBus.Sending? Answer(object? result) => _function.Output is { } output && result is not null
        ? _bus.Prepare(output.Entity, FunctionOutput.Message(result))
        : null;

    /// <summary>The error's type and where it arose. Its message may hold a person's data and stays in the log.</summary>
    private static string Describe(Exception error) =>
        error.TargetSite is { } site ? $"{error.GetType().FullName} in {site.DeclaringType?.FullName}.{site.Name}" : error.GetType().FullName!;

    private static Dictionary<string, object?> BindingData(StoredMessage message) => new()
    {
        // On Azure a worker is given these as text, and what is no text as JSON.
        ["MessageId"] = message.Content.MessageId,
        ["DeliveryCount"] = message.Deliveries.ToString(CultureInfo.InvariantCulture),
        ["Subject"] = message.Content.Subject,
        ["SessionId"] = message.Content.SessionId,
        ["EnqueuedTimeUtc"] = JsonSerializer.Serialize(message.EnqueuedAt.UtcDateTime),
        ["ApplicationProperties"] = JsonSerializer.Serialize(message.Content.ApplicationProperties),
    };
}
