namespace LienThong.Simulator.Time;

/// <summary>The app could not be reached, or asked to be left alone for a while: the whole act is done again later.</summary>
/// <param name="after">How long to wait, in the app's own time.</param>
internal sealed class TryLaterException(TimeSpan after, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>How long to wait, in the app's own time.</summary>
    public TimeSpan After { get; } = after;
}
