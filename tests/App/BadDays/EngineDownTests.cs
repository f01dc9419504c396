using System.Reflection;
using System.Text.Json;
using LienThong.App.Projections;
using LienThong.App.Tests.Harness;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Identifiers;
using LienThong.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.App.Tests.BadDays;

/// <summary>The durable engine cannot be reached while changes of dossiers come.</summary>
public sealed class EngineDownTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly RunningApp _app = shared.App;

    [Fact]
    public async Task Changes_EngineCannotBeTold_ComeAgainAndTheDossierIsNotBlamed()
    {
        var filed = await _app.FileAsync(new Family());
        var store = _app.Services.GetRequiredService<IDossierStore>();
        var dossier = (await store.ReadAsync(DossierCode.Parse(filed.Code), CancellationToken.None))!.Value;
        var behind = dossier with { Events = [dossier.Events[0]] };
        var function = ActivatorUtilities.CreateInstance<DossierChanged>(_app.Services);

        await Assert.ThrowsAsync<HttpRequestException>(() =>
            function.Run([JsonSerializer.SerializeToElement(behind, DossierJson.Options)], new UnreachableEngine(), CancellationToken.None));

        Assert.Empty(await _app.AttentionAsync(filed.Code));
    }

    [Fact]
    public async Task Changes_OneThatCannotBeRead_HoldsUpNoOther()
    {
        var filed = await _app.FileAsync(new Family());
        var store = _app.Services.GetRequiredService<IDossierStore>();
        var dossier = (await store.ReadAsync(DossierCode.Parse(filed.Code), CancellationToken.None))!.Value;
        var readable = JsonSerializer.SerializeToElement(dossier with { Events = [dossier.Events[0]] }, DossierJson.Options);
        var newer = JsonSerializer.Deserialize<JsonElement>("""{"code":"G22.99.08-260907-0000009","events":[{"type":"of-a-later-release"}]}""");
        var function = ActivatorUtilities.CreateInstance<DossierChanged>(_app.Services);

        // The other was followed up to where the engine has to be told.
        await Assert.ThrowsAsync<HttpRequestException>(() => function.Run([newer, readable], new UnreachableEngine(), CancellationToken.None));
        await function.Run([newer], new UnreachableEngine(), CancellationToken.None);
    }

    [Fact]
    public void ChangeFeeds_AllFunctions_AreGivenTheSameChangesUntilTheyHaveTakenThem()
    {
        var followers = typeof(DossierChanged).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Where(method => method.GetParameters().Any(parameter => parameter.IsDefined(typeof(CosmosDBTriggerAttribute))))
            .ToList();

        Assert.NotEmpty(followers);
        Assert.All(followers, method => Assert.Equal(-1, method.GetCustomAttribute<ExponentialBackoffRetryAttribute>()?.MaxRetryCount));
    }

    private sealed class UnreachableEngine() : DurableTaskClient("unreachable")
    {
        public override Task<string> ScheduleNewOrchestrationInstanceAsync(
            TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default) => throw Unreachable();

        public override Task RaiseEventAsync(string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default) => throw Unreachable();

        public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
            throw Unreachable();

        public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
            string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) => throw Unreachable();

        public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) => throw Unreachable();

        public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) => throw Unreachable();

        public override Task<OrchestrationMetadata?> GetInstancesAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
            throw Unreachable();

        public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) => throw Unreachable();

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private static HttpRequestException Unreachable() => new("The engine cannot be reached.");
    }
}
