using System.Net;
using System.Text.Json;
using LienThong.App.Tests.Harness;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Identifiers;
using LienThong.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.App.Tests.BadDays;

/// <summary>A dossier into which nothing more goes: what is too much is refused, and the dossier stays as it was.</summary>
public sealed class FullDossierTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly RunningApp _app = shared.App;

    [Fact]
    public async Task Withdrawal_DossierWithoutRoom_IsRefusedByCodeAndChangesNothing()
    {
        var filed = await _app.FileAsync(new Family());
        await _app.SettleAsync();
        var before = await FillAsync(filed.Code);

        var refused = await _app.As("portal").PostAsync($"dossiers/{filed.Code}/withdrawal", $$"""{"reason":"{{new string('x', 2000)}}"}""");

        refused.IsProblem(HttpStatusCode.Conflict, "dossier-full");
        Assert.Equal(before, (await _app.StoredAsync(filed.Code)).Version);
        (await _app.As("portal").ReadAsync($"dossiers/{filed.Code}")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Decision_NoRoomForWhatCanBeRepeated_IsRefusedAndOtherDecisionsAreTaken()
    {
        var filed = await _app.FileAsync(new Family());
        await _app.SettleAsync();
        await FillAsync(filed.Code, DossierRoom.RepeatableBytes);
        var supplement = Decision.Supplement();
        supplement["reason"] = new string('x', 2000);

        var asked = await _app.DecideAsync(filed, "birth", supplement);
        var done = await _app.DecideAsync(filed, "birth", Decision.Done("birth"));

        asked.IsProblem(HttpStatusCode.Conflict, "dossier-full");
        done.Is(HttpStatusCode.OK);
    }

    /// <summary>Leaves a dossier 1000 bytes less than that.</summary>
    private async Task<int> FillAsync(string code, int bytes = DossierRoom.Bytes)
    {
        var store = _app.Services.GetRequiredService<IDossierStore>();
        var stored = (await store.ReadAsync(DossierCode.Parse(code), CancellationToken.None))!;
        var size = JsonSerializer.SerializeToUtf8Bytes(stored.Value.With([Parked("")]), DossierJson.Options).Length;
        var full = stored.Value.With([Parked(new string('x', bytes - size - 1000))]);
        return (await store.TryReplaceAsync(full, stored.ETag, CancellationToken.None))!.Value.Version;

        ErrandParked Parked(string text) => new(_app.Clock.GetUtcNow(), DossierEvent.System, "portal", "status:1", "partner-rejected", text);
    }
}
