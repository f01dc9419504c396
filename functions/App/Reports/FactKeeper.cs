using LienThong.Reports.Figures;
using LienThong.Storage;

namespace LienThong.App.Reports;

/// <summary>Adds up the facts of days from what dossiers count for. What a day's facts are depends on the dossiers alone, however often and
/// in whatever order this runs.</summary>
public sealed class FactKeeper(IFigureStore figures, IFactStore facts)
{
    /// <summary>Adds up every day that has changed since it was added up last.</summary>
    /// <returns>How many days that were.</returns>
    public async Task<int> CollectAsync(CancellationToken cancellation)
    {
        var changed = await figures.ReadChangedDaysAsync(cancellation);
        foreach (var day in changed)
        {
            // The document is read before the figures, so that whoever adds up older ones meanwhile cannot write over this.
            await facts.UpdateAsync(
                FactDocuments.OfProvince(day.Province), FactDocuments.Key(day.Day),
                async _ => (await AddUpAsync(day.Province, day.Day, cancellation)).ToBytes(), cancellation);
            await figures.StrikeAsync(day, cancellation);
        }

        return changed.Count;
    }

    private async Task<DayFacts> AddUpAsync(string province, DateOnly day, CancellationToken cancellation)
    {
        var sum = new DayFacts();
        await foreach (var one in figures.ReadDayAsync(province, day, cancellation))
        {
            sum.Add(one.Dossier.ToString(), DossierFigures.Read(one.Figures.Span), day);
        }

        return sum;
    }
}
