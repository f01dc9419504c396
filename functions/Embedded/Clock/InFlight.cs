namespace LienThong.Embedded.Clock;

/// <summary>
/// Counts the work that is under way in the runtime: HTTP requests, orchestrator turns, activities, messages and changes.
/// The runtime is idle when the count is zero; then only time, or somebody outside, can make anything happen.
/// </summary>
/// <remarks>Work that causes other work enters the second before it leaves the first, so the count never passes through
/// zero in between.</remarks>
public sealed class InFlight
{
    private readonly Lock _gate = new();
    private long _count;
    private TaskCompletionSource? _idle;

    /// <summary>How many pieces of work are under way.</summary>
    public long Count
    {
        get
        {
            lock (_gate)
            {
                return _count;
            }
        }
    }

    /// <summary>Notes that a piece of work begins. Every call is answered by one <see cref="Leave"/>.</summary>
    public void Enter()
    {
        lock (_gate)
        {
            _count++;
        }
    }

    /// <summary>Notes that a piece of work has ended.</summary>
    public void Leave()
    {
        TaskCompletionSource? idle = null;
        lock (_gate)
        {
            if (--_count == 0)
            {
                (idle, _idle) = (_idle, null);
            }
        }

        idle?.SetResult();
    }

    /// <summary>Completes when nothing is under way; at once if nothing is.</summary>
    public Task WhenIdleAsync()
    {
        lock (_gate)
        {
            if (_count == 0)
            {
                return Task.CompletedTask;
            }

            _idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task;
        }
    }
}
