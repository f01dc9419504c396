using LienThong.Procedures.Calendars;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Identifiers;
using LienThong.Reports.Figures;
using LienThong.Storage;

namespace LienThong.App.Projections;

/// <summary>What a dossier counts for in reports: a pure function of the dossier and its rules.</summary>
public static class FigureProjection
{
    /// <summary>Its figures, as they are stored.</summary>
    /// <exception cref="InvalidDataException">They are more than the store takes: of that dossier alone, before any other waits for it.</exception>
    public static StoredFigures Of(Dossier dossier, DossierRules rules)
    {
        ArgumentNullException.ThrowIfNull(dossier);
        ArgumentNullException.ThrowIfNull(rules);
        var figures = DossierCount.Of(dossier, rules);
        var stored = new StoredFigures(
            dossier.Code,
            dossier.Version,
            rules.Library.Units.ProvinceOf(CommuneCode.Parse(figures.Commune)).ToString(),
            VietnamTime.DayOf(dossier.State.FiledAt),
            figures.Cases[0].EndedAt is { } ended ? VietnamTime.DayOf(ended) : null,
            [.. figures.Days.Select(day => day.Day).Distinct()],
            figures.ToBytes());
        return stored.Days.Count <= StoredFigures.MaxDays && stored.Figures.Length <= StoredFigures.MaxBytes
            ? stored
            : throw new InvalidDataException($"Dossier {dossier.Code} counts on {stored.Days.Count} days in {stored.Figures.Length} bytes, more than is kept.");
    }
}
