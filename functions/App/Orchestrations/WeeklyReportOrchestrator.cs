using LienThong.App.Activities;
using LienThong.App.Reports;

namespace LienThong.App.Orchestrations;

/// <summary>
/// Makes a week's reports (instance id = <c>report:</c> and the week): collects facts, adds them up by province side by side, makes the
/// country's report of these, and announces it. Made again of equal facts it publishes nothing; of other facts, another edition.
/// </summary>
public static class WeeklyReportOrchestrator
{
    /// <summary>Runs until the reports are published. The input is the week, as 2026-W47.</summary>
    [Function(nameof(WeeklyReportOrchestrator))]
    public static async Task<MadeReport> Run([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var order = new WeekOrder(context.GetInput<string>()!, new DateTimeOffset(context.CurrentUtcDateTime, TimeSpan.Zero));
        var provinces = await context.CallActivityAsync<IReadOnlyList<string>>(nameof(CollectFacts), order, Patience.Long);
        await Task.WhenAll(provinces.Select(province =>
            context.CallActivityAsync<string>(nameof(MakeProvinceReports), new ProvinceOrder(order, province), Patience.Long)));
        var made = await context.CallActivityAsync<MadeReport>(nameof(MakeCountryReport), order, Patience.Long);
        await context.CallActivityAsync<string>(nameof(AnnounceReport), made, Patience.Long);
        return made;
    }
}
