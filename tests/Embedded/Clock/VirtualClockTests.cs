using FsCheck;
using FsCheck.Fluent;
using LienThong.Embedded.Clock;

namespace LienThong.Embedded.Tests.Clock;

public sealed class VirtualClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void AdvanceTo_AnyTimers_FiresEachAtItsMomentInOrder()
    {
        Prop.ForAll<NonNegativeInt[], NonNegativeInt>((delays, horizon) =>
        {
            var clock = new VirtualClock(Start);
            var fired = new List<(int Timer, DateTimeOffset At)>();
            var timers = delays.Select((delay, i) =>
                clock.CreateTimer(_ => fired.Add((i, clock.GetUtcNow())), null, TimeSpan.FromSeconds(delay.Get), Timeout.InfiniteTimeSpan)).ToList();

            clock.AdvanceTo(Start.AddSeconds(horizon.Get));

            var expected = delays
                .Select((delay, i) => (Timer: i, At: Start.AddSeconds(delay.Get)))
                .Where(timer => timer.At <= Start.AddSeconds(horizon.Get))
                .OrderBy(timer => timer.At)
                .ThenBy(timer => timer.Timer);
            return fired.SequenceEqual(expected) && clock.GetUtcNow() == Start.AddSeconds(horizon.Get) && timers.Count == delays.Length;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void AdvanceTo_AnyMoments_NeverGoesBackAndTimestampsAgree()
    {
        Prop.ForAll<int[]>(moments =>
        {
            var clock = new VirtualClock(Start);
            var timestamp = clock.GetTimestamp();
            return moments.All(moment =>
            {
                var before = clock.GetUtcNow();
                clock.AdvanceTo(Start.AddSeconds(moment));
                return clock.GetUtcNow() >= before && clock.GetElapsedTime(timestamp) == clock.GetUtcNow() - Start;
            });
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void AdvanceToNext_AnyTimers_StopsAtEveryDueMomentOnce()
    {
        Prop.ForAll<NonNegativeInt[]>(delays =>
        {
            var clock = new VirtualClock(Start);
            var timers = delays.Select(delay =>
                clock.CreateTimer(_ => { }, null, TimeSpan.FromSeconds(delay.Get), Timeout.InfiniteTimeSpan)).ToList();
            var stops = new List<DateTimeOffset>();
            while (clock.NextDue is { } due)
            {
                Assert.True(clock.AdvanceToNext());
                Assert.Equal(due, clock.GetUtcNow());
                stops.Add(due);
            }

            return !clock.AdvanceToNext()
                && timers.Count == delays.Length
                && stops.SequenceEqual(delays.Select(delay => Start.AddSeconds(delay.Get)).Distinct().Order());
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void AdvanceTo_TimerArmedByCallback_FiresOnTheSameWay()
    {
        var clock = new VirtualClock(Start);
        var fired = new List<DateTimeOffset>();
        using var first = clock.CreateTimer(
            _ => clock.CreateTimer(_ => fired.Add(clock.GetUtcNow()), null, TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan),
            null, TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);

        clock.AdvanceTo(Start.AddSeconds(20));

        Assert.Equal([Start.AddSeconds(10)], fired);
    }

    [Fact]
    public void AdvanceTo_PeriodicTimer_FiresEveryPeriodUntilDisposed()
    {
        var clock = new VirtualClock(Start);
        var fired = 0;
        var timer = clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3));

        clock.AdvanceTo(Start.AddSeconds(10));
        timer.Dispose();
        clock.AdvanceTo(Start.AddSeconds(100));

        Assert.Equal(4, fired);
        Assert.Null(clock.NextDue);
        Assert.False(timer.Change(TimeSpan.Zero, TimeSpan.Zero));
    }

    [Fact]
    public void AdvanceTo_CallbackThrows_SurfacesAndLeavesLaterTimersArmed()
    {
        var clock = new VirtualClock(Start);
        var later = false;
        using var faulty = clock.CreateTimer(_ => throw new InvalidOperationException("here"), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        using var sound = clock.CreateTimer(_ => later = true, null, TimeSpan.FromSeconds(2), Timeout.InfiniteTimeSpan);

        var error = Assert.Throws<InvalidOperationException>(() => clock.AdvanceTo(Start.AddSeconds(5)));

        Assert.Equal("here", error.Message);
        Assert.Equal(Start.AddSeconds(1), clock.GetUtcNow());
        Assert.False(later);
        clock.AdvanceTo(Start.AddSeconds(5));
        Assert.True(later);
    }

    [Fact]
    public void CreateTimer_LongerThanTheSystemClocksReach_IsRefused()
    {
        var clock = new VirtualClock(Start);

        Assert.Throws<ArgumentOutOfRangeException>(() => clock.CreateTimer(_ => { }, null, TimeSpan.FromDays(50), Timeout.InfiniteTimeSpan));
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.CreateTimer(_ => { }, null, TimeSpan.FromDays(1), TimeSpan.FromDays(50)));
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.CreateTimer(_ => { }, null, TimeSpan.FromSeconds(-5), Timeout.InfiniteTimeSpan));
    }

    [Fact]
    public async Task TaskDelay_OnVirtualClock_CompletesWhenItsMomentComes()
    {
        var clock = new VirtualClock(Start);
        var delay = Task.Delay(TimeSpan.FromHours(1), clock);

        clock.AdvanceTo(Start.AddMinutes(59));
        Assert.False(delay.IsCompleted);

        clock.AdvanceTo(Start.AddMinutes(60));
        await delay;
    }

    [Fact]
    public void AdvanceTo_TimersChangedFromOtherThreads_LosesNone()
    {
        var clock = new VirtualClock(Start);
        var fired = 0;
        Parallel.For(0, 200, i =>
        {
            clock.CreateTimer(_ => Interlocked.Increment(ref fired), null, TimeSpan.FromSeconds(i % 7), Timeout.InfiniteTimeSpan);
            clock.AdvanceTo(Start.AddSeconds(i % 5));
        });

        clock.AdvanceTo(Start.AddDays(1));

        Assert.Equal(200, fired);
        Assert.Null(clock.NextDue);
    }
}
