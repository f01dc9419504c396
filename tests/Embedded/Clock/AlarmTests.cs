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
