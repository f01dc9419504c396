using System.Text.Json;
using LienThong.Embedded.Clock;
using LienThong.Embedded.Hosting;
using LienThong.Embedded.Queues;
using Microsoft.Extensions.Logging;

namespace LienThong.Embedded.ChangeFeed;

/// <summary>Gives the changes of one container to one function, page by page, until the function has taken each.</summary>
/// <remarks>It is in flight from the moment a change is told until all is read; not while changes gather, nor between a
/// failure and the next try: then only time can go on.</remarks>
internal sealed class ChangePump : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly AppFunction _function;
    private readonly Trigger.Changes _trigger;
    private readonly IChangeFeedSource _source;
    private readonly LeaseStore _leases;
    private readonly FunctionInvoker _invoker;
    private readonly MessageBus _bus;
    private readonly InFlight _inFlight;
    private readonly TimeProvider _time;
    private readonly RuntimeHealth _health;
    private readonly ILogger _logger;
    private readonly Backoff _backoff;
    private readonly Alarm _alarm;
    private readonly CancellationTokenSource _abort = new();

    private Lease? _lease;
    private bool _started;
    private bool _reading;
    private bool _changed;
    private int _failures;
    private TaskCompletionSource? _quiet;

    public ChangePump(
        AppFunction function,
        Trigger.Changes trigger,
        IChangeFeedSource source,
        LeaseStore leases,
        FunctionInvoker invoker,
        MessageBus bus,
        InFlight inFlight,
        TimeProvider time,
        EmbeddedOptions options,
        RuntimeHealth health,
        ILogger<ChangePump> logger)
    {
        (_function, _trigger, _source, _leases, _invoker, _bus) = (function, trigger, source, leases, invoker, bus);
        (_inFlight, _time, _health, _logger) = (inFlight, time, health, logger);
        _backoff = trigger.Retry ?? new Backoff(options.ChangeFeedBackoff, TimeSpan.FromMinutes(1));
        _alarm = new Alarm(time, Read);
    }

    private string Where => $"changes:{_function.Name}";

    private string Feed => $"{_trigger.Database}/{_trigger.Container}";

    public void Start()
    {
        lock (_gate)
        {
            _started = true;
        }

        _source.Changed += OnChanged;
        Read();
    }

    /// <summary>Reads no further and waits for the page under way until <paramref name="deadline"/> is cancelled; a page not
    /// taken is given again after the restart.</summary>
    public async Task StopAsync(CancellationToken deadline)
    {
        _source.Changed -= OnChanged;
        Task quiet;
        lock (_gate)
        {
            _started = false;
            _alarm.Clear();
            quiet = !_reading
                ? Task.CompletedTask
                : (_quiet ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }

        try
        {
            await quiet.WaitAsync(deadline);
        }
        catch (OperationCanceledException)
        {
            await _abort.CancelAsync();
        }
    }

    public ValueTask DisposeAsync()
    {
        _alarm.Dispose();
        _abort.Dispose();
        return ValueTask.CompletedTask;
    }

    private void OnChanged()
    {
        lock (_gate)
        {
            if (_reading)
            {
                _changed = true;
                return;
            }

            if (_alarm.Due is not null)
            {
                return;
            }

            if (_started && _trigger.Delay > TimeSpan.Zero)
            {
                _alarm.Set(_time.GetUtcNow() + _trigger.Delay);
                return;
            }
        }

        Read();
    }

    private void Read()
    {
        lock (_gate)
        {
            if (!_started || _reading)
            {
                return;
            }

            _reading = true;
            _inFlight.Enter();
        }

        _leases.Threads.Start(ReadAsync);
    }

    private async Task ReadAsync()
    {
        while (true)
        {
            lock (_gate)
            {
                _changed = false;
            }

            var more = false;
            TimeSpan? wait = null;
            try
            {
                more = await ReadPageAsync();
            }
            catch (OperationCanceledException) when (_abort.IsCancellationRequested)
            {
                _logger.LogWarning("{Function} was told to stop; its changes are given to it again after the restart.", _function.Name);
            }
            catch (Exception e)
            {
                wait = _backoff.After(++_failures);
                _health.Failed(Where, e);
                _logger.LogError(e, "{Function} has failed {Failures} time(s) on the same changes of {Feed}; they are given to it again in {Wait}.",
                    _function.Name, _failures, Feed, wait);
            }

            lock (_gate)
            {
                wait ??= !more && _changed && _trigger.Delay > TimeSpan.Zero ? _trigger.Delay : null;
                if (_started && wait is null && (more || _changed))
                {
                    continue;
                }

                if (_started && wait is { } time)
                {
                    _alarm.Set(_time.GetUtcNow() + time);
                }

                _reading = false;
                _quiet?.TrySetResult();
                _inFlight.Leave();
                return;
            }
        }
    }

    private async Task<bool> ReadPageAsync()
    {
        _lease ??= await TakeLeaseAsync();
        var page = await _source.ReadAsync(_lease.Continuation, _trigger.MaxItems, _abort.Token);
        if (page.Items.Count > 0)
        {
            var payload = JsonSerializer.Deserialize($"[{string.Join(',', page.Items)}]", _function.PayloadType, FunctionJson.Options);
            var result = await _invoker.RunAsync(_function, payload, _abort.Token, retries: _failures, maxRetries: -1);
            await _bus.SendResultAsync(_function, result);
            var lease = new Lease(page.Continuation);
            await _leases.SaveAsync(_function.Name, Feed, lease);
            _lease = lease;
        }

        _failures = 0;
        _health.Recovered(Where);
        return page.Items.Count > 0;
    }

    private async Task<Lease> TakeLeaseAsync()
    {
        if (_leases.Find(_function.Name, Feed) is { } kept)
        {
            return kept;
        }

        var lease = new Lease(_trigger.FromBeginning ? null : await _source.EndAsync(_abort.Token));
        await _leases.SaveAsync(_function.Name, Feed, lease);
        return lease;
    }
}
