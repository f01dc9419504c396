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
            await AddUpAsync(day.Province, day.Day, cancellation);
            await figures.StrikeAsync(day, cancellation);
        }

        return changed.Count;
    }

    /// <summary>Adds up a day.</summary>
    public Task AddUpAsync(string province, DateOnly day, CancellationToken cancellation) => facts.UpdateAsync(
        FactDocuments.OfProvince(province),
        FactDocuments.Key(day),
        async _ =>
        {
            // The document was read before the figures, so that whoever adds up older ones meanwhile cannot write over this.
            var sum = new DayFacts();
            await foreach (var one in figures.ReadDayAsync(province, day, cancellation))
            {
                sum.Add(one.Dossier.ToString(), DossierFigures.Read(one.Figures.Span), day);
            }

            return sum.ToBytes();
        },
        cancellation);
}
