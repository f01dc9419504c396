using System.Net;
using LienThong.App.Tests.Harness;

namespace LienThong.App.Tests.Chain;

/// <summary>An agency gets what its own step needs, once it needs it, and under ids that it can tell apart.</summary>
public sealed class WhatAgenciesGetTests : IAsyncLifetime
{
    private RunningApp _app = null!;

    public async Task InitializeAsync() => _app = await RunningApp.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Reminder_OfTheLimitOfVerification_IsAnotherMessageThanTheFirst()
    {
        var filed = await _app.FileAsync(Posted());
        (await _app.DecideAsync(filed, "birth", Decision.Done("birth"))).Is(HttpStatusCode.OK);
        await _app.PassUntilAsync(At(9, 14));
        (await _app.DecideAsync(filed, "residence", Decision.Verify())).Is(HttpStatusCode.OK);
        await _app.PassUntilAsync(At(14, 14));

        var reminders = _app.Agencies.About(filed.Code, "residence", "reminder");
        Assert.Equal([At(9, 13), At(14, 13)], reminders.Select(r => r.At));
        Assert.Equal([$"{filed.Code}:residence:1:reminder", $"{filed.Code}:residence:1:reminder:2"], reminders.Select(r => r.MessageId));
        Assert.All(reminders, r => Assert.Equal(r.MessageId, (string)r.Body["messageId"]!));
    }

    [Fact]
    public async Task Request_AcceptedBeforeItCouldBePosted_IsPostedNoMoreAndParksNothing()
    {
        var family = Posted();
        _app.Agencies.Answer(family, "birth", [.. Enumerable.Repeat(AgencyReply.Says(503), 13)]);
        var filed = await _app.FileAsync(family);

        (await _app.DecideAsync(filed, "birth", Decision.Accept())).Is(HttpStatusCode.OK);
        await _app.PassAsync(TimeSpan.FromHours(25));

        Assert.Single(_app.Agencies.About(filed.Code, "birth"));
        var birth = (await _app.DossierAsync(filed))["birth"];
        Assert.Equal(("Accepted", null), (birth.Status, birth.Parked));
    }

    [Fact]
    public async Task Records_OfASiblingStep_AreNotInTheRequest()
    {
        var family = Posted();
        var filed = await _app.FileAsync(family);
        var certificate = await _app.UploadAsync("civil-status-00004", $"dossiers/{filed.Code}/records", family.Scan("certificate"));
        var done = Decision.Done("birth");
        done["records"] = new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject { ["type"] = "birth-certificate", ["sha256"] = certificate });
        (await _app.DecideAsync(filed, "birth", done)).Is(HttpStatusCode.OK);

        (await _app.DecideAsync(filed, "residence", Decision.Supplement())).Is(HttpStatusCode.OK);
        var paper = await _app.UploadAsync("portal", $"dossiers/{filed.Code}/records", family.Scan("residence"));
        (await _app.As("portal").PostAsync(
            $"dossiers/{filed.Code}/steps/residence/supplements", $$"""{"round":1,"records":[{"type":"householder-consent","sha256":"{{paper}}"}]}""")).Is(HttpStatusCode.OK);

        Assert.Equal([certificate, paper], await RecordsAsync("police-00004", filed, "residence"));
        Assert.Equal([certificate], await RecordsAsync("insurance-01", filed, "insurance"));
    }

    private async Task<IReadOnlyList<string>> RecordsAsync(string agency, FiledDossier filed, string step) =>
        [.. (await _app.As(agency).ReadAsync($"dossiers/{filed.Code}/steps/{step}/request")).Is(HttpStatusCode.OK)
            .Body["records"]!.AsArray().Select(r => (string)r!["sha256"]!)];

    private static Family Posted() => new() { Commune = "00004", Facility = "01001" };

    private static DateTimeOffset At(int day, int hour) => new(2026, 9, day, hour, 0, 0, TimeSpan.FromHours(7));
}
