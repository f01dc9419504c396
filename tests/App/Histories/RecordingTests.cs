using System.Net;
using LienThong.App.Dossiers;
using LienThong.App.Messages;
using LienThong.App.OneMachine;
using LienThong.App.Orchestrations;
using LienThong.App.Tests.Harness;
using LienThong.Embedded.Engine;
using LienThong.Embedded.Tests.Engine;
using LienThong.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.App.Tests.Histories;

/// <summary>
/// Drives dossiers down every path that the orchestrators have, and records what they wrote. The recordings must replay; with
/// RECORD_HISTORIES they are also kept, see README.md.
/// </summary>
public sealed class RecordingTests : IAsyncLifetime
{
    private readonly Interrupted _requests = new();
    private RunningApp _app = null!;

    public async Task InitializeAsync() => _app = await RunningApp.StartAsync(new RunningAppOptions
    {
        Configure = (builder, _) =>
        {
            builder.Services.AddSingleton<EmbeddedAgencyRequests>();
            builder.Services.AddSingleton<IAgencyRequests>(services =>
            {
                _requests.Inner = services.GetRequiredService<EmbeddedAgencyRequests>();
                return _requests;
            });
        },
    });

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Record_DossierThatIsCompleted_Replays()
    {
        var filed = await _app.FileAsync(new Family());
        Keep(filed.Code, "birth-under-way");
        Keep(DossierTeller.InstanceOf(filed.Code, "birth"), "waiting");

        await _app.FinishAsync(filed);

        Assert.Equal("Completed", (await _app.DossierAsync(filed)).Outcome);
        Keep(filed.Code, "completed");
        Keep(DossierTeller.InstanceOf(filed.Code, "residence"), "done");
    }

    [Fact]
    public async Task Record_StepWithSupplementAndOverdue_Replays()
    {
        var filed = await _app.FileAsync(new Family());
        (await _app.DecideAsync(filed, "birth", Decision.Supplement())).Is(HttpStatusCode.OK);

        await _app.PassAsync(TimeSpan.FromDays(20));

        Keep(DossierTeller.InstanceOf(filed.Code, "birth"), "supplement-not-given");
        Keep(filed.Code, "supplement-not-given");

        var late = await _app.FileAsync(new Family());
        await _app.PassAsync(TimeSpan.FromDays(4));
        (await _app.DecideAsync(late, "birth", Decision.Done("birth"))).Is(HttpStatusCode.OK);
        Keep(DossierTeller.InstanceOf(late.Code, "birth"), "overdue-then-done");
    }

    [Fact]
    public async Task Record_StepSetAsideAndResumed_Replays()
    {
        _requests.Fault = () => new InvalidOperationException("hỏng");
        var filed = await _app.FileAsync(new Family());
        await _app.PassAsync(TimeSpan.FromMinutes(10));
        Assert.Equal("step-failed", (await _app.DossierAsync(filed))["birth"].Parked);

        _requests.Fault = null;
        (await _app.As("operator").PostAsync($"dossiers/{filed.Code}/instances/birth/resume", "{}")).Is(HttpStatusCode.Accepted);
        await _app.SettleAsync();
        (await _app.DecideAsync(filed, "birth", Decision.Done("birth", round: 2))).Is(HttpStatusCode.OK);

        Keep(DossierTeller.InstanceOf(filed.Code, "birth"), "set-aside-and-resumed");
    }

    [Fact]
    public async Task Record_StepWhileTheStoreCannotBeWritten_Replays()
    {
        _requests.Fault = () => new StorageUnavailableException("đĩa đầy", new IOException());
        var filed = await _app.FileAsync(new Family());
        await _app.PassAsync(TimeSpan.FromMinutes(10));

        _requests.Fault = null;
        await _app.PassAsync(TimeSpan.FromMinutes(10));
        (await _app.DecideAsync(filed, "birth", Decision.Done("birth"))).Is(HttpStatusCode.OK);

        Keep(DossierTeller.InstanceOf(filed.Code, "birth"), "store-was-away");
    }

    [Fact]
    public async Task Record_StepThatFailedAndIsTriedAgain_Replays()
    {
        var filed = await _app.FileAsync(new Family());
        await _app.App.DurableTaskClient.TerminateInstanceAsync(DossierTeller.InstanceOf(filed.Code, "birth"));
        await _app.PassAsync(TimeSpan.FromMinutes(16));

        await _app.FinishAsync(filed);

        Assert.Equal("Completed", (await _app.DossierAsync(filed)).Outcome);
        Keep(filed.Code, "step-failed-and-tried-again");
    }

    [Fact]
    public async Task Record_StepThatBeganItsHistoryAnew_Replays()
    {
        var filed = await _app.FileAsync(new Family());
        var birth = DossierTeller.InstanceOf(filed.Code, "birth");
        await Task.WhenAll(Enumerable.Range(0, 205).Select(_ => _app.App.DurableTaskClient.RaiseEventAsync(birth, DossierTeller.Look)));
        await _app.SettleAsync();

        var json = Keep(birth, "history-begun-anew");

        Assert.Contains("\"execution\": 1", json, StringComparison.Ordinal);
    }

    private string Keep(string instance, string whatHappened)
    {
        var history = _app.Services.GetRequiredService<DurableEngine>().Record(instance)!;
        var json = HistoryFiles.Portable(history);
        RecordedHistory.Parse(json).Replay(_app.Services.GetRequiredService<IDurableFunctions>());
        HistoryFiles.Keep($"{history.Orchestrator}/{DossierTeller.OrchestratorVersion}/{whatHappened}.json", json);
        return json;
    }

    /// <summary>The real bus, unless something is wrong.</summary>
    private sealed class Interrupted : IAgencyRequests
    {
        public EmbeddedAgencyRequests Inner { get; set; } = null!;

        public Func<Exception>? Fault { get; set; }

        public Task SendAsync(AgencyMessage message, DateTimeOffset? deliverAt, CancellationToken cancellation) =>
            Fault is { } fault ? Task.FromException(fault()) : Inner.SendAsync(message, deliverAt, cancellation);
    }
}
