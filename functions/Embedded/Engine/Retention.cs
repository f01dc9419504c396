using LienThong.Embedded.Clock;
using LienThong.Embedded.Store;
using Microsoft.Extensions.Logging;

namespace LienThong.Embedded.Engine;

/// <summary>
/// Removes instances that ended long ago, in the background: the oldest first, a few in one write, and after each write it
/// rests for nine times as long as the write took, so that the store's time stays with those who work.
/// </summary>
internal sealed class Retention : IDisposable
{
    private const int AtOnce = 20;
    private const int RestsPerWrite = 9;

    private readonly RuntimeStore _store;
    private readonly InFlight _inFlight;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly TimeSpan _keep;
    private readonly TimeSpan _interval;
    private readonly CancellationTokenSource _stop = new();
    private readonly ITimer _alarm;
    private int _sweeping;

    public Retention(RuntimeStore store, InFlight inFlight, TimeProvider time, ILogger logger, TimeSpan keep, TimeSpan interval)
    {
        (_store, _inFlight, _time, _logger, _keep, _interval) = (store, inFlight, time, logger, keep, interval);
        _alarm = time.CreateTimer(static retention => ((Retention)retention!).Ring(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Looks at once, and then from time to time.</summary>
    public void Start() => _alarm.Change(TimeSpan.Zero, _interval);

    public void Dispose()
    {
        _alarm.Dispose();
        _stop.Cancel();
    }

    private void Ring()
    {
        if (Interlocked.Exchange(ref _sweeping, 1) == 0)
        {
            _inFlight.Enter();
            _store.Threads.Run(static retention => retention.Sweep(), this);
        }
    }

    private async void Sweep()
    {
        try
        {
            await SweepAsync();
        }
        catch (Exception error) when (_stop.IsCancellationRequested)
        {
            _logger.LogDebug(error, "The removal of ended instances stopped with the engine.");
        }
        catch (Exception error)
        {
            _logger.LogWarning(error, "Ended instances could not be removed; it is tried again in {Interval}.", _interval);
        }
        finally
        {
            Volatile.Write(ref _sweeping, 0);
            _inFlight.Leave();
        }
    }

    private async Task SweepAsync()
    {
        var endedBefore = (_time.GetUtcNow() - _keep).UtcTicks;
        var removed = 0;
        for ((long, long)? place = (0, 0); place is { } after && !_stop.IsCancellationRequested;)
        {
            (var ended, place) = _store.Read(store => DurableReads.Ended(store, after, endedBefore, AtOnce));
            if (ended.Count == 0)
            {
                continue;
            }

            var began = _time.GetTimestamp();
            await _store.WriteAsync(store => ended.ForEach(instance => DurableTables.Remove(store, instance)), cancellation: _stop.Token);
            removed += ended.Count;
            await RestAsync(_time.GetElapsedTime(began) * RestsPerWrite);
        }

        if (removed > 0)
        {
            _logger.LogInformation("{Removed} instances were removed that had ended more than {Keep} ago.", removed, _keep);
        }
    }

    private Task RestAsync(TimeSpan span) => span > TimeSpan.Zero ? Task.Delay(span, _time, _stop.Token) : Task.CompletedTask;
}
