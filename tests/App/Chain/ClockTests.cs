using System.Net;
using LienThong.App.Tests.Harness;

namespace LienThong.App.Tests.Chain;

/// <summary>What happens by itself at its moment: reminders, overdue steps, supplements that run out.</summary>
public sealed class ClockTests : IAsyncLifetime
{
    private RunningApp _app = null!;

    public async Task InitializeAsync() => _app = await RunningApp.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Birth_NoDecision_RemindedThenOverdueThenDoneLate()
    {
        var filed = await _app.FileAsync(Posted());
        await _app.PassUntilAsync(At(8, 8));

        var reminder = Assert.Single(_app.Agencies.About(filed.Code, "birth", "reminder"));
        Assert.Equal((At(7, 15), $"{filed.Code}:birth:1:reminder"), (reminder.At, reminder.MessageId));
        var overdue = Assert.Single(_app.Agencies.About(filed.Code, "birth", "overdue"));
        Assert.Equal((At(7, 17), $"{filed.Code}:birth:1:overdue"), (overdue.At, overdue.MessageId));
        Assert.Single(_app.Agencies.About(filed.Code, "birth"));

        var birth = (await _app.DossierAsync(filed))["birth"];
        Assert.True(birth.Flag("reminded") && birth.Flag("overdue"));
        Assert.Equal("overdue", (string)Assert.Single(await _app.AttentionAsync(filed.Code))["attention"]!);
        Assert.Contains(await _app.ListAsync("civil-status-00004", "agencies/civil-status-00004/worklist?overdue=true"), i => (string)i["dossier"]! == filed.Code);

        (await _app.DecideAsync(filed, "birth", Decision.Done("birth"))).Is(HttpStatusCode.OK);
        Assert.Empty(await _app.AttentionAsync(filed.Code));
        Assert.True((await _app.DossierAsync(filed))["birth"].Flag("overdue"));
    }

    [Fact]
    public async Task Steps_DecidedInTime_AreNeitherRemindedNorOverdue()
    {
        var filed = await _app.FileAsync(Posted());
        await _app.PassUntilAsync(At(7, 14, 59));
        (await _app.DecideAsync(filed, "birth", Decision.Done("birth"))).Is(HttpStatusCode.OK);
        await _app.PassUntilAsync(At(9, 12, 59));
        (await _app.DecideAsync(filed, "residence", Decision.Done("residence"))).Is(HttpStatusCode.OK);
        await _app.PassUntilAsync(At(9, 16, 59));
        (await _app.DecideAsync(filed, "insurance", Decision.Done("insurance"))).Is(HttpStatusCode.OK);
        await _app.PassUntilAsync(At(10, 8));

        Assert.DoesNotContain(_app.Agencies.Posts, p => p.Dossier == filed.Code && p.Kind == "overdue");
        var reminder = Assert.Single(_app.Agencies.Posts, p => p.Dossier == filed.Code && p.Kind == "reminder");
        Assert.Equal(("insurance", At(9, 13)), (reminder.Step, reminder.At));
    }

    [Fact]
    public async Task Clock_AcrossARestart_RemindsAndMarksAtTheSameMoments()
    {
        var filed = await _app.FileAsync(Posted());
        await _app.PassUntilAsync(At(7, 14));

        // The reminder falls into the time while it is stopped, the limit does not.
        await _app.RestartAsync(() =>
        {
            _app.Clock.AdvanceTo(At(7, 16));
            return Task.CompletedTask;
        });
        await _app.PassUntilAsync(At(7, 18));

        Assert.Equal(At(7, 16), Assert.Single(_app.Agencies.About(filed.Code, "birth", "reminder")).At);
        Assert.Equal(At(7, 17), Assert.Single(_app.Agencies.About(filed.Code, "birth", "overdue")).At);
    }

