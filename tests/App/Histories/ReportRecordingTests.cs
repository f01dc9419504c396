using LienThong.App.Dossiers;
using LienThong.App.Reports;
using LienThong.App.Tests.Harness;
using LienThong.Embedded.Engine;
using LienThong.Embedded.Tests.Engine;
using LienThong.Reports.Weekly;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.App.Tests.Histories;

/// <summary>Has a week's reports made, and records what their orchestrator wrote, as <see cref="RecordingTests"/> does.</summary>
public sealed class ReportRecordingTests
{
    [Fact]
    public async Task Record_ReportMadeByTheTimer_Replays()
    {
        await using var app = await RunningApp.StartAsync();
        await app.PassUntilAsync(RunningApp.Monday.AddDays(7));

        var history = app.Services.GetRequiredService<DurableEngine>().Record(ReportTeller.InstanceOf(IsoWeek.Parse("2026-W37")))!;
        var json = HistoryFiles.Portable(history);
        RecordedHistory.Parse(json).Replay(app.Services.GetRequiredService<IDurableFunctions>());
        HistoryFiles.Keep($"{history.Orchestrator}/{DossierTeller.OrchestratorVersion}/made.json", json);
    }
}
