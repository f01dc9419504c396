namespace LienThong.Simulator.Time;

/// <summary>Something that a player is going to do.</summary>
/// <param name="When">When, on the play's clock.</param>
/// <param name="Sequence">The order of planning, for what is due at the same moment.</param>
/// <param name="Act">What to do. It may be done again when it ends in <see cref="TryLaterException"/>.</param>
internal sealed record Planned(DateTimeOffset When, long Sequence, Func<CancellationToken, Task> Act);

/// <summary>What the players are going to do, in order of time and then of planning. Safe from many threads.</summary>
internal sealed class Agenda
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<Planned, (DateTimeOffset When, long Sequence)> _planned = new();
    private TaskCompletionSource _added = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _sequence;

    /// <summary>When the next thing is due; null if nothing is planned.</summary>
    public DateTimeOffset? Next
    {
        get
        {
            lock (_gate)
            {
                return _planned.TryPeek(out var next, out _) ? next.When : null;
            }
        }
    }

    /// <summary>How much is planned.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _planned.Count;
            }
        }
    }

    /// <summary>Completes when something is planned after this was read.</summary>
    public Task Added
    {
        get
        {
            lock (_gate)
            {
                return _added.Task;
            }
        }
    }

    /// <summary>Plans something. A moment already past is due at once.</summary>
    public void At(DateTimeOffset when, Func<CancellationToken, Task> act)
    {
        TaskCompletionSource signal;
        lock (_gate)
        {
            var item = new Planned(when, ++_sequence, act);
            _planned.Enqueue(item, (item.When, item.Sequence));
            (signal, _added) = (_added, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        signal.SetResult();
    }

    /// <summary>Takes everything due at <paramref name="now"/> or before, in order.</summary>
    public IReadOnlyList<Planned> TakeDue(DateTimeOffset now)
    {
        lock (_gate)
        {
            List<Planned> due = [];
            while (_planned.TryPeek(out var next, out _) && next.When <= now)
            {
                due.Add(_planned.Dequeue());
            }

            return due;
        }
    }
}
