using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace LienThong.Embedded.Engine;

/// <summary>
/// One execution of an orchestrator in memory: fed turn by turn with what happened, it answers with what the orchestrator
/// asks for. A replay is the same with turns from the history, so live code and replayed code take one way.
/// </summary>
internal sealed class OrchestratorRun : TaskOrchestrationContext
{
    private const int MaxCustomStatusBytes = 16 * 1024;

    private readonly InstanceHeader _header;
    private readonly OrchestratorFunction _function;
    private readonly ILoggerFactory _loggers;
    private readonly int _maxPayload;
    private readonly OrchestratorThread _thread;
    private readonly OrchestratorEvents _events = new();
    private readonly Dictionary<int, IPendingTask> _pending = [];
    private List<TurnAction> _actions = [];
    private Task<object?>? _main;
    private string? _input;
    private DateTime _now;
    private bool _replaying;
    private int _nextEvent;
    private int _nextGuid;
    private (string? Input, bool KeepEvents)? _continue;

    public OrchestratorRun(
        InstanceHeader header, OrchestratorFunction function, ILoggerFactory loggers, int maxPayload, Action escaped)
    {
        (_header, _function, _loggers, _maxPayload) = (header, function, loggers, maxPayload);
        _thread = new OrchestratorThread(escaped);
    }

    public override TaskName Name => _header.Name;

    public override string InstanceId => _header.Id;

    public override string Version => _header.Version ?? string.Empty;

    public override ParentOrchestrationInstance? Parent =>
        _header.Parent is { } parent ? new ParentOrchestrationInstance(parent.Name, parent.Id) : null;

    public override DateTime CurrentUtcDateTime => _now;

    public override bool IsReplaying => _replaying;

    /// <summary>The custom status, when it was set since it was last taken.</summary>
    public (string? Json, bool IsSet) CustomStatus { get; private set; }

    /// <summary>The timers that it waits for.</summary>
    public IEnumerable<(int Event, DateTime Due)> Timers =>
        from pending in _pending where pending.Value.Due is not null select (pending.Key, pending.Value.Due!.Value);

    protected override ILoggerFactory LoggerFactory => _loggers;

    /// <summary>Whether it waits for an answer with this number.</summary>
    public bool Awaits(int @event) => _pending.ContainsKey(@event);

    /// <summary>
    /// Goes through a turn. Each input is followed to where nothing more can run before the next one is looked at, so the
    /// order of what happened is the order of what the orchestrator sees.
    /// </summary>
    /// <returns>What it asked for, with its end last if it has ended.</returns>
    public (IReadOnlyList<TurnAction> Actions, TurnEnd? End) Turn(DateTime at, IReadOnlyList<TurnInput> inputs, bool replaying)
    {
        (_now, _replaying, _actions) = (at, replaying, []);
        CustomStatus = default;
        foreach (var input in inputs)
        {
            _thread.Run(() => Take(input));
        }

        if (_main is not { IsCompleted: true } main)
        {
            return (_actions, null);
        }

        var end = End(main);
        _thread.Close();
        _actions.Add(new TurnAction(end.Kind));
        return (_actions, end);
    }

    /// <summary>Forgets the run: whatever still comes from its code is ignored.</summary>
    public void Close() => _thread.Close();

    public override T? GetInput<T>()
        where T : default => JsonDataConverter.Default.Deserialize<T>(_input);

    public override Task CallActivityAsync(TaskName name, object? input = null, TaskOptions? options = null) =>
        CallActivityAsync<Nothing>(name, input, options);

