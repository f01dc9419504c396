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
        var frame = order.Order.Frame(catalogue);
        var communes = await works.SumAsync(frame, order.Province, cancellation);

        // A commune whose own report is not there yet has the one of nothing that follows from its province's: so they come first.
        await works.MakeCommunesAsync(frame, communes, cancellation);
        await works.MakeProvinceAsync(frame, order.Province, communes, cancellation);
        return order.Province;
    }
}
