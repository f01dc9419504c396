namespace LienThong.Embedded.Clock;

/// <summary>Rings once at a moment, however far away; setting it again replaces the moment.</summary>
/// <remarks>The clock's own timers know nothing of a wall clock that is put right meanwhile, by a time server or after the
/// machine has slept. So the way is made in minutes, and each wake asks the clock. A virtual clock is never put right: there
/// the steps are as long as its timers reach, and nobody passes moments at which nothing is due.</remarks>
internal sealed class Alarm : IDisposable
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly Action _ring;
    private readonly TimeSpan _longest;
    private readonly ITimer _timer;
    private DateTimeOffset? _due;

    /// <param name="time">The clock.</param>
    /// <param name="ring">Called on the clock's thread, no earlier than the moment set, and within a minute of it even if the
    /// clock was put forward past it.</param>
    public Alarm(TimeProvider time, Action ring)
    {
        _time = time;
        _ring = ring;
        _longest = time is VirtualClock ? TimeSpan.FromDays(40) : TimeSpan.FromMinutes(1);
        _timer = time.CreateTimer(static state => ((Alarm)state!).Wake(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>When it will ring; null if it is not set.</summary>
    public DateTimeOffset? Due
    {
        get
        {
            lock (_gate)
            {
                return _due;
            }
        }
    }

    public void Set(DateTimeOffset due)
    {
        lock (_gate)
        {
            _due = due;
            Arm(due - _time.GetUtcNow());
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _due = null;
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        Clear();
        _timer.Dispose();
    }

    private void Wake()
    {
        lock (_gate)
        {
            if (_due is not { } due)
            {
                return;
            }

            var left = due - _time.GetUtcNow();
            if (left > TimeSpan.Zero)
            {
                // The system's timers count whole milliseconds and may be a fraction early.
                Arm(left < Shortest ? Shortest : left);
                return;
            }

            _due = null;
        }

        _ring();
    }

    private void Arm(TimeSpan left) =>
        _timer.Change(left < TimeSpan.Zero ? TimeSpan.Zero : left > _longest ? _longest : left, Timeout.InfiniteTimeSpan);
}
