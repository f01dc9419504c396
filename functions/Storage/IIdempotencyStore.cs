namespace LienThong.Storage;

/// <summary>Which request of a partner became which dossier, so that a repeated request gets the same answer.</summary>
/// <remarks>Every method throws <see cref="StorageUnavailableException"/> or <see cref="StorageOverloadedException"/> when
/// the store cannot answer.</remarks>
public interface IIdempotencyStore
{
    /// <summary>The entry that stands for a partner's key; null when the key was never used, or so long ago that it was purged.</summary>
    /// <exception cref="StorageUnavailableException">It could not be read.</exception>
    Task<IdempotencyEntry?> ReadAsync(string partner, string key, CancellationToken cancellation);

    /// <summary>Keeps an entry unless one stands for its partner and key.</summary>
    /// <returns>The entry that stands: the given one, or the earlier one.</returns>
    Task<IdempotencyEntry> ReserveAsync(IdempotencyEntry entry, CancellationToken cancellation);

    /// <summary>Puts <paramref name="with"/> in the place of <paramref name="entry"/> if exactly that one stands.</summary>
    /// <returns>Whether it did.</returns>
    /// <exception cref="ArgumentException">The two are not of the same partner and key.</exception>
    Task<bool> ReplaceAsync(IdempotencyEntry entry, IdempotencyEntry with, CancellationToken cancellation);

    /// <summary>Removes entries made before <paramref name="olderThan"/>, oldest first, at most <paramref name="max"/>.</summary>
    /// <param name="max">1 to 10,000.</param>
    /// <returns>How many were removed; fewer than <paramref name="max"/> when no more are that old.</returns>
    Task<int> PurgeAsync(DateTimeOffset olderThan, int max, CancellationToken cancellation);
}
