using LienThong.Embedded.Clock;
using LienThong.Embedded.Hosting;
using LienThong.Embedded.Queues;
using Microsoft.Extensions.Logging;

namespace LienThong.Embedded.Timers;

/// <summary>Runs one timer function when its schedule says so, one run at a time.</summary>
/// <remarks>A run is noted after it has ended, failed or not, so one that was killed is made up after the restart. Moments
/// of the schedule that pass during a run are not made up.</remarks>
internal sealed class TimerRunner : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly AppFunction _function;
    private readonly Trigger.Timer _trigger;
    private readonly TimerStore _store;
    private readonly FunctionInvoker _invoker;
    private readonly MessageBus _bus;
    private readonly InFlight _inFlight;
    private readonly TimeProvider _time;
    private readonly RuntimeHealth _health;
    private readonly ILogger _logger;
    private readonly Alarm _alarm;
    private readonly CancellationTokenSource _abort = new();

    private TimerRecord? _record;
    private bool _started;
    private Task _run = Task.CompletedTask;

    public TimerRunner(
        AppFunction function,
        Trigger.Timer trigger,
        TimerStore store,
        FunctionInvoker invoker,
        MessageBus bus,
        InFlight inFlight,
        TimeProvider time,
        RuntimeHealth health,
        ILogger<TimerRunner> logger)
    {
        (_function, _trigger, _store, _invoker, _bus) = (function, trigger, store, invoker, bus);
        (_inFlight, _time, _health, _logger) = (inFlight, time, health, logger);
        _alarm = new Alarm(time, () => Begin(isPastDue: false));
    }

    private string Where => $"timer:{_function.Name}";

    public async Task StartAsync()
    {
        var now = _time.GetUtcNow();
        _record = _trigger.UseMonitor ? _store.Find(_function.Name) : null;
        lock (_gate)
        {
            _started = true;
        }

        if (_record is not null && _trigger.Schedule.Next(_record.Checked) <= now)
        {
            Begin(isPastDue: true);
        }
        else if (_trigger.RunOnStartup)
        {
            Begin(isPastDue: false);
        }
        else
        {
            if (_record is null)
            {
                // From here on a run can be missed, though none has been yet.
                await NoteAsync(new TimerRecord(null, now));
            }

            Arm(now);
        }
    }

    /// <summary>Begins no more runs and waits for the one under way until <paramref name="deadline"/> is cancelled.</summary>
    public async Task StopAsync(CancellationToken deadline)
    {
        Task run;
        lock (_gate)
        {
            _started = false;
            _alarm.Clear();
            run = _run;
        }

        try
        {
            await run.WaitAsync(deadline);
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

    private void Begin(bool isPastDue)
    {
        lock (_gate)
        {
            if (!_started)
            {
                return;
            }

            _inFlight.Enter();
            var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _run = ended.Task;
            _store.Threads.Start(async () =>
            {
                try
                {
                    await RunAsync(isPastDue);
                }
                finally
                {
                    ended.SetResult();
                    _inFlight.Leave();
                }
            });
        }
    }

    private async Task RunAsync(bool isPastDue)
    {
        var began = _time.GetUtcNow();
        var aborted = false;
        try
        {
            var result = await _invoker.RunAsync(_function, Info(began, isPastDue), _abort.Token);
            await _bus.SendResultAsync(_function, result);
            _health.Recovered(Where);
        }
        catch (OperationCanceledException) when (_abort.IsCancellationRequested)
        {
            aborted = true;
            _logger.LogWarning("{Function} was told to stop; its run is made up after the restart.", _function.Name);
        }
        catch (Exception e)
        {
            _logger.LogError(e, "{Function} failed; it runs again when its schedule says so.", _function.Name);
            _health.Failed(Where, e);
        }

        var now = _time.GetUtcNow();
        if (!aborted)
        {
            await NoteAsync(new TimerRecord(began, now));
        }

        Arm(now);
    }

    private TimerInfo Info(DateTimeOffset now, bool isPastDue) => new()
    {
        IsPastDue = isPastDue,
        ScheduleStatus = !_trigger.UseMonitor ? null : new ScheduleStatus
        {
            Last = _record?.Last?.UtcDateTime ?? DateTime.MinValue,
            Next = _trigger.Schedule.Next(now)?.UtcDateTime ?? DateTime.MaxValue,
            LastUpdated = (_record?.Checked ?? now).UtcDateTime,
        },
    };

    private async Task NoteAsync(TimerRecord record)
    {
        _record = record;
        if (!_trigger.UseMonitor)
        {
            return;
        }

        try
        {
            await _store.SaveAsync(_function.Name, record);
        }
        catch (Exception e)
        {
            _logger.LogError(e, "The run of {Function} cannot be noted; a restart may repeat it.", _function.Name);
            _health.Failed(Where, e);
        }
    }

    private void Arm(DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_started && _trigger.Schedule.Next(now) is { } next)
            {
                _alarm.Set(next);
            }
        }
    }
}
