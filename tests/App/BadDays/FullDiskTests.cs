using System.Net;
using LienThong.App.Tests.Harness;

namespace LienThong.App.Tests.BadDays;

/// <summary>A full disk: 503 and when to come again, nothing lost that was answered, and everything goes on when there is room.</summary>
public sealed class FullDiskTests
{
    [Fact]
    public async Task DossiersFull_NothingAnsweredIsLostAndEverythingGoesOnWhenThereIsRoom()
    {
        var disk = new Disk();
        await using var app = await RunningApp.StartAsync(disk.Under());
        List<FiledDossier> filed = [await app.FileAsync(new Family()), await app.FileAsync(new Family())];
        disk.FillUnderDossiers();

        List<Family> turnedAway = [new Family(), new Family(), new Family()];
        foreach (var family in turnedAway)
        {
            IsBusy(await app.PostFilingAsync(family));
        }

        IsBusy(await app.Anonymous.ReadAsync("health/ready"));
        (await app.Anonymous.ReadAsync("health/live")).Is(HttpStatusCode.OK);
        IsBusy(await app.As("civil-status-01273").PostAsync($"dossiers/{filed[0].Code}/steps/birth/decisions", Decision.Done("birth")));
        IsBusy(await app.As("hospital-04001").PostAsync("notices/births", new Family().Notice()));
        IsBusy(await app.As("portal").PostAsync($"dossiers/{filed[1].Code}/withdrawal", """{"reason":"Nộp nhầm."}"""));

        // What was answered is there and can be read, also after an hour like this.
        await app.PassAsync(TimeSpan.FromHours(1));
        foreach (var one in filed)
        {
            Assert.Equal(one.Family.Child, (string)(await app.DossierAsync(one)).Body["declaration"]!["child"]!["fullName"]!);
        }

        disk.MakeRoom();
        foreach (var family in turnedAway)
        {
            filed.Add(await FileUntilTakenAsync(app, family));
        }

        Assert.All(filed, one => Assert.Equal("InProgress", (string)one.Answer.Body["status"]!));
        await app.PassAsync(TimeSpan.FromMinutes(30));
        (await app.Anonymous.ReadAsync("health/ready")).Is(HttpStatusCode.OK);
        foreach (var one in filed)
        {
            await app.FinishAsync(one);
            Assert.Equal("Completed", (await app.DossierAsync(one)).Outcome);
            Assert.Empty(await app.AttentionAsync(one.Code));
        }
    }

    [Fact]
    public async Task DossiersFullWhenSomethingFallsDue_ItIsDoneLaterAndNoStepIsParkedForIt()
    {
        var disk = new Disk();
        await using var app = await RunningApp.StartAsync(disk.Under());
        var filed = await app.FileAsync(new Family { Commune = "00004", Facility = "01001" });
        await app.PassUntilAsync(RunningApp.Monday.AddHours(6.9));
        disk.FillUnderDossiers();

        // The reminder of 15:00 and the limit of 17:00 come while nothing can be written.
        await app.PassUntilAsync(RunningApp.Monday.AddHours(9.5));
        disk.MakeRoom();
        await app.PassAsync(TimeSpan.FromMinutes(30));

        var birth = (await app.DossierAsync(filed))["birth"];
        Assert.Equal((null, true), (birth.Parked, birth.Flag("overdue")));
        Assert.NotEmpty(app.Agencies.About(filed.Code, "birth", "overdue"));
        Assert.Single(app.Agencies.Posts.Where(p => p.Kind == "overdue").Select(p => p.MessageId).Distinct());
        await app.FinishAsync(filed);
        Assert.Equal("Completed", (await app.DossierAsync(filed)).Outcome);
        Assert.Empty(await app.AttentionAsync(filed.Code));
    }

    [Fact]
    public async Task RuntimeFull_AFiledDossierIsNotLostAndBeginsWhenThereIsRoom()
    {
        var disk = new Disk();
        await using var app = await RunningApp.StartAsync(disk.Under());
        disk.FillUnderRuntime();
        var (again, never) = (new Family(), new Family());

        IsBusy(await app.PostFilingAsync(again));
        IsBusy(await app.PostFilingAsync(never));
        disk.MakeRoom();

        // Who sends again gets the dossier that was written; who does not is not forgotten either.
        var filed = await FileUntilTakenAsync(app, again);
        Assert.Equal("InProgress", (string)filed.Answer.Body["status"]!);
        await app.PassAsync(TimeSpan.FromMinutes(5));
        await app.FinishAsync(filed);
        Assert.Equal("Completed", (await app.DossierAsync(filed)).Outcome);
        var worklist = await app.ListAsync("civil-status-01273", "agencies/civil-status-01273/worklist");
        var other = (string)Assert.Single(worklist, i => (string)i["dossier"]! != filed.Code)["dossier"]!;
        Assert.Equal(never.Child, (string)(await app.As("portal").ReadAsync($"dossiers/{other}")).Body["declaration"]!["child"]!["fullName"]!);
    }

