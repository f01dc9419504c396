namespace LienThong.Embedded.Clock;

/// <summary>
/// A clock that stands still until it is moved, and fires its timers in order of due time as it passes them. Weeks of
/// waiting then take no time, and two runs see the same moments.
/// </summary>
/// <remarks>Timers fire on the thread that moves the clock. A timer due at once fires at the next move, even one that
/// goes nowhere. Due times and periods have the bounds of <see cref="TimeProvider.System"/> (about 49 days), so that code
/// which would fail on the real clock fails on this one too.</remarks>
public sealed class VirtualClock(DateTimeOffset start) : TimeProvider
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    private readonly Lock _gate = new();
    private readonly Lock _advance = new();
    private readonly SortedSet<Timer> _armed = new(Comparer<Timer>.Create((a, b) =>
        a.Due != b.Due ? a.Due.CompareTo(b.Due) : a.Sequence.CompareTo(b.Sequence)));

    private readonly DateTimeOffset _start = start.ToUniversalTime();
    private DateTimeOffset _now = start.ToUniversalTime();
    private long _sequence;

    /// <summary>When the next timer is due; null if none is armed.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (_gate)
            {
                return _armed.Min?.Due;
            }
        }
    }

    /// <inheritdoc />
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc />
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    /// <summary>Ticks since the clock's start: elapsed time is virtual time.</summary>
    public override long GetTimestamp() => (GetUtcNow() - _start).Ticks;

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>
    /// Moves the clock to <paramref name="moment"/>, stopping at every timer due on the way to fire it, in order of due
    /// time and then of arming. Timers that those arm on the way fire too. A moment already past leaves the clock where
    /// it is and fires what is due now.
    /// </summary>
    /// <exception cref="Exception">Whatever a timer's callback threw. The clock stays at that timer's moment and the
    /// timers after it stay armed.</exception>
    public void AdvanceTo(DateTimeOffset moment)
    {
        lock (_advance)
        {
            while (TakeDue(moment) is { } timer)
            {
                timer.Fire();
            }
        }
    }

    /// <summary>Moves the clock to its next timer and fires all that are due at that moment.</summary>
    /// <returns>False if no timer is armed: then the clock has not moved.</returns>
    public bool AdvanceToNext()
    {
        lock (_advance)
        {
            if (NextDue is not { } due)
            {
                return false;
            }

            AdvanceTo(due);
            return true;
        }
    }

    private Timer? TakeDue(DateTimeOffset moment)
    {
        lock (_gate)
        {
            var horizon = moment > _now ? moment.ToUniversalTime() : _now;
            if (_armed.Min is { } timer && timer.Due <= horizon)
            {
                _armed.Remove(timer);
                _now = timer.Due > _now ? timer.Due : _now;
                if (timer.Period > TimeSpan.Zero)
                {
                    Arm(timer, timer.Due + timer.Period);
                }

                return timer;
            }

            _now = horizon;
            return null;
        }
    }

    private void Arm(Timer timer, DateTimeOffset due)
    {
        (timer.Due, timer.Sequence) = (due, ++_sequence);
        _armed.Add(timer);
    }

    private static void Check(TimeSpan value, string name)
    {
        if (value != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero, name);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Longest, name);
        }
    }

    private sealed class Timer(VirtualClock clock, TimerCallback callback, object? state) : ITimer
    {
        private bool _disposed;

        public DateTimeOffset Due { get; set; }

        public long Sequence { get; set; }

        public TimeSpan Period { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Check(dueTime, nameof(dueTime));
            Check(period, nameof(period));
            lock (clock._gate)
            {
                if (_disposed)
                {
                    return false;
                }

                clock._armed.Remove(this);
                Period = period;
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    clock.Arm(this, clock._now + dueTime);
                }

                return true;
            }
        }

        public void Dispose()
        {
            lock (clock._gate)
            {
                _disposed = true;
                clock._armed.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
