using System.Text.Json;

namespace LienThong.Embedded.Engine;

/// <summary>Something an orchestrator waits for.</summary>
internal interface IPendingTask
{
    /// <summary>When it is due, if it is a timer.</summary>
    DateTime? Due { get; }

    void Complete(string? json);

    void Fail(Failure failure);
}

/// <summary>An activity or a sub-orchestration that an orchestrator waits for, or an event.</summary>
/// <remarks>Its continuations run at once, on the orchestrator's thread: order is what makes a replay the same.</remarks>
internal sealed class PendingTask<T>(string name, int id) : IPendingTask
{
    private readonly TaskCompletionSource<T> _source = new();

    public Task<T> Task => _source.Task;

    public DateTime? Due => null;

    public void Complete(string? json)
    {
        T value;
        try
        {
            value = typeof(T) == typeof(Nothing) ? default! : JsonDataConverter.Default.Deserialize<T>(json)!;
        }
        catch (Exception unreadable) when (unreadable is JsonException or NotSupportedException)
        {
            _source.TrySetException(unreadable);
            return;
        }

        _source.TrySetResult(value);
    }

    public void Fail(Failure failure) => _source.TrySetException(new TaskFailedException(name, id, failure.ToDetails()));

    public void Cancel(CancellationToken token) => _source.TrySetCanceled(token);
}

/// <summary>The result of what is called without one.</summary>
internal readonly struct Nothing;

/// <summary>A timer that an orchestrator waits for.</summary>
internal sealed class PendingTimer(DateTime due) : IPendingTask
{
    private readonly TaskCompletionSource _source = new();

    public Task Task => _source.Task;

    public DateTime? Due => due;

    public CancellationTokenRegistration Registration { get; set; }

    public void Complete(string? json)
    {
        Registration.Dispose();
        _source.TrySetResult();
    }

    public void Fail(Failure failure) => throw new InvalidOperationException("A timer does not fail.");

    public void Cancel(CancellationToken token) => _source.TrySetCanceled(token);
}
