namespace LienThong.Embedded.ChangeFeed;

/// <summary>
/// A store whose changes functions with a CosmosDBTrigger are called for. Registered as a singleton service, one a
/// container; the function's database and container (with settings resolved) find it.
/// </summary>
public interface IChangeFeedSource
{
    /// <summary>The database, as the trigger names it.</summary>
    string Database { get; }

    /// <summary>The container, as the trigger names it.</summary>
    string Container { get; }

    /// <summary>
    /// Raised after a change is durable and before its writer is told, on any thread. Handlers only take note. Raising
    /// it once too often costs a read; not raising it leaves a change undelivered until the next one.
    /// </summary>
    event Action? Changed;

    /// <summary>The changes after <paramref name="continuation"/> (from the beginning if null), oldest first and at most
    /// <paramref name="max"/>; no items at the end. The same continuation gives the same changes again, or later ones of
    /// the same items.</summary>
    Task<ChangePage> ReadAsync(string? continuation, int max, CancellationToken cancellation);

    /// <summary>The continuation after every change there is now; null if there was none yet. The default reads its way there.</summary>
    async Task<string?> EndAsync(CancellationToken cancellation)
    {
        string? continuation = null;
        while (await ReadAsync(continuation, 1000, cancellation) is { Items.Count: > 0 } page)
        {
            continuation = page.Continuation;
        }

        return continuation;
    }
}
