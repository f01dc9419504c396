using LienThong.App.Dossiers;
using LienThong.App.Projections;
using LienThong.Reports.Figures;
using LienThong.Storage;

namespace LienThong.App.Reports;

/// <summary>Reads what dossiers count for. What an earlier release counted otherwise is counted again and replaced.</summary>
public sealed class FigureReader(IFigureStore figures, DossierDesk desk, ILogger<FigureReader> log)
{
    /// <summary>The figures of a dossier as they would be counted now; those that are stored when it cannot be counted.</summary>
    public async Task<DossierFigures> ReadAsync(StoredFigures stored, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(stored);
        var read = DossierFigures.Read(stored.Figures.Span);
        if (read.Format == DossierFigures.CurrentFormat)
        {
            return read;
        }

        try
        {
            if (await desk.ReadAsync(stored.Dossier, cancellation) is not { } dossier)
            {
                return read;
            }

            var counted = FigureProjection.Of(dossier, desk.RulesFor(dossier));
            await figures.PutAsync([counted], cancellation);
            return DossierFigures.Read(counted.Figures.Span);
        }
        catch (Exception e) when (DossierTrouble.IsItsOwn(e))
        {
            // One dossier that cannot be counted must not hold up the report.
            log.LogError("Dossier {Dossier} cannot be counted again: {Error}", stored.Dossier, e.GetType().Name);
            return read;
        }
    }
}
