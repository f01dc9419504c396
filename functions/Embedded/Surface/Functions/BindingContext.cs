namespace LienThong.Embedded.Functions;

/// <summary>What a trigger says beside its payload.</summary>
public abstract class BindingContext
{
    /// <summary>By name: for a message MessageId, DeliveryCount, Subject, EnqueuedTimeUtc, ApplicationProperties.</summary>
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}
