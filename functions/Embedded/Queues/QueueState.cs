namespace LienThong.Embedded.Queues;

/// <summary>A queue or a subscription while the app runs.</summary>
internal sealed class QueueState(string name, bool hasSessions = false)
{
    private long _depth;

    /// <summary>The queue, or <c>topic/subscription</c>.</summary>
    public string Name { get; } = name;

    /// <summary>Whether the messages of a session are handled in order, one at a time.</summary>
    public bool HasSessions { get; } = hasSessions;

    /// <summary>Messages in it: visible, scheduled and locked ones.</summary>
    public long Depth => Interlocked.Read(ref _depth);

    /// <summary>Called when messages may have become visible, or one has been scheduled.</summary>
    public Action? Arrived { get; set; }

    public void Add(long messages) => Interlocked.Add(ref _depth, messages);

    /// <summary>Keeps a place for a message.</summary>
    /// <exception cref="QueueFullException">There is none.</exception>
    public void Reserve(long max)
    {
        var depth = Interlocked.Increment(ref _depth);
        if (depth > max)
        {
            Interlocked.Decrement(ref _depth);
            throw new QueueFullException(Name, depth - 1);
        }
    }
}