    public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        EnsureOnThread();
        var json = Payload.Write(input, $"The input of activity '{name}'", _maxPayload);
        return Try(options, () => Call<TResult>(ActionKind.CallActivity, name, null, json));
    }

    public override Task CallSubOrchestratorAsync(TaskName orchestratorName, object? input = null, TaskOptions? options = null) =>
        CallSubOrchestratorAsync<Nothing>(orchestratorName, input, options);

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        EnsureOnThread();
        var json = Payload.Write(input, $"The input of orchestrator '{orchestratorName}'", _maxPayload);
        var named = (options as SubOrchestrationOptions)?.InstanceId;
        return Try(options, () => Call<TResult>(ActionKind.CallChild, orchestratorName, named ?? NewGuid().ToString("N"), json));
    }

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        EnsureOnThread();
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        var due = fireAt.Kind == DateTimeKind.Local ? fireAt.ToUniversalTime() : DateTime.SpecifyKind(fireAt, DateTimeKind.Utc);
        var id = _nextEvent++;
        var timer = new PendingTimer(due);
        _pending.Add(id, timer);
        _actions.Add(new TurnAction(ActionKind.CreateTimer, id, Due: due));
        if (cancellationToken.CanBeCanceled)
        {
            timer.Registration = cancellationToken.UnsafeRegister(_ => CancelTimer(id, timer, cancellationToken), null);
        }

        return timer.Task;
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        EnsureOnThread();
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        return _events.Wait<T>(eventName, OnThread, cancellationToken);
    }

    public override void SendEvent(string instanceId, string eventName, object payload)
    {
        EnsureOnThread();
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        _actions.Add(new TurnAction(ActionKind.SendEvent, Name: eventName, Target: instanceId)
        {
            Data = Payload.Write(payload, $"The event '{eventName}'", _maxPayload),
        });
    }

    public override void SetCustomStatus(object? customStatus)
    {
        EnsureOnThread();
        CustomStatus = (Payload.Write(customStatus, "The custom status", MaxCustomStatusBytes), true);
    }

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true)
    {
        EnsureOnThread();
        _continue = (Payload.Write(newInput, "The new input", _maxPayload), preserveUnprocessedEvents);
    }

    public override Guid NewGuid()
    {
        EnsureOnThread();
        var seed = string.Create(CultureInfo.InvariantCulture, $"{_header.Id}\n{_header.Seq}\n{_header.Execution}\n{_nextGuid++}");
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(seed), hash);

        // RFC 9562, version 8: an identifier made in a way of our own.
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    private void Take(TurnInput input)
    {
        switch (input.Kind)
        {
            case InputKind.Started:
                _input = input.Data;
                _main = Begin();
                break;
            case InputKind.EventRaised when _main is { IsCompleted: true }:
                // A wait that the ended code left behind must not swallow what the next execution is to see.
                _events.Keep(input);
                break;
            case InputKind.EventRaised:
                _events.Raise(input);
                break;
            case InputKind.TaskFailed or InputKind.ChildFailed when _pending.Remove(input.Event, out var failed):
                failed.Fail(Failure.Read(input.Data!));
                break;
            case InputKind.TaskCompleted or InputKind.ChildCompleted or InputKind.TimerFired when _pending.Remove(input.Event, out var done):
                done.Complete(input.Data);
                break;
        }
    }

    private Task<object?> Begin()
    {
        try
        {
            return _function(this);
        }
        catch (Exception thrown)
        {
            return Task.FromException<object?>(thrown);
        }
    }

    private TurnEnd End(Task<object?> main)
    {
        try
        {
            var output = main.GetAwaiter().GetResult();
            return _continue is { } again
                ? new TurnEnd(ActionKind.ContinueAsNew, again.Input, Kept: again.KeepEvents ? _events.Early : [])
                : new TurnEnd(ActionKind.Complete, Payload.Write(output, "The output", _maxPayload));
        }
        catch (Exception thrown)
        {
            return new TurnEnd(ActionKind.Fail, Failure: Failure.From(thrown), Unforeseen: thrown is not TaskFailedException);
        }
    }

    private Task<T> Call<T>(ActionKind kind, string name, string? target, string? input)
    {
        var id = _nextEvent++;
        var task = new PendingTask<T>(name, id);
        _pending.Add(id, task);
        _actions.Add(new TurnAction(kind, id, name, target) { Data = input });
        return task.Task;
    }

    private Task<T> Try<T>(TaskOptions? options, Func<Task<T>> attempt) => options?.Retry switch
    {
        null => attempt(),
        { Policy: { } policy } => TryAgain(policy, attempt),
        _ => throw new NotSupportedException("The embedded runtime tries again by policy; a retry handler is not supported."),
    };

    /// <summary>Attempts and the waits between them are ordinary steps of the history, so a retry survives a restart.</summary>
    private async Task<T> TryAgain<T>(RetryPolicy policy, Func<Task<T>> attempt)
    {
        var first = CurrentUtcDateTime;
        for (var attempts = 1; ; attempts++)
        {
            try
            {
                return await attempt();
            }
            catch (TaskFailedException failed) when (
                attempts < policy.MaxNumberOfAttempts
                && (policy.RetryTimeout == Timeout.InfiniteTimeSpan || CurrentUtcDateTime - first < policy.RetryTimeout)
                && policy.Handles(failed.FailureDetails))
            {
                await CreateTimer(Wait(policy, attempts), CancellationToken.None);
            }
        }
    }

    private static TimeSpan Wait(RetryPolicy policy, int attempts)
    {
        var longest = policy.MaxRetryInterval == Timeout.InfiniteTimeSpan ? TimeSpan.FromDays(365) : policy.MaxRetryInterval;
        var ticks = policy.FirstRetryInterval.Ticks * Math.Pow(policy.BackoffCoefficient, attempts - 1);
        return ticks < longest.Ticks ? TimeSpan.FromTicks((long)ticks) : longest;
    }

    private void CancelTimer(int id, PendingTimer timer, CancellationToken cancellation)
    {
        if (OnThread() && _pending.Remove(id))
        {
            _actions.Add(new TurnAction(ActionKind.CancelTimer, id, Due: timer.Due));
            timer.Cancel(cancellation);
        }
    }

    private bool OnThread()
    {
        if (!_thread.IsCurrent)
        {
            _thread.ReportEscape();
        }

        return _thread.IsCurrent;
    }

    private void EnsureOnThread()
    {
        if (!OnThread())
        {
            throw new OrchestratorEscapedException(OrchestratorEscapedException.Explain(_header.Name));
        }
    }
}
