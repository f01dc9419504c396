using System.Threading.Channels;
using LienThong.Embedded.Clock;

namespace LienThong.App.Tests.Population;

/// <summary>A clock that a test moves, and that says which waits begin on it.</summary>
internal sealed class SignallingClock : TimeProvider
{
    private readonly VirtualClock _clock = new(new DateTimeOffset(2026, 9, 7, 1, 0, 0, TimeSpan.Zero));
    private readonly Channel<TimeSpan> _waits = Channel.CreateUnbounded<TimeSpan>();

    /// <summary>How long each wait is, in the order in which they begin.</summary>
    public ChannelReader<TimeSpan> Waits => _waits.Reader;

    public override DateTimeOffset GetUtcNow() => _clock.GetUtcNow();

    public override long GetTimestamp() => _clock.GetTimestamp();

    public override long TimestampFrequency => _clock.TimestampFrequency;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = _clock.CreateTimer(callback, state, dueTime, period);
        if (dueTime != Timeout.InfiniteTimeSpan)
        {
            _waits.Writer.TryWrite(dueTime);
        }

        return timer;
    }

    public void Pass(TimeSpan time) => _clock.AdvanceTo(_clock.GetUtcNow() + time);
}