    [Fact]
    public async Task Supplement_AskedAndGiven_StopsTheClockAndBeginsANewRound()
    {
        var family = Posted();
        var filed = await _app.FileAsync(family);
        await _app.PassUntilAsync(At(7, 9));
        var asked = (await _app.DecideAsync(filed, "birth", Decision.Supplement(asked: "witness-statement"))).Is(HttpStatusCode.OK);
        Assert.Equal("SupplementAwaited", (string)asked.Body["status"]!);
        var waiting = (await _app.DossierAsync(filed))["birth"];
        Assert.Equal(["witness-statement"], waiting.Body["supplementRecords"]!.AsArray().Select(r => (string)r!));
        Assert.Equal(At(16, 17), (DateTimeOffset)waiting.Body["supplementUntil"]!);

        // While it stands still nothing is decided, reminded or overdue.
        await _app.PassUntilAsync(At(8, 10));
        (await _app.DecideAsync(filed, "birth", Decision.Done("birth"))).IsProblem(HttpStatusCode.Conflict, "supplement-awaited");
        Assert.Empty(_app.Agencies.About(filed.Code, "birth", "reminder").Concat(_app.Agencies.About(filed.Code, "birth", "overdue")));

        var record = await _app.UploadAsync("portal", $"dossiers/{filed.Code}/records", family.Scan());
        var path = $"dossiers/{filed.Code}/steps/birth/supplements";
        var body = $$"""{"round":1,"records":[{"type":"witness-statement","sha256":"{{record}}"}],"note":"Đã bổ sung."}""";
        (await _app.As("portal").PostAsync(path, """{"round":1,"records":[]}""")).IsProblem(HttpStatusCode.BadRequest, "supplement-record-missing");
        (await _app.As("portal").PostAsync(path, body.Replace(record, new string('a', 64), StringComparison.Ordinal))).IsProblem(HttpStatusCode.BadRequest, "record-not-uploaded");
        (await _app.As("portal").PostAsync(path, body.Replace("\"round\":1", "\"round\":2", StringComparison.Ordinal))).IsProblem(HttpStatusCode.Conflict, "round-superseded");
        (await _app.As("portal-01").PostAsync(path, body)).IsProblem(HttpStatusCode.Forbidden, "outside-jurisdiction");
        var given = (await _app.As("portal").PostAsync(path, body)).Is(HttpStatusCode.OK);
        await _app.SettleAsync();

        // Nine working hours stood still: from 9:00 on Monday to 10:00 on Tuesday.
        Assert.Equal((2, true), ((int)given.Body["round"]!, (bool)given.Body["changed"]!));
        Assert.Equal(At(9, 8, 30), (await _app.DossierAsync(filed))["birth"].Due);
        var again = _app.Agencies.About(filed.Code, "birth");
        Assert.Equal([$"{filed.Code}:birth:1", $"{filed.Code}:birth:2"], again.Select(p => p.MessageId));
        Assert.Equal(record, (string)Assert.Single(again[1].Body["records"]!.AsArray())!["sha256"]!);

        var repeated = (await _app.As("portal").PostAsync(path, body)).Is(HttpStatusCode.OK);
        Assert.False((bool)repeated.Body["changed"]!);
        await _app.PassUntilAsync(At(9, 8, 29));
        Assert.Equal(At(8, 16), Assert.Single(_app.Agencies.About(filed.Code, "birth", "reminder")).At);
        (await _app.DecideAsync(filed, "birth", Decision.Done("birth", round: 2))).Is(HttpStatusCode.OK);
        Assert.Empty(_app.Agencies.About(filed.Code, "birth", "overdue"));
    }

    [Fact]
    public async Task Supplement_NotGivenInTime_RejectsTheStepAndClosesTheDossier()
    {
        var filed = await _app.FileAsync(Posted());
        (await _app.DecideAsync(filed, "birth", Decision.Supplement())).Is(HttpStatusCode.OK);

        await _app.PassUntilAsync(At(16, 16, 59));
        Assert.Equal("SupplementAwaited", (await _app.DossierAsync(filed))["birth"].Status);
        await _app.PassUntilAsync(At(16, 17));

        var closed = await _app.DossierAsync(filed);
        Assert.Equal(["Rejected", "Skipped", "Skipped", "Skipped"], closed.Steps.Select(s => s.Status));
        Assert.Equal(("Closed", "Rejected"), (closed.Status, closed.Outcome));
        (await _app.As("portal").PostAsync($"dossiers/{filed.Code}/steps/birth/supplements", """{"round":1,"records":[]}"""))
            .IsProblem(HttpStatusCode.Conflict, "step-ended");
        (await _app.DecideAsync(filed, "birth", Decision.Done("birth"))).IsProblem(HttpStatusCode.Conflict, "step-ended");
    }

    [Fact]
    public async Task Supplement_NotAsked_IsRefused()
    {
        var filed = await _app.FileAsync(new Family());

        (await _app.As("portal").PostAsync($"dossiers/{filed.Code}/steps/birth/supplements", """{"round":1,"records":[]}"""))
            .IsProblem(HttpStatusCode.Conflict, "no-supplement-awaited");
        (await _app.As("portal").PostAsync($"dossiers/{filed.Code}/steps/burial/supplements", """{"round":1,"records":[]}"""))
            .IsProblem(HttpStatusCode.NotFound, "step-unknown");
    }

    [Fact]
    public async Task Verification_Needed_GivesTheLongerLimitAndAReminderOfIt()
    {
        var filed = await _app.FileAsync(Posted());
        (await _app.DecideAsync(filed, "birth", Decision.Verify())).IsProblem(HttpStatusCode.BadRequest, "verification-not-foreseen");
        (await _app.DecideAsync(filed, "birth", Decision.Done("birth"))).Is(HttpStatusCode.OK);
        (await _app.DecideAsync(filed, "residence", Decision.Verify())).Is(HttpStatusCode.OK);

        var verifying = (await _app.DossierAsync(filed))["residence"];
        Assert.Equal(("Verifying", At(14, 17)), (verifying.Status, verifying.Due));
        (await _app.DecideAsync(filed, "residence", new() { ["round"] = 1, ["decision"] = "verify", ["reason"] = "Khác." }))
            .IsProblem(HttpStatusCode.Conflict, "already-verifying");

        await _app.PassUntilAsync(At(14, 16, 59));
        Assert.Equal(At(14, 13), Assert.Single(_app.Agencies.About(filed.Code, "residence", "reminder")).At);
        (await _app.DecideAsync(filed, "residence", Decision.Done("residence"))).Is(HttpStatusCode.OK);
        Assert.False((await _app.DossierAsync(filed))["residence"].Flag("overdue"));
    }

    private static Family Posted() => new() { Commune = "00004", Facility = "01001" };

    private static DateTimeOffset At(int day, int hour, int minute = 0) => new(2026, 9, day, hour, minute, 0, TimeSpan.FromHours(7));
}
