namespace LienThong.Embedded.Engine;

/// <summary>
/// Where one orchestrator's code runs: whichever thread computes the turn, one continuation after another, in the order in
/// which they became ready, until none is left. So a replay runs the same code in the same order.
/// </summary>
internal sealed class OrchestratorThread(Action escaped) : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _ready = new();
    private int _thread;
    private volatile bool _closed;

    /// <summary>Whether the calling thread is computing a turn of this orchestrator.</summary>
    public bool IsCurrent => _thread == Environment.CurrentManagedThreadId;

    /// <summary>Runs the action, then all that it made ready.</summary>
    public void Run(Action action)
    {
        var before = Current;
        SetSynchronizationContext(this);
        _thread = Environment.CurrentManagedThreadId;
        try
        {
            action();
            while (_ready.TryDequeue(out var next))
            {
                next.Callback(next.State);
            }
        }
        finally
        {
            _thread = 0;
            SetSynchronizationContext(before);
        }
    }

    /// <summary>Nothing runs here any more; what still comes is ignored.</summary>
    public void Close() => _closed = true;

    /// <inheritdoc />
    public override void Post(SendOrPostCallback d, object? state)
    {
        if (IsCurrent)
        {
            _ready.Enqueue((d, state));
        }
        else
        {
            ReportEscape();
        }
    }

    /// <inheritdoc />
    public override void Send(SendOrPostCallback d, object? state)
    {
        if (!IsCurrent)
        {
            ReportEscape();
            throw new OrchestratorEscapedException("Nothing outside an orchestrator may run code on its thread.");
        }

        d(state);
    }

    /// <inheritdoc />
    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Says that something came from another thread.</summary>
    public void ReportEscape()
    {
        if (!_closed)
        {
            escaped();
        }
    }
}
