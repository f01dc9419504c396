namespace LienThong.Embedded.Functions;

/// <summary>Has a function that failed run again on the same input after waits that double. Here it is for functions that changes
/// run, which are never passed over: <paramref name="maxRetryCount"/> is -1, without end.</summary>
/// <param name="minimumInterval">The first wait, <c>HH:mm:ss</c>.</param>
/// <param name="maximumInterval">What no wait exceeds, <c>HH:mm:ss</c>.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ExponentialBackoffRetryAttribute(int maxRetryCount, string minimumInterval, string maximumInterval) : Attribute
{
    /// <summary>The most retries; -1 if there is no end.</summary>
    public int MaxRetryCount { get; } = maxRetryCount;

    /// <summary>The first wait, <c>HH:mm:ss</c>.</summary>
    public string MinimumInterval { get; } = minimumInterval;

    /// <summary>What no wait exceeds, <c>HH:mm:ss</c>.</summary>
    public string MaximumInterval { get; } = maximumInterval;
}
