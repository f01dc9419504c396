namespace LienThong.Embedded.Durable;

/// <summary>How an instance is purged.</summary>
/// <param name="Recursive">Whether its sub-orchestrations are purged too.</param>
public record PurgeInstanceOptions(bool Recursive = false);
