using LienThong.Procedures.Identifiers;

namespace LienThong.Storage;

/// <summary>What one dossier counts for, as a document that the store does not look into. Nothing in it names a person.</summary>
/// <param name="Version">The dossier's version that it was worked out from.</param>
/// <param name="Province">Two digits: whose figures these are. Never changes.</param>
/// <param name="FiledOn">The day on which it was filed. Never changes.</param>
/// <param name="EndedOn">The day on which it ended; null while it is open.</param>
/// <param name="Days">The days (in Vietnam) of which it says anything, at most <see cref="MaxDays"/>.</param>
/// <param name="Figures">The document, at most <see cref="MaxBytes"/> bytes.</param>
public sealed record StoredFigures(
    DossierCode Dossier, int Version, string Province, DateOnly FiledOn, DateOnly? EndedOn, IReadOnlyList<DateOnly> Days, ReadOnlyMemory<byte> Figures)
{
    /// <summary>The most days that one dossier may speak of.</summary>
    public const int MaxDays = 400;

    /// <summary>The most bytes of one document.</summary>
    public const int MaxBytes = 65_536;
}

/// <summary>A day of a province of which some dossier says something else than before.</summary>
/// <param name="Mark">Which change this is the mark of; every change gives another.</param>
public sealed record ChangedDay(string Province, DateOnly Day, ETag Mark);
