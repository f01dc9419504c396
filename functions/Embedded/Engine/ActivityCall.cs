namespace LienThong.Embedded.Engine;

/// <summary>One call of an activity.</summary>
/// <param name="Name">The activity's name.</param>
/// <param name="InstanceId">The instance that calls.</param>
/// <param name="InputJson">The input as JSON; null if there is none.</param>
/// <param name="TraceParent">The W3C traceparent under which the work is done; null if the starter had none.</param>
public sealed record ActivityCall(string Name, string InstanceId, string? InputJson, string? TraceParent);
