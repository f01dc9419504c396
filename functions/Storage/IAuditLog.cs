namespace LienThong.Storage;

/// <summary>
/// Who did what: entries that are only ever added, one chain a day (of Vietnam), each entry naming the hash of the one before.
/// The store keeps what it is given; <see cref="AuditChain"/> makes and checks the hashes.
/// </summary>
/// <remarks>
/// One partition a day; an append is one write that is only ever made once. Every method throws <see cref="StorageUnavailableException"/> or
/// <see cref="StorageOverloadedException"/> when the store cannot answer.
/// </remarks>
public interface IAuditLog
{
    /// <summary>The most entries of one append: what every provider writes as one.</summary>
    const int MaxBatch = 99;

    /// <summary>The most entries that a read gives at once.</summary>
    const int MaxRead = 1000;

    /// <summary>The head of a day; null when nothing was recorded on it.</summary>
    Task<AuditHead?> HeadAsync(DateOnly day, CancellationToken cancellation);

    /// <summary>The head of the last day before <paramref name="before"/> that has one, or null.</summary>
    Task<AuditHead?> LastHeadAsync(DateOnly before, CancellationToken cancellation);

    /// <summary>The head of the first day after <paramref name="after"/> that has one, or null.</summary>
    Task<AuditHead?> NextHeadAsync(DateOnly after, CancellationToken cancellation);

    /// <summary>Adds entries to the end of their day and moves its head to the last of them: all of it or nothing, durable when
    /// the task completes.</summary>
    /// <param name="head">The day's head as it was read; null when the day has none yet.</param>
    /// <param name="entries">1 to <see cref="MaxBatch"/> entries of one day, numbered on from the head.</param>
    /// <returns>False, and nothing written, when <paramref name="head"/> is no longer the day's head.</returns>
    /// <exception cref="ArgumentException">They are of several days or not numbered on from the head.</exception>
    Task<bool> TryAppendAsync(AuditHead? head, IReadOnlyList<AuditEntry> entries, CancellationToken cancellation);

    /// <summary>The entries of a day after a number, in order.</summary>
    /// <param name="max">1 to <see cref="MaxRead"/>. Fewer come only at the end of the day.</param>
    Task<IReadOnlyList<AuditEntry>> ReadAsync(DateOnly day, long after, int max, CancellationToken cancellation);

    /// <summary>One page of the entries that a query asks for, oldest first.</summary>
    /// <exception cref="ContinuationInvalidException">The continuation is not one of this query's.</exception>
    Task<AuditPage> PageAsync(AuditQuery query, CancellationToken cancellation);
}
