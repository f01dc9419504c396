namespace LienThong.Storage;

/// <summary>
/// What each dossier counts for, by province: a projection of the dossiers, from which the facts of a day are added up. Writes may
/// come twice, late and out of order; the newest version stands in the end, so that a dossier is replaced and never added again.
/// </summary>
/// <remarks>Every method throws <see cref="StorageUnavailableException"/> or <see cref="StorageOverloadedException"/> when
/// the store cannot answer.</remarks>
public interface IFigureStore
{
    /// <summary>The most figures that are written at once.</summary>
    const int MaxFigures = 1000;

    /// <summary>
    /// Writes the figures of dossiers over those that stand, each unless a newer version stands; of two writes of one version the
    /// later stands. Every day that figures speak of, before or after the write, is a changed day from then on, whoever is
    /// interrupted; a write that changes nothing marks no day.
    /// </summary>
    /// <exception cref="ArgumentException">There are more than <see cref="MaxFigures"/>, or one is larger than it may be.</exception>
    Task PutAsync(IReadOnlyList<StoredFigures> figures, CancellationToken cancellation);

    /// <summary>The figures that speak of a day, by dossier code.</summary>
    IAsyncEnumerable<StoredFigures> ReadDayAsync(string province, DateOnly day, CancellationToken cancellation);

    /// <summary>The figures of dossiers that stood open at the end of a day: filed on it or before and not ended by then. Each once, in
    /// any order.</summary>
    IAsyncEnumerable<StoredFigures> ReadOpenAsync(string province, DateOnly day, CancellationToken cancellation);

    /// <summary>The changed days, by province and then by day. One that is struck comes again when it changes again.</summary>
    Task<IReadOnlyList<ChangedDay>> ReadChangedDaysAsync(CancellationToken cancellation);

    /// <summary>Says that a changed day has been added up: it is struck from the list, unless it has changed again since it was read.</summary>
    Task StrikeAsync(ChangedDay day, CancellationToken cancellation);
}
