namespace LienThong.Embedded.Engine;

/// <summary>Events that came before anybody waited, and those who wait for one: both in order, by name regardless of case.</summary>
internal sealed class OrchestratorEvents
{
    private readonly LinkedList<TurnInput> _early = new();
    private readonly LinkedList<(string Name, IPendingTask Task)> _waiting = new();

    /// <summary>Events that nobody has waited for, in the order in which they came.</summary>
    public IReadOnlyList<TurnInput> Early => [.. _early];

    /// <summary>
    /// Gives the event to the wait that began last, or keeps it. The last one, as in the packages: code that waits anew in a
    /// loop, with an earlier wait forgotten, still gets its event.
    /// </summary>
    public void Raise(TurnInput raised)
    {
        for (var node = _waiting.Last; node is not null; node = node.Previous)
        {
            if (Same(node.Value.Name, raised.Name))
            {
                _waiting.Remove(node);
                node.Value.Task.Complete(raised.Data);
                return;
            }
        }

        Keep(raised);
    }

    /// <summary>Keeps the event for a wait to come.</summary>
    public void Keep(TurnInput raised) => _early.AddLast(raised);

    /// <summary>The next event of the name. One whose wait is given up leaves the queue, and takes no event with it.</summary>
    public Task<T> Wait<T>(string name, Func<bool> onThread, CancellationToken cancellation)
    {
        var wait = new PendingTask<T>(name, 0);
        for (var node = _early.First; node is not null; node = node.Next)
        {
            if (Same(node.Value.Name, name))
            {
                _early.Remove(node);
                wait.Complete(node.Value.Data);
                return wait.Task;
            }
        }

        if (cancellation.IsCancellationRequested)
        {
            wait.Cancel(cancellation);
            return wait.Task;
        }

        var place = _waiting.AddLast((name, wait));
        if (cancellation.CanBeCanceled)
        {
            cancellation.UnsafeRegister(
                _ =>
                {
                    if (onThread() && place.List is not null)
                    {
                        _waiting.Remove(place);
                        wait.Cancel(cancellation);
                    }
                },
                null);
        }

        return wait.Task;
    }

    private static bool Same(string? left, string? right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
