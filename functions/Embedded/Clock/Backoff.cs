namespace LienThong.Embedded.Clock;

/// <summary>Waits that double from try to try.</summary>
/// <param name="First">The first wait.</param>
/// <param name="Longest">What no wait exceeds.</param>
internal sealed record Backoff(TimeSpan First, TimeSpan Longest)
{
    /// <summary>The wait after the given number of failures (1 or more).</summary>
    public TimeSpan After(int failures)
    {
        var wait = First.Ticks * Math.Pow(2, Math.Max(0, failures - 1));
        return wait >= Longest.Ticks ? Longest : TimeSpan.FromTicks((long)wait);
    }
}
