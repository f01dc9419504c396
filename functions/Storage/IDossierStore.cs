using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Identifiers;

namespace LienThong.Storage;

/// <summary>
/// Where dossiers are the truth. One dossier is one document; create and replace-if-unchanged are the only writes, each
/// atomic and durable when its task completes, and nothing spans two dossiers.
/// </summary>
/// <remarks>Every method throws <see cref="StorageUnavailableException"/> or <see cref="StorageOverloadedException"/> when
/// the store cannot answer.</remarks>
public interface IDossierStore
{
    /// <summary>The most bytes of JSON that a dossier may have: what fits every provider.</summary>
    const int MaxBytes = DossierRoom.Bytes;

    /// <summary>The most dossiers that <see cref="ReadChangesAsync"/> gives at once.</summary>
    const int MaxChanges = 1000;

    /// <summary>The dossier as last written, or null when there is none of that code. A write is seen by every read that
    /// begins after it completed.</summary>
    Task<Stored<Dossier>?> ReadAsync(DossierCode code, CancellationToken cancellation);

    /// <summary>Writes a new dossier; null, and nothing written, when its code exists.</summary>
    /// <exception cref="DossierTooLargeException">It has more than <see cref="MaxBytes"/> of JSON.</exception>
    Task<Stored<Dossier>?> TryCreateAsync(Dossier dossier, CancellationToken cancellation);

    /// <summary>Writes a dossier over the write that <paramref name="etag"/> names; null, and nothing written, when that
    /// is no longer the last one or there is no such dossier.</summary>
    /// <exception cref="DossierTooLargeException">It has more than <see cref="MaxBytes"/> of JSON.</exception>
    Task<Stored<Dossier>?> TryReplaceAsync(Dossier dossier, ETag etag, CancellationToken cancellation) =>
        TryReplaceAsync(dossier, etag, MaxBytes, cancellation);

    /// <summary>As above, of a dossier that may not grow beyond <paramref name="maxBytes"/> by this write.</summary>
    /// <param name="maxBytes">Bytes of JSON, at most <see cref="MaxBytes"/>.</param>
    /// <exception cref="DossierTooLargeException">It has more.</exception>
    Task<Stored<Dossier>?> TryReplaceAsync(Dossier dossier, ETag etag, int maxBytes, CancellationToken cancellation);

    /// <summary>
    /// What was written after <paramref name="continuation"/> (from the beginning if null): the latest version of each
    /// dossier, in order of change (in each part, if the store is divided into several), at most <paramref name="max"/>; none at the end. Every write is seen at least once,
    /// itself or through a later one of the same dossier; earlier versions of it may never be seen.
    /// </summary>
    /// <param name="max">1 to <see cref="MaxChanges"/>. Fewer may come before the end, but never none.</param>
    /// <exception cref="ContinuationInvalidException">The continuation is not one of this feed's.</exception>
    Task<DossierChanges> ReadChangesAsync(string? continuation, int max, CancellationToken cancellation);

    /// <summary>Completes when there may be something after <paramref name="continuation"/>: at once if there is.</summary>
    /// <exception cref="ContinuationInvalidException">The continuation is not one of this feed's.</exception>
    Task WaitForChangesAsync(string? continuation, CancellationToken cancellation);

    /// <summary>
    /// Raised after a write through this object is durable and before its writer is told, on any thread; once may stand
    /// for many writes. Handlers only take note; one that throws ends the process. Writes of other processes are found by
    /// <see cref="WaitForChangesAsync"/> alone.
    /// </summary>
    event Action? Changed;
}
