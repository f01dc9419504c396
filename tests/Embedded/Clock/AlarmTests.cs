using LienThong.Embedded.Clock;

namespace LienThong.Embedded.Tests.Clock;

public sealed class AlarmTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Set_YearsAhead_RingsAtItsMomentOnce()
    {
        var clock = new VirtualClock(Start);
        var rung = new List<DateTimeOffset>();
        using var alarm = new Alarm(clock, () => rung.Add(clock.GetUtcNow()));

        alarm.Set(Start.AddYears(3));
        clock.AdvanceTo(Start.AddYears(4));

        Assert.Equal([Start.AddYears(3)], rung);
        Assert.Null(alarm.Due);
        Assert.Null(clock.NextDue);
    }

    [Fact]
    public void Set_YearsAheadOnAVirtualClock_PassesFewMomentsAtWhichNothingIsDue()
    {
        var clock = new VirtualClock(Start);
        using var alarm = new Alarm(clock, () => { });
        alarm.Set(Start.AddYears(1));

        var steps = 0;
        while (clock.AdvanceToNext())
        {
            steps++;
        }

        Assert.InRange(steps, 1, 10);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(24 * 400)]
    public void Set_ClockPutForwardPastIt_RingsWithinAMinute(int hours)
    {
        var passing = new VirtualClock(Start);
        var wall = new WallClock(passing);
        var rung = 0;
        using var alarm = new Alarm(wall, () => rung++);
        alarm.Set(Start.AddHours(hours));

        wall.Set(TimeSpan.FromHours(hours));
        passing.AdvanceTo(Start.AddMinutes(1));

        Assert.Equal(1, rung);
    }

    [Fact]
    public void Set_ClockSetBack_RingsAtItsMomentOnce()
    {
        var passing = new VirtualClock(Start);
        var wall = new WallClock(passing);
        var rung = new List<DateTimeOffset>();
        using var alarm = new Alarm(wall, () => rung.Add(wall.GetUtcNow()));
        alarm.Set(Start.AddHours(1));

        wall.Set(-TimeSpan.FromHours(5));
        passing.AdvanceTo(Start.AddHours(7));

        Assert.Equal([Start.AddHours(1)], rung);
    }

    [Fact]
    public void Set_Again_ReplacesTheMoment()
    {
        var clock = new VirtualClock(Start);
        var rung = new List<DateTimeOffset>();
        using var alarm = new Alarm(clock, () => rung.Add(clock.GetUtcNow()));

        alarm.Set(Start.AddHours(1));
        alarm.Set(Start.AddHours(2));
        clock.AdvanceTo(Start.AddHours(3));
        alarm.Set(Start);
        clock.AdvanceTo(clock.GetUtcNow());

        Assert.Equal([Start.AddHours(2), Start.AddHours(3)], rung);
    }

    [Fact]
    public void Clear_BeforeItsMoment_IsSilent()
    {
        var clock = new VirtualClock(Start);
        var rung = 0;
        using var alarm = new Alarm(clock, () => rung++);

        alarm.Set(Start.AddHours(1));
        alarm.Clear();
        clock.AdvanceTo(Start.AddHours(3));

        Assert.Equal(0, rung);
    }
}
