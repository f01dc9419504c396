namespace LienThong.Embedded.Queues;

/// <summary>A message's body is larger than messages may be. Large things go into a store, and their key into the message.</summary>
public sealed class MessageTooLargeException(string queueOrTopic, int size, int max)
    : Exception($"A message to '{queueOrTopic}' has {size} bytes; at most {max} are taken.")
{
    /// <summary>The body's size in bytes.</summary>
    public int Size { get; } = size;
}
