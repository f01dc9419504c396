using LienThong.Embedded.Clock;

namespace LienThong.Embedded.Tests.Clock;

/// <summary>A clock as it hangs on the wall: it can be set, and timers that are armed already do not know of it. Its time passes
/// with a virtual clock.</summary>
internal sealed class WallClock(VirtualClock passing) : TimeProvider
{
    private TimeSpan _ahead;

    public override long TimestampFrequency => passing.TimestampFrequency;

    /// <summary>Sets it forward, or back if <paramref name="forward"/> is negative.</summary>
    public void Set(TimeSpan forward) => _ahead += forward;

    public override DateTimeOffset GetUtcNow() => passing.GetUtcNow() + _ahead;

    public override long GetTimestamp() => passing.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        passing.CreateTimer(callback, state, dueTime, period);
}
