namespace LienThong.Embedded.Functions;

/// <summary>Where an invocation stands in a distributed trace (W3C).</summary>
public abstract class TraceContext
{
    /// <summary>The <c>traceparent</c>.</summary>
    public abstract string TraceParent { get; }

    /// <summary>The <c>tracestate</c>.</summary>
    public abstract string TraceState { get; }
}
