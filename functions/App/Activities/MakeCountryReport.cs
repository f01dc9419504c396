using LienThong.App.Reports;
using LienThong.Reports.Catalogue;

namespace LienThong.App.Activities;

/// <summary>Makes the country's report of the provinces' counts and of what was measured, and checks who has sent.</summary>
public sealed class MakeCountryReport(ReportWorks works, ReportCatalogue catalogue)
{
    /// <summary>Idempotent: of equal facts nothing more is published.</summary>
    [Function(nameof(MakeCountryReport))]
    public Task<MadeReport> Run([ActivityTrigger] WeekOrder order, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(order);
        return works.MakeCountryAsync(order.Frame(catalogue), cancellation);
    }
}
