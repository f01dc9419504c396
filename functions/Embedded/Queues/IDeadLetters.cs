namespace LienThong.Embedded.Queues;

/// <summary>Messages that could not be handled, kept until somebody decides about them.</summary>
public interface IDeadLetters
{
    /// <summary>Lists dead letters, oldest first, without their bodies' being read.</summary>
    /// <param name="queue">Only those of this queue, or <c>topic/subscription</c>; all if null.</param>
    /// <param name="max">The most a page holds, 1 to 1000.</param>
    /// <param name="continuation">Where the page before ended; null for the first.</param>
    /// <param name="cancellation">Stops the reading.</param>
    Task<DeadLetterPage> ListAsync(string? queue = null, int max = 100, string? continuation = null, CancellationToken cancellation = default);

    /// <summary>Reads one with its body; null if there is none of that id.</summary>
    Task<DeadLetter?> ReadAsync(long id, CancellationToken cancellation = default);

    /// <summary>Puts one back into its queue as if newly sent, with its deliveries counted from zero.</summary>
    /// <returns>False if there is none of that id.</returns>
    Task<bool> PutBackAsync(long id, CancellationToken cancellation = default);

    /// <summary>Removes one for good.</summary>
    /// <returns>False if there is none of that id.</returns>
    Task<bool> RemoveAsync(long id, CancellationToken cancellation = default);
}
