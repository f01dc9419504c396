using System.Text.Json.Nodes;
using LienThong.App.Tests.Harness;
using LienThong.Procedures.Law;

namespace LienThong.App.Tests.Chain;

/// <summary>A holiday is added by file while dossiers are open.</summary>
public sealed class CalendarTests
{
    [Fact]
    public async Task Holiday_AddedByFile_MovesTheLimitsOfRunningDossiersAtTheNextStartAndOnlyOnce()
    {
        await using var app = await RunningApp.StartAsync();
        var filed = await app.FileAsync(new Family { Commune = "00004", Facility = "01001" });
        (await app.DecideAsync(filed, "birth", Decision.Done("birth"))).Is(System.Net.HttpStatusCode.OK);
        var closed = await app.FileAsync(new Family());
        await app.FinishAsync(closed);
        await app.CatchUpAsync();
        var before = (await app.DossierAsync(filed)).Body;
        Assert.Equal(At(9, 17), (await app.DossierAsync(filed))["residence"].Due);

        await app.RestartAsync(() => AddDayOffAsync(app, "2026-09-08"));

        var moved = await app.DossierAsync(filed);
        Assert.Equal((At(10, 17), At(10, 17), At(17, 17)), (moved["residence"].Due!.Value, moved["insurance"].Due!.Value, moved["identity"].Due!.Value));
        Assert.Equal(((DateTimeOffset)before["due"]!).AddDays(3), (DateTimeOffset)moved.Body["due"]!);
        Assert.Contains(await app.TimelineAsync(filed), t => t.EndsWith("17:00 10/09/2026 (because the calendar changed).", StringComparison.Ordinal));
        Assert.DoesNotContain(await app.TimelineAsync(closed), t => t.Contains("calendar", StringComparison.Ordinal));

        // The reminder follows, and the next night finds nothing to move.
        await app.PassUntilAsync(At(10, 12));
        Assert.Empty(app.Agencies.About(filed.Code, "residence", "reminder"));
        await app.PassUntilAsync(At(10, 14));
        Assert.Single(app.Agencies.About(filed.Code, "residence", "reminder"));
        Assert.Equal(4, (await app.TimelineAsync(filed)).Count(t => t.Contains("because the calendar changed", StringComparison.Ordinal)));
    }

    private static async Task AddDayOffAsync(RunningApp app, string day)
    {
        using var builtIn = typeof(LawLibrary).Assembly.GetManifestResourceStream("calendar/2026.json")!;
        var year = (await JsonNode.ParseAsync(builtIn))!;
        year["daysOff"]!.AsArray().Add(JsonNode.Parse(
            $$"""{"from":"{{day}}","name":{"vi":"Nghỉ thêm","en":"A further holiday"},"sources":[{"text":"Test","certainty":"inferred"}]}"""));
        var folder = Directory.CreateDirectory(Path.Combine(app.Folder, "law", "calendar"));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "2026.json"), year.ToJsonString());
    }

    private static DateTimeOffset At(int day, int hour) => new(2026, 9, day, hour, 0, 0, TimeSpan.FromHours(7));
}
