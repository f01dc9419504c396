using LienThong.Procedures.Identifiers;

namespace LienThong.Storage;

/// <summary>
/// The open dossiers, and when something should happen to each next: a projection of the dossiers for the watchdog.
/// Writes may come twice, late and out of order; the newest version stands in the end.
/// </summary>
/// <remarks>Every method throws <see cref="StorageUnavailableException"/> or <see cref="StorageOverloadedException"/> when
/// the store cannot answer.</remarks>
public interface IWatchStore
{
    /// <summary>How long a removal is remembered, so that a late write does not bring the entry back.</summary>
    static readonly TimeSpan RemovalsKept = TimeSpan.FromDays(30);

    /// <summary>The most entries that a query gives at once.</summary>
    const int MaxEntries = 1000;

    /// <summary>Writes a dossier's entry, unless a newer version stands or it was removed at a newer one. Of two writes of
    /// one version the later stands.</summary>
    /// <param name="nextWake">When something is due by itself, UTC; null when only somebody's act can change anything.</param>
    /// <param name="changedAt">When the dossier last changed, UTC.</param>
    Task PutAsync(DossierCode code, int version, DateTimeOffset? nextWake, DateTimeOffset changedAt, CancellationToken cancellation);

    /// <summary>Removes a dossier's entry unless it has a version newer than <paramref name="version"/>. The removal is
    /// remembered for <see cref="RemovalsKept"/> even if there was no entry.</summary>
    Task RemoveAsync(DossierCode code, int version, CancellationToken cancellation);

    /// <summary>Entries whose next wake is at or before <paramref name="before"/>, earliest first.</summary>
    /// <param name="max">1 to <see cref="MaxEntries"/>.</param>
    Task<IReadOnlyList<WatchEntry>> DueAsync(DateTimeOffset before, int max, CancellationToken cancellation);

    /// <summary>All entries, page by page, by dossier code. An entry that stands while the pages are read is on exactly one of
    /// them.</summary>
    /// <param name="after">The last code of the page before; null for the first page.</param>
    /// <param name="max">1 to <see cref="MaxEntries"/>. A page that holds fewer is the last.</param>
    Task<IReadOnlyList<WatchEntry>> PageAsync(DossierCode? after, int max, CancellationToken cancellation);

    /// <summary>Entries not changed since <paramref name="since"/>, that is last changed before it, longest unchanged first.</summary>
    /// <param name="max">1 to <see cref="MaxEntries"/>.</param>
    Task<IReadOnlyList<WatchEntry>> UnchangedAsync(DateTimeOffset since, int max, CancellationToken cancellation);
}
