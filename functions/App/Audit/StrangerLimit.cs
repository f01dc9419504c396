namespace LienThong.App.Audit;

/// <summary>How many calls of people who do not say who they are get an entry each: sixty a minute. A flood of them must not fill
/// the disk; the next entry says how many were left out.</summary>
public sealed class StrangerLimit(TimeProvider time)
{
    private const int PerMinute = 60;

    private readonly Lock _gate = new();
    private long _minute;
    private int _count;
    private int _leftOut;

    /// <summary>Whether this one gets an entry.</summary>
    /// <param name="leftOut">If so, how many before it got none.</param>
    internal bool LetIn(out int leftOut)
    {
        lock (_gate)
        {
            var minute = time.GetUtcNow().Ticks / TimeSpan.TicksPerMinute;
            if (minute != _minute)
            {
                (_minute, _count) = (minute, 0);
            }

            if (_count < PerMinute)
            {
                _count++;
                (leftOut, _leftOut) = (_leftOut, 0);
                return true;
            }

            _leftOut++;
            leftOut = 0;
            return false;
        }
    }
}
