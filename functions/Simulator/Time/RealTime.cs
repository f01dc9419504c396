namespace LienThong.Simulator.Time;

/// <summary>Plays against an app on the real clock: does what is due when it is due, a bounded number at once, and waits.</summary>
/// <param name="real">The real clock.</param>
/// <param name="clock">The play's clock.</param>
/// <param name="agenda">What the players are going to do.</param>
/// <param name="acts">Does it.</param>
internal sealed class RealTime(TimeProvider real, StoryClock clock, Agenda agenda, Acts acts) : IConductor
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    public async Task PlayUntilAsync(
        DateTimeOffset end, Func<CancellationToken, Task<bool>>? isOver, Action<DateTimeOffset> progress, CancellationToken cancellation)
    {
        var places = new SemaphoreSlim(Acts.Width);
        var looked = real.GetUtcNow();
        while (clock.GetUtcNow() < end)
        {
            var added = agenda.Added;
            foreach (var planned in agenda.TakeDue(clock.GetUtcNow()))
            {
                await places.WaitAsync(cancellation);
                _ = DoAsync(planned, places, cancellation);
            }

            progress(clock.GetUtcNow());
            if (real.GetUtcNow() - looked >= LookEvery)
            {
                if (isOver is not null && await isOver(cancellation))
                {
                    break;
                }

                looked = real.GetUtcNow();
            }

            var pause = agenda.Next is { } next && clock.Until(next) < LookEvery ? clock.Until(next) : LookEvery;
            using var news = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            await Task.WhenAny(added, Task.Delay(pause, real, news.Token));
            await news.CancelAsync();
            cancellation.ThrowIfCancellationRequested();
        }

        for (var i = 0; i < Acts.Width; i++)
        {
            await places.WaitAsync(cancellation);
        }
    }

    private async Task DoAsync(Planned planned, SemaphoreSlim places, CancellationToken cancellation)
    {
        try
        {
            await acts.DoAsync(planned, cancellation);
        }
        finally
        {
            places.Release();
        }
    }
}
