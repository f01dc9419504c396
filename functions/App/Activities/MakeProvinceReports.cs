using LienThong.App.Reports;
using LienThong.Reports.Catalogue;

namespace LienThong.App.Activities;

/// <summary>Makes the reports of a province and of its communes.</summary>
public sealed class MakeProvinceReports(ReportWorks works, ReportCatalogue catalogue)
{
    /// <summary>Idempotent: of equal facts nothing more is published. Gives the province.</summary>
    [Function(nameof(MakeProvinceReports))]
    public async Task<string> Run([ActivityTrigger] ProvinceOrder order, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(order);
        await works.MakeProvinceAsync(order.Order.Frame(catalogue), order.Province, cancellation);
        return order.Province;
    }
}
