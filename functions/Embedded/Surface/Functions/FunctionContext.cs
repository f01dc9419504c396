namespace LienThong.Embedded.Functions;

/// <summary>What a function and the middleware around it know of one invocation.</summary>
public abstract class FunctionContext
{
    /// <summary>Unique to the invocation.</summary>
    public abstract string InvocationId { get; }

    /// <summary>The same for every invocation of a function.</summary>
    public abstract string FunctionId { get; }

    /// <summary>Where the invocation stands in a distributed trace.</summary>
    public abstract TraceContext TraceContext { get; }

    /// <summary>What the trigger says beside its payload.</summary>
    public abstract BindingContext BindingContext { get; }

    /// <summary>How often this has been tried.</summary>
    public abstract RetryContext RetryContext { get; }

    /// <summary>The services of this invocation's scope.</summary>
    public abstract IServiceProvider InstanceServices { get; set; }

    /// <summary>The function invoked.</summary>
    public abstract FunctionDefinition FunctionDefinition { get; }

    /// <summary>What middleware and the function tell each other.</summary>
    public abstract IDictionary<object, object> Items { get; set; }

    /// <summary>What the runtime offers for this invocation.</summary>
    public abstract IInvocationFeatures Features { get; }

    /// <summary>Cancelled when the caller has gone or the app stops.</summary>
    public virtual CancellationToken CancellationToken { get; } = CancellationToken.None;
}
