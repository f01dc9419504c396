using System.Net;
using LienThong.App.Access;
using LienThong.App.Dossiers;
using LienThong.App.Tests.Harness;
using LienThong.Embedded.Engine;
using LienThong.Embedded.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.App.Tests.Histories;

/// <summary>Drives errands down every path that their orchestrator has, and records what it wrote, as <see cref="RecordingTests"/> does.</summary>
public sealed class ErrandRecordingTests
{
    [Fact]
    public async Task Record_ErrandsThatAreDoneWithTheDossier_Replays()
    {
        await using var connected = await ConnectedApp.StartAsync(PartnerKind.Portal);
        var filed = await connected.App.FileAsync(new Family());
        await connected.App.CatchUpAsync();
        Keep(connected.App, filed, "waiting");

        await connected.App.FinishAsync(filed);
        await connected.App.CatchUpAsync();

        Keep(connected.App, filed, "done");
    }

    [Fact]
    public async Task Record_ErrandsThatAreTriedAgain_Replays()
    {
        await using var connected = await ConnectedApp.StartAsync(PartnerKind.Portal, PartnerKind.Repository);
        connected.Systems.Answers("portal", AgencyReply.Says(503));
        connected.Systems.Answers("repository", AgencyReply.Says(202));
        var filed = await connected.App.FileAsync(new Family());
        (await connected.App.DecideAsync(filed, "birth", Decision.Refuse())).Is(HttpStatusCode.OK);
        await connected.App.PassAsync(TimeSpan.FromMinutes(1));
        connected.Systems.IsWell("portal");
        await connected.App.PassAsync(TimeSpan.FromHours(2));

        Keep(connected.App, filed, "tried-again");
    }

    [Fact]
    public async Task Record_ErrandsThatBeganTheirHistoryAnew_Replays()
    {
        await using var connected = await ConnectedApp.StartAsync(PartnerKind.Portal);
        var filed = await connected.App.FileAsync(new Family());
        await connected.App.CatchUpAsync();
        var errands = DossierTeller.InstanceOf(filed.Code, "errands");
        await Task.WhenAll(Enumerable.Range(0, 205).Select(_ => connected.App.App.DurableTaskClient.RaiseEventAsync(errands, DossierTeller.Look)));
        await connected.App.SettleAsync();

        Assert.Contains("\"execution\": 1", Keep(connected.App, filed, "history-begun-anew"), StringComparison.Ordinal);
    }

    private static string Keep(RunningApp app, FiledDossier filed, string whatHappened)
    {
        var history = app.Services.GetRequiredService<DurableEngine>().Record(DossierTeller.InstanceOf(filed.Code, "errands"))!;
        var json = HistoryFiles.Portable(history);
        RecordedHistory.Parse(json).Replay(app.Services.GetRequiredService<IDurableFunctions>());
        HistoryFiles.Keep($"{history.Orchestrator}/{DossierTeller.OrchestratorVersion}/{whatHappened}.json", json);
        return json;
    }
}
