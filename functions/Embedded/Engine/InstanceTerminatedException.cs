namespace LienThong.Embedded.Engine;

/// <summary>What a caller gets for a sub-orchestration that was terminated.</summary>
public sealed class InstanceTerminatedException(string message) : Exception(message);
