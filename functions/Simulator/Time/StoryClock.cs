namespace LienThong.Simulator.Time;

/// <summary>The play's clock against an app on the real clock: it stands at the play's first moment until the play begins, and
/// then runs a number of times as fast.</summary>
/// <param name="real">The app's clock.</param>
/// <param name="start">The play's first moment.</param>
/// <param name="pace">Seconds of the play in a real second; at least 1.</param>
internal sealed class StoryClock(TimeProvider real, DateTimeOffset start, double pace) : TimeProvider
{
    private DateTimeOffset? _began;

    /// <summary>Lets it run.</summary>
    public void Begin() => _began ??= real.GetUtcNow();

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() =>
        start.ToUniversalTime() + (_began is { } began ? (real.GetUtcNow() - began) * pace : TimeSpan.Zero);

    /// <summary>The real time until a moment of the play; zero if it is past.</summary>
    public TimeSpan Until(DateTimeOffset moment)
    {
        var left = (moment - GetUtcNow()) / pace;
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