    [Fact]
    public async Task RuntimeFull_ADecisionThatWasWrittenIsCarriedOutWhenThereIsRoom()
    {
        var disk = new Disk();
        await using var app = await RunningApp.StartAsync(disk.Under());
        var filed = await app.FileAsync(new Family { Commune = "00004", Facility = "01001" });
        disk.FillUnderRuntime();

        IsBusy(await app.As("civil-status-00004").PostAsync($"dossiers/{filed.Code}/steps/birth/decisions", Decision.Done("birth", number: "36")));
        disk.MakeRoom();
        await app.PassAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(["Done", "Requested", "Requested", "Requested"], (await app.DossierAsync(filed)).Steps.Select(s => s.Status));
        Assert.Equal(["birth", "identity", "insurance", "residence"], app.Agencies.Posts.Select(p => p.Step).Order(StringComparer.Ordinal));
        Assert.False((bool)(await app.DecideAsync(filed, "birth", Decision.Done("birth", number: "36"))).Is(HttpStatusCode.OK).Body["changed"]!);
    }

    [Fact]
    public async Task Ready_RuntimeFull_IsBusyUntilThereIsRoom()
    {
        var disk = new Disk();
        await using var app = await RunningApp.StartAsync(disk.Under());
        disk.FillUnderRuntime();

        IsBusy(await app.Anonymous.ReadAsync("health/ready"));

        disk.MakeRoom();
        Assert.Equal("ready", (string)(await app.Anonymous.ReadAsync("health/ready")).Is(HttpStatusCode.OK).Body["status"]!);
    }

    [Fact]
    public async Task Ready_WhileAFunctionKeepsFailing_SaysWhichSinceWhenAndWithWhat()
    {
        var disk = new Disk();
        await using var app = await RunningApp.StartAsync(disk.Under());
        await app.FileAsync(new Family());
        disk.FillUnderDossiers();
        await app.PassAsync(TimeSpan.FromHours(1));
        disk.MakeRoom();

        var degraded = (await app.Anonymous.ReadAsync("health/ready")).Is(HttpStatusCode.OK).Body;
        Assert.Equal("degraded", (string)degraded["status"]!);
        var problem = Assert.Single(degraded["problems"]!.AsArray())!;
        Assert.Equal("changes:DossierChanged", (string)problem["where"]!);
        Assert.Equal("StorageUnavailableException", (string)problem["error"]!);
        Assert.InRange((DateTimeOffset)problem["since"]!, RunningApp.Monday, app.Now);
        Assert.True((int)problem["failures"]! > 0);

        await app.PassAsync(TimeSpan.FromMinutes(30));
        Assert.Equal("ready", (string)(await app.Anonymous.ReadAsync("health/ready")).Is(HttpStatusCode.OK).Body["status"]!);
    }

    private static void IsBusy(Answer answer)
    {
        answer.Is(HttpStatusCode.ServiceUnavailable);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal("application/problem+json", answer.ContentHeaders.ContentType!.MediaType);
        Assert.Contains(answer.Code, (string[])["storage-unavailable", "overloaded"]);
    }

    /// <summary>Sends again as it is told, a few times at most.</summary>
    private static async Task<FiledDossier> FileUntilTakenAsync(RunningApp app, Family family)
    {
        for (var attempt = 0; ; attempt++)
        {
            var answer = await app.PostFilingAsync(family);
            if (answer.Status == HttpStatusCode.Accepted)
            {
                await app.SettleAsync();
                return new FiledDossier((string)answer.Body["code"]!, family, "portal", answer);
            }

            IsBusy(answer);
            Assert.True(attempt < 3, "Turned away too often although there is room.");
            await app.PassAsync(answer.Headers.RetryAfter!.Delta!.Value);
        }
    }
}
