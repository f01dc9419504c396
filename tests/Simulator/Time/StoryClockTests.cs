using LienThong.Embedded.Clock;
using LienThong.Simulator.Time;

namespace LienThong.Simulator.Tests.Time;

public sealed class StoryClockTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 3, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Start = new(2026, 11, 6, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public void GetUtcNow_RealTimePasses_RunsAsOftenAsFast()
    {
        var real = new VirtualClock(Now);
        var story = new StoryClock(real, Start, 3600);
        real.AdvanceTo(Now.AddSeconds(10));
        Assert.Equal(Start, story.GetUtcNow());
        story.Begin();
        real.AdvanceTo(Now.AddSeconds(34));
        Assert.Equal(Start.AddDays(1), story.GetUtcNow());
    }

    [Fact]
    public void Until_MomentsBeforeAndAfter_AreRealTime()
    {
        var story = new StoryClock(new VirtualClock(Now), Start, 3600);
        Assert.Equal(TimeSpan.FromSeconds(2), story.Until(Start.AddHours(2)));
        Assert.Equal(TimeSpan.Zero, story.Until(Start.AddHours(-2)));
    }
}
