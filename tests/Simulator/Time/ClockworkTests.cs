using LienThong.Embedded.Clock;
using LienThong.Simulator.Time;

namespace LienThong.Simulator.Tests.Time;

public sealed class ClockworkTests
{
    private static readonly DateTimeOffset Start = new(2026, 9, 7, 0, 0, 0, TimeSpan.Zero);

    private readonly VirtualClock _clock = new(Start);
    private readonly Agenda _agenda = new();
    private readonly List<string> _seen = [];
    private readonly List<string> _reports = [];

    [Fact]
    public async Task PlayUntil_PlansAndTimers_HappenAtTheirMomentsTheAppFirst()
    {
        using var timer = _clock.CreateTimer(_ => See("app"), null, TimeSpan.FromHours(2), Timeout.InfiniteTimeSpan);
        Plan(2, () => See("player"));
        Plan(1, () =>
        {
            See("first");
            Plan(3, () => See("planned on the way"));
        });
        Plan(5, () => See("after the end"));
        await PlayAsync(hours: 4);
        Assert.Equal(["1 first", "2 app", "2 player", "3 planned on the way"], _seen);
        Assert.Equal(Start.AddHours(4), _clock.GetUtcNow());
        Assert.Equal(1, _agenda.Count);
    }

    [Fact]
    public async Task PlayUntil_TheAppIsAtWork_TimeStandsStill()
    {
        var work = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Plan(1, () => See("player"));
        var play = PlayAsync(2, () =>
        {
            asked.TrySetResult();
            return work.Task;
        });
        await asked.Task;
        Assert.Empty(_seen);
        Assert.Equal(Start, _clock.GetUtcNow());
        work.SetResult();
        await play;
        Assert.Equal(["1 player"], _seen);
    }

    [Fact]
    public async Task PlayUntil_ActIsPutOff_IsDoneAgainLater()
    {
        var tries = 0;
        Plan(1, () =>
        {
            See("try");
            if (++tries < 3)
            {
                throw new TryLaterException(TimeSpan.FromMinutes(30), "busy");
            }
        });
        await PlayAsync(hours: 3);
        Assert.Equal(["1 try", "1.5 try", "2 try"], _seen);
        Assert.Empty(_reports);
    }

    [Fact]
    public async Task PlayUntil_ActFails_IsReportedAndEndsAlone()
    {
        Plan(1, () => throw new InvalidOperationException("broken"));
        Plan(2, () => See("next"));
        await PlayAsync(hours: 3);
        Assert.Equal(["2 next"], _seen);
        Assert.Equal(["InvalidOperationException: broken"], _reports);
    }

    [Fact]
    public async Task PlayUntil_Cancelled_Stops()
    {
        using var stop = new CancellationTokenSource();
        Plan(1, stop.Cancel);
        Plan(2, () => See("never"));
        var clockwork = new Clockwork(_clock, _agenda, new Acts(_agenda, _clock, 1, _reports.Add), () => Task.CompletedTask);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => clockwork.PlayUntilAsync(Start.AddHours(3), null, _ => { }, stop.Token));
        Assert.Empty(_seen);
    }

    private Task PlayAsync(int hours, Func<Task>? whenIdle = null) =>
        new Clockwork(_clock, _agenda, new Acts(_agenda, _clock, 1, _reports.Add), whenIdle ?? (() => Task.CompletedTask))
            .PlayUntilAsync(Start.AddHours(hours), null, _ => { }, CancellationToken.None);

    private void Plan(double hours, Action act) => _agenda.At(Start.AddHours(hours), _ =>
    {
        act();
        return Task.CompletedTask;
    });

    private void See(string what)
    {
        lock (_seen)
        {
            _seen.Add($"{(_clock.GetUtcNow() - Start).TotalHours} {what}");
        }
    }
}
