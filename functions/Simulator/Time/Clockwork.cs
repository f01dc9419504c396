using LienThong.Embedded.Clock;

namespace LienThong.Simulator.Time;

/// <summary>
/// Plays on a virtual clock: does everything that is due, lets the app and its answers come to rest, and jumps to the next
/// moment at which anybody, app or player, has something to do. Nothing waits in real time.
/// </summary>
/// <param name="clock">The clock of app and players.</param>
/// <param name="agenda">What the players are going to do.</param>
/// <param name="acts">Does it.</param>
/// <param name="whenIdle">Completes when neither the app nor anybody it called is at work.</param>
internal sealed class Clockwork(VirtualClock clock, Agenda agenda, Acts acts, Func<Task> whenIdle) : IConductor
{
    /// <inheritdoc />
    public async Task PlayUntilAsync(
        DateTimeOffset end, Func<CancellationToken, Task<bool>>? isOver, Action<DateTimeOffset> progress, CancellationToken cancellation)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = Acts.Width, CancellationToken = cancellation };
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            await whenIdle();
            var now = clock.GetUtcNow();
            if (agenda.TakeDue(now) is { Count: > 0 } due)
            {
                await Parallel.ForEachAsync(due, options, async (planned, stop) => await acts.DoAsync(planned, stop));
                continue;
            }

            if ((clock.NextDue is { } timer ? Earlier(agenda.Next, timer) : agenda.Next) is not { } next || next > end)
            {
                clock.AdvanceTo(end);
                await whenIdle();
                progress(end);
                return;
            }

            clock.AdvanceTo(next);
            progress(clock.GetUtcNow());
        }
    }

    private static DateTimeOffset Earlier(DateTimeOffset? one, DateTimeOffset other) => one < other ? one.Value : other;
}
