using LienThong.App.Reports;
using LienThong.Reports.Catalogue;

namespace LienThong.App.Activities;

/// <summary>Adds up the days of which dossiers say something else than before.</summary>
public sealed class CollectFacts(FactKeeper keeper, ReportWorks works, ReportCatalogue catalogue)
{
    /// <summary>Idempotent. Gives the provinces whose reports are to be made.</summary>
    [Function(nameof(CollectFacts))]
    public async Task<IReadOnlyList<string>> Run([ActivityTrigger] WeekOrder order, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(order);
        await keeper.CollectAsync(cancellation);
        return works.Provinces(order.Frame(catalogue));
    }
}
