using System.Net;
using System.Text.Json.Nodes;
using LienThong.App.Tests.Harness;

namespace LienThong.App.Tests.Problems;

/// <summary>A householder has to confirm in VNeID, and takes time that is no agency's.</summary>
public sealed class ConfirmationTests : IAsyncLifetime
{
    private const string Householder = "004170000001";
    private const string Pointer = "/residence/householderPersonalId";

    private RunningApp _app = null!;

    public async Task InitializeAsync() => _app = await RunningApp.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Problem15_HouseholderTakesAWeek_TheLimitRunsFromTheConfirmationAndAnOperatorHasSeen()
    {
        var filed = await AwaitedAsync();
        var asked = await _app.DossierAsync(filed);
        Assert.Equal(("ConfirmationAwaited", null), (asked["residence"].Status, asked["residence"].Due));
        var promised = (DateTimeOffset)asked.Body["due"]!;
        var tracking = (await _app.Anonymous.ReadAsync($"tracking/{filed.Code}", ("Tracking-Token", (string)filed.Answer.Body["trackingToken"]!))).Is(HttpStatusCode.OK);
        Assert.Equal(1, (int)tracking.Body["steps"]!.AsArray().Single(s => (string)s!["step"]! == "residence")!["confirmationsAwaited"]!);
        Assert.DoesNotContain(Householder, tracking.Text, StringComparison.Ordinal);
        (await _app.DecideAsync(filed, "residence", Decision.Done("residence"))).IsProblem(HttpStatusCode.Conflict, "confirmation-awaited");

        await _app.PassUntilAsync(At(14, 7));
        Assert.Equal("confirmation-missing", await AttentionAsync(filed));
        Assert.Contains(await _app.TimelineAsync(filed), t => t.Contains("were reminded", StringComparison.Ordinal));
        await _app.PassUntilAsync(At(14, 8));
        (await ConfirmAsync(filed, Says(true))).Is(HttpStatusCode.OK);

        var confirmed = await _app.DossierAsync(filed);
        Assert.Equal(("Requested", At(16, 17)), (confirmed["residence"].Status, confirmed["residence"].Due));
        Assert.Equal(promised.AddDays(7), (DateTimeOffset)confirmed.Body["due"]!);
        Assert.Null(await AttentionAsync(filed));

        Assert.False((bool)(await ConfirmAsync(filed, Says(true))).Is(HttpStatusCode.OK).Body["changed"]!);
        (await ConfirmAsync(filed, Says(false))).IsProblem(HttpStatusCode.Conflict, "confirmation-contradicts");
    }

    [Fact]
    public async Task Problem15_HouseholderTakesLongerThanThePromise_NobodyIsToldThatItIsLate()
    {
        var filed = await AwaitedAsync();
        (await _app.DecideAsync(filed, "insurance", Decision.Done("insurance"))).Is(HttpStatusCode.OK);
        (await _app.DecideAsync(filed, "identity", Decision.Done("identity"))).Is(HttpStatusCode.OK);
        await _app.PassUntilAsync(At(22, 8));

        var seen = (await _app.As("portal").ReadAsync($"dossiers/{filed.Code}")).Is(HttpStatusCode.OK);
        Assert.True((DateTimeOffset)seen.Body["due"]! < _app.Now);
        Assert.Matches("^\"[0-9]+\"$", seen.ETag);
        Assert.All(seen.Body["explanation"]!.AsArray(), explained => Assert.Equal(("confirmation", null), ((string)explained!["waitsFor"]!, explained["lateBecause"])));

        (await ConfirmAsync(filed, Says(true))).Is(HttpStatusCode.OK);
        await _app.FinishAsync(filed);
        var closed = (await _app.As("portal").ReadAsync($"dossiers/{filed.Code}")).Is(HttpStatusCode.OK).Body;
        Assert.Equal("Closed", (string)closed["status"]!);
        Assert.Null(closed["explanation"]![0]!["lateBecause"]);
    }

