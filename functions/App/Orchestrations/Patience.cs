namespace LienThong.App.Orchestrations;

/// <summary>How long an activity that fails is tried again.</summary>
internal static class Patience
{
    /// <summary>About three minutes: then something is wrong that waiting does not mend, and an operator must see it.</summary>
    public static TaskOptions Short { get; } = TaskOptions.FromRetryPolicy(
        new RetryPolicy(8, TimeSpan.FromSeconds(1), backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromMinutes(1)));

    /// <summary>About a hundred days: for what must not be given up, because nobody would notice.</summary>
    public static TaskOptions Long { get; } = TaskOptions.FromRetryPolicy(
        new RetryPolicy(10_000, TimeSpan.FromSeconds(1), backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromMinutes(15)));

    /// <summary>How long a step waits before it looks again whether the store can be written.</summary>
    public static TimeSpan UntilTheStoreIsBack { get; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a step whose instance failed is left alone, unless somebody says "look".</summary>
    public static TimeSpan UntilAFailedStepIsTriedAgain { get; } = TimeSpan.FromMinutes(15);
}
