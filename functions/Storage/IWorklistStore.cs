using LienThong.Procedures.Identifiers;

namespace LienThong.Storage;

/// <summary>
/// The worklists of the agencies: a projection of the dossiers, one partition an agency. Writes may come twice, late and
/// out of order; the newest version stands in the end.
/// </summary>
/// <remarks>Every method throws <see cref="StorageUnavailableException"/> or <see cref="StorageOverloadedException"/> when
/// the store cannot answer.</remarks>
public interface IWorklistStore
{
    /// <summary>How long a removal is remembered, so that a late write does not bring the entry back.</summary>
    static readonly TimeSpan RemovalsKept = TimeSpan.FromDays(30);

    /// <summary>Writes an entry over the one with the same agency, dossier and step, unless that one has a newer version
    /// or was removed at a newer one. Of two writes of one version the later stands.</summary>
    Task PutAsync(WorklistEntry entry, CancellationToken cancellation);

    /// <summary>Removes an entry unless it has a version newer than <paramref name="version"/>. The removal is remembered
    /// for <see cref="RemovalsKept"/> even if there was no entry.</summary>
    Task RemoveAsync(string agency, DossierCode code, string step, int version, CancellationToken cancellation);

    /// <summary>
    /// One page of an agency's worklist, by due time (entries without one last), then dossier code, then step. An entry
    /// that does not change while the pages are read is on exactly one of them.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The page size is not 1 to <see cref="WorklistQuery.MaxSize"/>.</exception>
    /// <exception cref="ContinuationInvalidException">The continuation is not one that a worklist has given.</exception>
    Task<WorklistPage> PageAsync(string agency, WorklistQuery query, CancellationToken cancellation);

    /// <summary>How many entries an agency's worklist has, by procedure, step and status, in the order of these.</summary>
    Task<IReadOnlyList<WorklistCount>> CountAsync(string agency, CancellationToken cancellation);
}
