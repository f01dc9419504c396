using LienThong.Procedures.Identifiers;

namespace LienThong.Storage;

/// <summary>
/// Under which keys a dossier may be found: a projection of the dossiers that only grows. Whoever finds a dossier looks into it
/// before saying so; so writes may come twice, late and out of order, and a key that no longer holds does no harm.
/// </summary>
/// <remarks>One partition a key. Every method throws <see cref="StorageUnavailableException"/> or
/// <see cref="StorageOverloadedException"/> when the store cannot answer.</remarks>
public interface IAliasStore
{
    /// <summary>The most keys of one call.</summary>
    const int MaxKeys = 200;

    /// <summary>The most dossiers that <see cref="FindAsync"/> gives.</summary>
    const int MaxFound = 200;

    /// <summary>Has a dossier found under keys. Those under which it is found already change nothing.</summary>
    /// <param name="keys">At most <see cref="MaxKeys"/>, each at most 256 characters; nothing personal, or only as a keyed hash.</param>
    Task AddAsync(DossierCode code, IReadOnlyCollection<string> keys, CancellationToken cancellation);

    /// <summary>The dossiers under a key, by code; nothing when there is none.</summary>
    /// <param name="max">1 to <see cref="MaxFound"/>.</param>
    Task<IReadOnlyList<DossierCode>> FindAsync(string key, int max, CancellationToken cancellation);
}
