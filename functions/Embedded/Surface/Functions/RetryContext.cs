namespace LienThong.Embedded.Functions;

/// <summary>How often an invocation has been tried.</summary>
public abstract class RetryContext
{
    /// <summary>Tries before this one.</summary>
    public abstract int RetryCount { get; }

    /// <summary>The most there will be; -1 if there is no end.</summary>
    public abstract int MaxRetryCount { get; }
}
