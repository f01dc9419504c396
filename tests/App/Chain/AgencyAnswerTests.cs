using System.Net;
using LienThong.App.Messages;
using LienThong.App.Tests.Harness;

namespace LienThong.App.Tests.Chain;

/// <summary>What agencies answer to requests that are posted to them, and what becomes of each answer.</summary>
public sealed class AgencyAnswerTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly RunningApp _app = shared.App;

    [Fact]
    public async Task Answer_400WithFaults_ParksAndGoesOnInANewRoundWhenResumed()
    {
        var family = Posted();
        _app.Agencies.Answer(family, "birth", AgencyReply.Faults(("ethnicity-unknown", "/form/child/ethnicity"), ("book-closed", "")));
        var filed = await _app.FileAsync(family);

        var parked = (await _app.DossierAsync(filed))["birth"];
        Assert.Equal(("Requested", 1, "agency-found-faults"), (parked.Status, parked.Round, parked.Parked));
        Assert.Equal(["/form/child/ethnicity", ""], parked.Body["parkedFaults"]!.AsArray().Select(f => (string)f!["pointer"]!));
        var attention = Assert.Single(await _app.AttentionAsync(filed.Code));
        Assert.Equal(("birth", "agency-found-faults"), ((string)attention["step"]!, (string)attention["attention"]!));

        // Nothing is sent again by itself.
        await _app.PassAsync(TimeSpan.FromHours(1));
        Assert.Single(_app.Agencies.About(filed.Code, "birth"));

        (await _app.As("operator").PostAsync($"dossiers/{filed.Code}/instances/birth/resume", "{}")).Is(HttpStatusCode.Accepted);
        await _app.SettleAsync();
        Assert.Equal([$"{filed.Code}:birth:1", $"{filed.Code}:birth:2"], _app.Agencies.About(filed.Code, "birth").Select(p => p.MessageId));
        var resumed = (await _app.DossierAsync(filed))["birth"];
        Assert.Equal((2, null), (resumed.Round, resumed.Parked));
        Assert.Empty(await _app.AttentionAsync(filed.Code));
        (await _app.As("operator").PostAsync($"dossiers/{filed.Code}/instances/birth/resume", "{}")).IsProblem(HttpStatusCode.Conflict, "step-not-parked");

        (await _app.DecideAsync(filed, "birth", Decision.Done("birth", round: 1))).IsProblem(HttpStatusCode.Conflict, "round-superseded");
        (await _app.DecideAsync(filed, "birth", Decision.Done("birth", round: 2))).Is(HttpStatusCode.OK);
        await _app.FinishAsync(filed);
        Assert.Equal("Completed", (await _app.DossierAsync(filed)).Outcome);
    }

    public static TheoryData<string, AgencyReply> UnreadableAnswers => new()
    {
        { "agency-rejected", AgencyReply.Says(400, "no") },
        { "agency-rejected", AgencyReply.Says(400, """{"faults":[]}""") },
        { "agency-rejected", AgencyReply.Says(400, """{"faults":[null]}""") },
        { "agency-rejected", AgencyReply.Says(400, """{"faults":[{"code":"x"}]}""") },
        { "agency-rejected", AgencyReply.Says(400, "no", "text/plain; charset=no-such-charset") },
        { "agency-answer-unreadable", AgencyReply.Says(200, "<html>ok</html>", "text/html") },
        { "agency-answer-unreadable", AgencyReply.Says(200) },
        { "agency-answer-unreadable", AgencyReply.Says(200, "ok", "text/plain; charset=no-such-charset") },
        { "wrong-type", AgencyReply.Says(200, "[]") },
        { "value-not-allowed", AgencyReply.Says(200, """{"round":1,"decision":"perhaps"}""") },
        { "field-missing", AgencyReply.Says(200, """{"round":1,"decision":"done","result":{"bookNumber":"1"}}""") },
        { "round-unknown", AgencyReply.Says(200, """{"round":7,"decision":"accept"}""") },
        { "record-not-uploaded", AgencyReply.Says(200,
            """{"round":1,"decision":"done","result":{"registrationNumber":"1","bookNumber":"1"},"records":[{"type":"birth-certificate","sha256":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}]}""") },
    };

    [Theory]
    [MemberData(nameof(UnreadableAnswers), DisableDiscoveryEnumeration = true)]
    public async Task Answer_NobodyCanRead_ParksWithItsFault(string code, AgencyReply reply)
    {
        var family = Posted();
        _app.Agencies.Answer(family, "birth", reply);

        var filed = await _app.FileAsync(family);

        var parked = (await _app.DossierAsync(filed))["birth"];
        Assert.Equal("agency-found-faults", parked.Parked);
        Assert.Equal(code, (string)Assert.Single(parked.Body["parkedFaults"]!.AsArray())!["code"]!);
        Assert.Single(_app.Agencies.About(filed.Code, "birth"));
    }

    public static TheoryData<string, AgencyReply> PassingTroubles => new()
    {
        { "503", AgencyReply.Says(503) },
        { "500", AgencyReply.Says(500, "oops") },
        { "404", AgencyReply.Says(404) },
        { "429", AgencyReply.Says(429) },
        { "a redirect", AgencyReply.Says(307, location: "https://elsewhere.example/") },
        { "a broken connection", AgencyReply.Breaks },
        { "an endless answer", AgencyReply.Says(200, new string(' ', 300_000)) },
    };

    [Theory]
    [MemberData(nameof(PassingTroubles), DisableDiscoveryEnumeration = true)]
    public async Task Answer_TroubleThatPasses_IsTriedAgainLaterWithTheSameMessageId(string trouble, AgencyReply reply)
    {
        var family = Posted();
        _app.Agencies.Answer(family, "birth", reply, reply, AgencyReply.Takes);

        var filed = await _app.FileAsync(family);
        await _app.PassAsync(TimeSpan.FromMinutes(5));

        var posts = _app.Agencies.About(filed.Code, "birth");
        Assert.True(posts.Count == 3, trouble);
        Assert.All(posts, p => Assert.Equal($"{filed.Code}:birth:1", p.MessageId));
        var first = DeliveryPatience.After(0, posts[0].MessageId)!.Value;
        Assert.Equal([first, first + DeliveryPatience.After(1, posts[0].MessageId)!.Value], posts.Skip(1).Select(p => p.At - posts[0].At));
        Assert.Null((await _app.DossierAsync(filed))["birth"].Parked);
    }

    [Fact]
    public async Task Answer_Silence_IsTriedAgainLater()
    {
        await using var app = await RunningApp.StartAsync(new RunningAppOptions { AgencyTimeout = TimeSpan.FromSeconds(1) });
        var family = Posted();
        app.Agencies.Answer(family, "birth", AgencyReply.Hangs);

        var filed = await app.FileAsync(family);
        await app.PassAsync(TimeSpan.FromMinutes(5));

        var posts = app.Agencies.About(filed.Code, "birth");
        Assert.Equal(DeliveryPatience.After(0, posts[0].MessageId), posts[1].At - posts[0].At);
        Assert.Contains(app.Logs.Lines, l => l.Text.Contains("Timeout", StringComparison.Ordinal));
        Assert.Null((await app.DossierAsync(filed))["birth"].Parked);
    }

    [Fact]
    public async Task Answer_NoneForADay_ParksAfterTheLastAttemptAndGoesOnWhenResumed()
    {
        var family = Posted();
        _app.Agencies.Answer(family, "birth", [.. Enumerable.Repeat(AgencyReply.Says(503), 13)]);
        var filed = await _app.FileAsync(family);

        await _app.PassAsync(TimeSpan.FromHours(24));

        var expected = new List<TimeSpan> { TimeSpan.Zero };
        while (DeliveryPatience.After(expected.Count - 1, $"{filed.Code}:birth:1") is { } wait)
        {
            expected.Add(expected[^1] + wait);
        }

        var posts = _app.Agencies.About(filed.Code, "birth");
        Assert.Equal(expected, posts.Select(p => p.At - posts[0].At));
        Assert.Single(posts.Select(p => p.MessageId).Distinct());
        Assert.Equal("agency-unreachable", (await _app.DossierAsync(filed))["birth"].Parked);
        Assert.Equal("agency-unreachable", (string)Assert.Single(await _app.AttentionAsync(filed.Code))["attention"]!);

        (await _app.As("operator").PostAsync($"dossiers/{filed.Code}/instances/birth/resume", "{}")).Is(HttpStatusCode.Accepted);
        await _app.SettleAsync();
        Assert.Equal($"{filed.Code}:birth:2", _app.Agencies.About(filed.Code, "birth")[^1].MessageId);
    }

    [Fact]
    public async Task Answer_NobodyListens_ParksAfterADayAndTakesADecisionAllTheSame()
    {
        var filed = await _app.FileAsync(new Family { Commune = TestPartners.DeadCommune, Home = "00004", Facility = "01001" });

        await _app.PassAsync(TimeSpan.FromHours(24));
        Assert.Equal("agency-unreachable", (await _app.DossierAsync(filed))["birth"].Parked);

        (await _app.DecideAsync(filed, "birth", Decision.Done("birth"))).Is(HttpStatusCode.OK);
        Assert.Equal("Done", (await _app.DossierAsync(filed))["birth"].Status);
        Assert.Empty(await _app.AttentionAsync(filed.Code));
    }

    [Fact]
    public async Task Answer_AcceptedAtOnce_DecidedLater()
    {
        var family = Posted();
        _app.Agencies.Answer(family, "birth", AgencyReply.Decides(Decision.Accept()));
        var filed = await _app.FileAsync(family);
        Assert.Equal("Accepted", (await _app.DossierAsync(filed))["birth"].Status);

        (await _app.DecideAsync(filed, "birth", Decision.Done("birth"))).Is(HttpStatusCode.OK);
        Assert.Equal("Done", (await _app.DossierAsync(filed))["birth"].Status);
    }

    [Fact]
    public async Task Answer_WithAByteOrderMark_IsRead()
    {
        var family = Posted();
        _app.Agencies.Answer(family, "birth", AgencyReply.Says(200, "\uFEFF" + Decision.Done("birth").ToJsonString()));

        Assert.Equal("Done", (await _app.DossierAsync(await _app.FileAsync(family)))["birth"].Status);
    }

    [Fact]
    public async Task Answer_RefusedAtOnce_SkipsWhatBuildsOnIt()
    {
        var family = Posted();
        _app.Agencies.Answer(family, "birth", AgencyReply.Decides(Decision.Refuse()));
        var filed = await _app.FileAsync(family);

        var refused = await _app.DossierAsync(filed);
        Assert.Equal(["Refused", "Skipped", "Skipped", "Skipped"], refused.Steps.Select(s => s.Status));
        Assert.Equal(("Closed", "Refused"), (refused.Status, refused.Outcome));
    }

    [Fact]
    public async Task Request_OvertakenByADecision_IsNotSentAgain()
    {
        var family = Posted();
        _app.Agencies.Answer(family, "birth", AgencyReply.Says(503));
        var filed = await _app.FileAsync(family);

        (await _app.DecideAsync(filed, "birth", Decision.Done("birth"))).Is(HttpStatusCode.OK);
        await _app.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Single(_app.Agencies.About(filed.Code, "birth"));
    }

    [Fact]
    public async Task Request_AgencyWithoutEndpoint_IsReadFromItsWorklist()
    {
        var filed = await _app.FileAsync(new Family());

        Assert.DoesNotContain(_app.Agencies.Posts, p => p.Dossier == filed.Code);
        await _app.CatchUpAsync();
        var item = Assert.Single(await _app.ListAsync("civil-status-01273", "agencies/civil-status-01273/worklist"), i => (string)i["dossier"]! == filed.Code);
        Assert.Equal(("birth", "Requested", 1), ((string)item["step"]!, (string)item["status"]!, (int)item["round"]!));
        var request = (await _app.As("civil-status-01273").ReadAsync($"dossiers/{filed.Code}/steps/birth/request")).Is(HttpStatusCode.OK).Body;
        Assert.Equal(filed.Family.Child, (string)request["form"]!["child"]!["fullName"]!);
    }

    private static Family Posted() => new() { Commune = "00004", Facility = "01001" };
}
