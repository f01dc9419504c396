using LienThong.Procedures.Identifiers;

namespace LienThong.Storage;

/// <summary>
/// Which dossier was first with a fingerprint: a keyed hash of a certificate code, of a child, or of any other number
/// under which a dossier is looked up. The store never sees what the hash is of.
/// </summary>
/// <remarks>Every method throws <see cref="StorageUnavailableException"/> or <see cref="StorageOverloadedException"/> when
/// the store cannot answer.</remarks>
public interface IClaimStore
{
    /// <summary>Gives a fingerprint to a dossier unless it has an owner.</summary>
    /// <returns>The owner that stands: the given dossier when it is the first, or was already.</returns>
    Task<DossierCode> ClaimAsync(string fingerprint, DossierCode code, CancellationToken cancellation);

    /// <summary>Hands a fingerprint from one dossier to another if the first one owns it.</summary>
    /// <returns>Whether it did.</returns>
    Task<bool> MoveAsync(string fingerprint, DossierCode from, DossierCode to, CancellationToken cancellation);

    /// <summary>The dossier that owns a fingerprint, or null.</summary>
    Task<DossierCode?> OwnerAsync(string fingerprint, CancellationToken cancellation);
}
