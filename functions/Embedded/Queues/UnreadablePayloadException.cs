namespace LienThong.Embedded.Queues;

/// <summary>A message's body is not what the function takes; another try would find the same.</summary>
internal sealed class UnreadablePayloadException(Type type, Exception inner) : Exception($"The body is no {type.Name}.", inner);
