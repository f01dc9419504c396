using LienThong.Procedures.Identifiers;

namespace LienThong.Storage;

/// <summary>
/// Which dossiers hold records of a person, so that they need not be asked for again: a projection of the dossiers, one
/// partition a person. Writes may come twice, late and out of order; the newest version stands in the end.
/// </summary>
/// <remarks>Every method throws <see cref="StorageUnavailableException"/> or <see cref="StorageOverloadedException"/> when
/// the store cannot answer.</remarks>
public interface IPersonRecordStore
{
    /// <summary>The most dossiers that a query gives at once.</summary>
    const int MaxDossiers = 100;

    /// <summary>Writes what a dossier holds of a person, unless a newer version of the dossier stands. Of two writes of one
    /// version the later stands. Nothing at all is written as an empty list, never left out.</summary>
    Task PutAsync(PersonRecords records, CancellationToken cancellation);

    /// <summary>What dossiers hold of a person, those with the newest record first, without those that hold nothing.</summary>
    /// <param name="person">The keyed hash.</param>
    /// <param name="max">1 to <see cref="MaxDossiers"/>.</param>
    /// <param name="cancellation">Stops reading.</param>
    Task<IReadOnlyList<PersonRecords>> OfAsync(string person, int max, CancellationToken cancellation);
}
