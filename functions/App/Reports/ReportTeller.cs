using LienThong.App.Dossiers;
using LienThong.App.Orchestrations;
using LienThong.Reports.Weekly;

namespace LienThong.App.Reports;

/// <summary>Starts the making of a week's reports; one at a time for each week.</summary>
public static class ReportTeller
{
    /// <summary>The instance that makes a week's reports.</summary>
    public static string InstanceOf(IsoWeek week) => $"report:{week}";

    /// <summary>Starts it, unless it runs already.</summary>
    public static async Task StartAsync(DurableTaskClient client, IsoWeek week, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(client);
        var id = InstanceOf(week);
        if (!await RunsAsync())
        {
            await DossierTeller.StartAsync(client, nameof(WeeklyReportOrchestrator), week.ToString(), id, RunsAsync, cancellation);
        }

        async Task<bool> RunsAsync() => await client.GetInstanceAsync(id, false, cancellation) is
        {
            RuntimeStatus: OrchestrationRuntimeStatus.Running or OrchestrationRuntimeStatus.Pending or OrchestrationRuntimeStatus.Suspended,
        };
    }
}
