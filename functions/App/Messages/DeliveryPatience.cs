namespace LienThong.App.Messages;

/// <summary>How long a request that an agency did not take waits before the next attempt. In all about a day: an agency that
/// was down over night gets everything, one that is gone is shown to an operator.</summary>
public static class DeliveryPatience
{
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(4),
        TimeSpan.FromHours(8), TimeSpan.FromHours(8),
    ];

    /// <summary>The wait after an attempt (0 for the first); null when that was the last.</summary>
    public static TimeSpan? After(int attempt) => attempt < Waits.Length ? Waits[attempt] : null;
}