    [Fact]
    public async Task Problem15_HouseholderDenies_TheStepStandsForAnOperatorUntilHeAgrees()
    {
        var filed = await AwaitedAsync();
        (await ConfirmAsync(filed, Says(true, "004170000002"))).IsProblem(HttpStatusCode.BadRequest, "confirmation-person-differs");
        (await ConfirmAsync(filed, Says(true), "vneid-01")).IsProblem(HttpStatusCode.Forbidden, "outside-jurisdiction");
        (await ConfirmAsync(filed, Says(true), "portal")).IsProblem(HttpStatusCode.Forbidden, "outside-jurisdiction");

        (await ConfirmAsync(filed, Says(false))).Is(HttpStatusCode.OK);
        Assert.Equal("confirmation-denied", await AttentionAsync(filed));
        Assert.Equal("Requested", (await _app.DossierAsync(filed))["insurance"].Status);

        (await ConfirmAsync(filed, Says(true))).Is(HttpStatusCode.OK);
        Assert.Equal("Requested", (await _app.DossierAsync(filed))["residence"].Status);
        Assert.Null(await AttentionAsync(filed));
    }

    [Fact]
    public async Task Problem15_HouseholderWithoutVneid_ThePaperStandsInForIt()
    {
        var filed = await AwaitedAsync();
        var paper = await _app.UploadAsync("portal", $"dossiers/{filed.Code}/records", filed.Family.Scan("consent"));
        JsonObject Paper(string type, string hash) => new() { ["from"] = Pointer, ["paper"] = new JsonObject { ["type"] = type, ["sha256"] = hash } };

        (await ConfirmAsync(filed, Paper("photo", paper), "portal")).IsProblem(HttpStatusCode.BadRequest, "confirmation-paper-not-accepted");
        (await ConfirmAsync(filed, Paper("householder-consent", new string('a', 64)), "portal")).IsProblem(HttpStatusCode.BadRequest, "record-not-uploaded");
        (await ConfirmAsync(filed, Paper("householder-consent", paper))).IsProblem(HttpStatusCode.Forbidden, "outside-jurisdiction");
        (await ConfirmAsync(filed, Paper("householder-consent", paper), "portal")).Is(HttpStatusCode.OK);

        Assert.Equal("Requested", (await _app.DossierAsync(filed))["residence"].Status);
        var request = (await _app.As("police-01273").ReadAsync($"dossiers/{filed.Code}/steps/residence/request")).Is(HttpStatusCode.OK);
        Assert.Equal(paper, (string)Assert.Single(request.Body["records"]!.AsArray())!["sha256"]!);
    }

    private async Task<string?> AttentionAsync(FiledDossier filed) =>
        (string?)(await _app.AttentionAsync(filed.Code)).SingleOrDefault(i => (string)i["step"]! == "residence")?["attention"];

    private async Task<FiledDossier> AwaitedAsync()
    {
        var family = new Family();
        var answer = (await _app.As("portal").PostAsync("dossiers", family.Filing(d =>
        {
            d["residence"]!["with"] = "other";
            d["residence"]!["householderPersonalId"] = Householder;
        }))).Is(HttpStatusCode.Accepted);
        await _app.SettleAsync();
        var filed = new FiledDossier((string)answer.Body["code"]!, family, "portal", answer);
        (await _app.DecideAsync(filed, "birth", Decision.Done("birth"))).Is(HttpStatusCode.OK);
        return filed;
    }

    private async Task<Answer> ConfirmAsync(FiledDossier filed, JsonObject body, string by = "vneid")
    {
        var answer = await _app.As(by).PostAsync($"dossiers/{filed.Code}/steps/residence/confirmations", body);
        await _app.SettleAsync();
        return answer;
    }

    private static JsonObject Says(bool agrees, string person = Householder)
    {
        var says = new JsonObject { ["from"] = Pointer, ["personalId"] = person, ["agrees"] = agrees };
        if (!agrees)
        {
            says["note"] = "Cháu không ở đây.";
        }

        return says;
    }

    private static DateTimeOffset At(int day, int hour) => new(2026, 9, day, hour, 0, 0, TimeSpan.FromHours(7));
}
