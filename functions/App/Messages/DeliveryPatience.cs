namespace LienThong.App.Messages;

/// <summary>How long a message that a partner did not take waits before the next attempt. In all about a day: a partner that
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
    /// <param name="attempt">Which attempt has failed.</param>
    /// <param name="message">What waits: messages that failed together come again apart, each up to a fifth earlier. The same
    /// message always waits as long, so that a story told twice goes the same way.</param>
    public static TimeSpan? After(int attempt, string message) => attempt < Waits.Length
        ? Waits[attempt] * (1 - (0.2 * Share($"{message}#{attempt}")))
        : null;

    // FNV-1a: a text's place between 0 and 1, the same on every machine.
    private static double Share(string text)
    {
        var hash = 2166136261u;
        foreach (var letter in text)
        {
            hash = (hash ^ letter) * 16777619u;
        }

        return hash / (double)uint.MaxValue;
    }
}
