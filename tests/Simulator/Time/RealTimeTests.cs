using LienThong.Embedded.Clock;
using LienThong.Simulator.Time;

namespace LienThong.Simulator.Tests.Time;

public sealed class RealTimeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 3, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Start = Now.AddDays(-14);

    private readonly VirtualClock _real = new(Now);
    private readonly Agenda _agenda = new();
    private readonly List<string> _reports = [];

    [Fact]
    public async Task PlayUntil_ThePlaysClockRunsFaster_DoesThingsAtItsPace()
    {
        List<double> seen = [];
        var ended = new TaskCompletionSource();
        _agenda.At(Start.AddHours(2), _ => Note(seen));
        _agenda.At(Start.AddHours(1), _ => Note(seen));
        _agenda.At(Start.AddHours(3), _ => { ended.SetResult(); return Task.CompletedTask; });
        var play = PlayAsync(Start.AddHours(4), pace: 3600, isOver: null);
        await MoveUntilAsync(play);
        Assert.True(ended.Task.IsCompleted);
        Assert.Equal([1, 2], seen);
        Assert.Equal(Now.AddSeconds(4), _real.GetUtcNow());
    }

    [Fact]
    public async Task PlayUntil_NothingIsLeft_EndsEarly()
    {
        var asked = 0;
        var play = PlayAsync(Start.AddDays(1), pace: 3600, _ => Task.FromResult(++asked == 2));
        await MoveUntilAsync(play);
        Assert.Equal(2, asked);
        Assert.True(_real.GetUtcNow() < Now.AddSeconds(24));
    }

    [Fact]
    public async Task PlayUntil_ActIsPutOffByTheApp_WaitsInTheAppsTime()
    {
        List<double> seen = [];
        _agenda.At(Start.AddHours(1), async _ =>
        {
            await Note(seen);
            if (seen.Count == 1)
            {
                throw new TryLaterException(TimeSpan.FromSeconds(2), "busy");
            }
        });
        await MoveUntilAsync(PlayAsync(Start.AddHours(5), pace: 3600, isOver: null));
        Assert.Equal([1, 3], seen);
        Assert.Empty(_reports);
    }

    private Task PlayAsync(DateTimeOffset end, double pace, Func<CancellationToken, Task<bool>>? isOver)
    {
        var story = new StoryClock(_real, Start, pace);
        story.Begin();
        return new RealTime(_real, story, _agenda, new Acts(_agenda, story, pace, _reports.Add))
            .PlayUntilAsync(end, isOver, _ => { }, CancellationToken.None);
    }

    private async Task MoveUntilAsync(Task play)
    {
        while (!play.IsCompleted)
        {
            if (!_real.AdvanceToNext())
            {
                await Task.Yield();
            }
        }

        await play;
    }

    private Task Note(List<double> seen)
    {
        seen.Add((_real.GetUtcNow() - Now).TotalHours * 3600);
        return Task.CompletedTask;
    }
}
