using LienThong.Embedded.Clock;
using LienThong.Embedded.Store;
using Microsoft.Extensions.Logging;

namespace LienThong.Embedded.Engine;

/// <summary>
/// Which instance is computed when: each one turn at a time, a bounded number at once, and a bounded number kept in memory
/// between their turns.
/// </summary>
internal sealed class Turns(
    RuntimeStore store, TurnComputer computer, InFlight inFlight, TimeProvider time, DurableOptions options, ILogger logger)
{
    private const int LookedAtToForget = 8;
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<long, LiveInstance> _instances = [];
    private readonly LinkedList<LiveInstance> _byUse = new();
    private readonly Queue<LiveInstance> _ready = new();
    private readonly InFlight _busy = new();
    private int _readyCount;
    private int _workers;
    private bool _closed;

    /// <summary>Tells the other parts what has been committed. Called on the writer's thread.</summary>
    public required Action<Changes> Tell { get; init; }

    /// <summary>Says that there is room again for instances to be woken.</summary>
    public required Action Drained { get; init; }

    /// <summary>Whether more instances may be woken.</summary>
    public bool HasRoom => Volatile.Read(ref _readyCount) < options.MaxQueued;

    /// <summary>How many instances are in memory.</summary>
    public int Live
    {
        get
        {
            lock (_gate)
            {
                return _instances.Count;
            }
        }
    }

    /// <summary>Tells an instance something.</summary>
    public void Deliver(Message message)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            if (!_instances.TryGetValue(message.Instance, out var instance))
            {
                instance = new LiveInstance(message.Instance);
                instance.Place = _byUse.AddFirst(instance);
                _instances.Add(message.Instance, instance);
                if (message.Header is { } header)
                {
                    (instance.Header, instance.IsNew) = (header, true);
                }

            }

            instance.Mailbox.Add(message);
            if (instance.State == InstanceState.Idle)
            {
                MakeReady(instance);
            }

            Forget();
        }
    }

    /// <summary>Completes when no turn is waiting, computed or saved.</summary>
    public Task WhenQuietAsync() => _busy.WhenIdleAsync();

    /// <summary>Counts something else that <see cref="WhenQuietAsync"/> waits for.</summary>
    public InFlight Busy => _busy;

    /// <summary>Takes nothing more. What waits is forgotten; the store has it.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            foreach (var instance in _instances.Values)
            {
                instance.Run?.Close();
            }
        }
    }

    /// <summary>A turn has been committed. Called on the writer's thread.</summary>
    public void Saved(LiveInstance instance, TurnCommit commit)
    {
        Tell(commit.Changes);
        lock (_gate)
        {
            instance.FailedSaves = 0;
            instance.Header = commit.Header;
            if (commit.History is { } turn)
            {
                (instance.Turns, instance.LastTurn, instance.IsNew) = (instance.Turns + 1, turn.At, false);
            }

            if (commit.Ends)
            {
                instance.Run?.Close();
                (instance.Run, instance.Turns, instance.IsNew) = (null, 0, true);
            }

            Settle(instance);
        }
    }

    /// <summary>A turn could not be committed: nothing of it was kept. It is computed again from the store, later.</summary>
    public void NotSaved(LiveInstance instance, IReadOnlyList<Message> messages, Exception cause)
    {
        logger.LogError(cause, "A turn of instance number {Instance} could not be saved; it is tried again.", instance.Seq);
        lock (_gate)
        {
            instance.Forget();
            instance.Mailbox.InsertRange(0, messages.Where(message => message.Source != MessageSource.Parked));
            instance.State = InstanceState.Waiting;
            var wait = options.SaveRetry * Math.Pow(2, Math.Min(instance.FailedSaves++, 20));
            ITimer? again = null;
            again = time.CreateTimer(
                _ =>
                {
                    Again(instance);
                    again?.Dispose();
                },
                null,
                wait < LongestRetry ? wait : LongestRetry,
                Timeout.InfiniteTimeSpan);
            Leave();
        }
    }

    private void Again(LiveInstance instance)
    {
        lock (_gate)
        {
            if (!_closed && instance.State == InstanceState.Waiting)
            {
                MakeReady(instance);
            }
        }
    }

    private void MakeReady(LiveInstance instance)
    {
        instance.State = InstanceState.Ready;
        inFlight.Enter();
        _busy.Enter();
        Queue(instance);
    }

    private void Queue(LiveInstance instance)
    {
        instance.State = InstanceState.Ready;
        _byUse.Remove(instance.Place!);
        _byUse.AddFirst(instance.Place!);
        _ready.Enqueue(instance);
        _readyCount = _ready.Count;
        if (_workers < options.MaxConcurrentOrchestrators)
        {
            _workers++;
            store.Threads.Run(static turns => turns.Work(), this);
        }
    }

    private void Work()
    {
        while (true)
        {
            LiveInstance? instance;
            List<Message> messages;
            bool drained;
            lock (_gate)
            {
                if (!_ready.TryDequeue(out instance))
                {
                    _workers--;
                    return;
                }

                _readyCount = _ready.Count;
                drained = _readyCount == options.MaxQueued / 2;
                instance.State = InstanceState.Running;
                (messages, instance.Mailbox) = (instance.Mailbox, []);
            }

            if (drained)
            {
                Drained();
            }

            Compute(instance, messages);
        }
    }

    private void Compute(LiveInstance instance, List<Message> messages)
    {
        TurnCommit commit;
        try
        {
            commit = computer.Compute(this, instance, messages);
        }
        catch (Exception error)
        {
            NotSaved(instance, messages, error);
            return;
        }

        lock (_gate)
        {
            instance.State = InstanceState.Saving;
        }

        store.Add(commit);
    }

    /// <summary>Lets an instance rest, or queues it again if it was told something meanwhile.</summary>
    private void Settle(LiveInstance instance)
    {
        if (instance.Mailbox.Count > 0 && !_closed)
        {
            Queue(instance);
            return;
        }

        instance.State = InstanceState.Idle;
        if (instance.Header is not { HasEnded: false })
        {
            Remove(instance);
        }

        Leave();
    }

    private void Leave()
    {
        _busy.Leave();
        inFlight.Leave();
    }

    /// <summary>Lets go of the instances that have not been used for the longest time.</summary>
    private void Forget()
    {
        var node = _byUse.Last;
        for (var looked = 0; node is not null && looked < LookedAtToForget && _instances.Count > options.LiveInstances; looked++)
        {
            var instance = node.Value;
            node = node.Previous;
            if (instance is { State: InstanceState.Idle, Mailbox.Count: 0 })
            {
                instance.Run?.Close();
                Remove(instance);
            }
        }
    }

    private void Remove(LiveInstance instance)
    {
        _instances.Remove(instance.Seq);
        _byUse.Remove(instance.Place!);
    }
}
