namespace LienThong.Simulator.Time;

/// <summary>Moves a play along: does what is due, and waits for what is not.</summary>
internal interface IConductor
{
    /// <summary>Plays until a moment of the play's clock, or until <paramref name="isOver"/> says that nothing is left to see.</summary>
    /// <param name="end">The last moment that is played.</param>
    /// <param name="isOver">Asked now and then; null never ends early.</param>
    /// <param name="progress">Told the play's time whenever it has moved.</param>
    /// <param name="cancellation">Stops the play.</param>
    Task PlayUntilAsync(
        DateTimeOffset end, Func<CancellationToken, Task<bool>>? isOver, Action<DateTimeOffset> progress, CancellationToken cancellation);
}
