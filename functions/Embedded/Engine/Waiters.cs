namespace LienThong.Embedded.Engine;

/// <summary>Those who wait for an instance to begin or to end.</summary>
internal sealed class Waiters
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, TaskCompletionSource> _waiting = new(StringComparer.Ordinal);

    /// <summary>Completes when the instance next begins or ends. Ask first, then look how it stands: nothing is missed between.</summary>
    public Task Next(string instanceId)
    {
        lock (_gate)
        {
            if (!_waiting.TryGetValue(instanceId, out var next))
            {
                _waiting.Add(instanceId, next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            }

            return next.Task;
        }
    }

    /// <summary>The instance has begun or ended.</summary>
    public void Tell(string instanceId)
    {
        TaskCompletionSource? next;
        lock (_gate)
        {
            _waiting.Remove(instanceId, out next);
        }

        next?.SetResult();
    }
}
