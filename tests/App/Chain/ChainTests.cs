using System.Net;
using System.Text.Json.Nodes;
using LienThong.App.Access;
using LienThong.App.Tests.Harness;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LienThong.App.Tests.Chain;

/// <summary>The chain of steps from filing to the end, over agencies that take requests by HTTP and such that read worklists.</summary>
public sealed class ChainTests
{
    [Fact]
    public async Task File_Decree301_BirthThenThreeStepsSideBySideThenCompleted()
    {
        await using var app = await RunningApp.StartAsync();
        var filed = await app.FileAsync(new Family { Commune = "00004", Facility = "01001" });

        Assert.Equal("decree-301-2026", (string)filed.Answer.Body["lawVersion"]!);
        Assert.Equal(["birth", "residence", "insurance", "identity"], Steps(filed.Answer));
        var begun = await app.DossierAsync(filed);
        Assert.Equal(["Requested", "Waiting", "Waiting", "Waiting"], begun.Steps.Select(s => s.Status));
        Assert.Single(app.Agencies.Posts);

        (await app.DecideAsync(filed, "birth", Decision.Accept())).Is(HttpStatusCode.OK);
        (await app.DecideAsync(filed, "birth", Decision.Done("birth", number: "31"))).Is(HttpStatusCode.OK);
        var registered = await app.DossierAsync(filed);
        Assert.Equal(["Done", "Requested", "Requested", "Requested"], registered.Steps.Select(s => s.Status));
        Assert.Equal(["police-00004", "insurance-01", "identity-01"], app.Agencies.Posts.Skip(1).Select(p => p.Partner).OrderDescending());

        foreach (var step in (string[])["identity", "residence", "insurance"])
        {
            (await app.DecideAsync(filed, step, Decision.Done(step))).Is(HttpStatusCode.OK);
        }

        var completed = await app.DossierAsync(filed);
        Assert.Equal(("Closed", "Completed"), (completed.Status, completed.Outcome));
        Assert.All(completed.Steps, s => Assert.Equal("Done", s.Status));
        Assert.Equal("31", (string)completed["birth"].Body["result"]!["registrationNumber"]!);
        Assert.All(await InstancesAsync(app, filed), status => Assert.Equal("Completed", status));
    }

    [Fact]
    public async Task File_Decree63OnItsLastDays_ThreeStepsAndStaysUnderItsLaw()
    {
        await using var app = await RunningApp.StartAsync(new RunningAppOptions { Start = new(2026, 8, 28, 8, 0, 0, TimeSpan.FromHours(7)) });
        var filed = await app.FileAsync(new Family { WantsIdentityCard = null });

        Assert.Equal("decree-63-2024", (string)filed.Answer.Body["lawVersion"]!);
        Assert.Equal(["birth", "residence", "insurance"], Steps(filed.Answer));
        (await app.DecideAsync(filed, "birth", Decision.Done("birth"))).Is(HttpStatusCode.OK);

        // Two working days over the holidays of 31/08 to 02/09.
        Assert.Equal(Vietnam(9, 4, 17), (await app.DossierAsync(filed))["residence"].Due);

        await app.PassUntilAsync(Vietnam(9, 3, 8));
        Assert.Equal("decree-63-2024", (string)(await app.DossierAsync(filed)).Body["lawVersion"]!);
        await app.FinishAsync(filed);
        var completed = await app.DossierAsync(filed);
        Assert.Equal("Completed", completed.Outcome);
        Assert.Equal(3, completed.Steps.Count);

        // The same day's new dossiers stand under the new decree.
        Assert.Equal(4, Steps((await app.FileAsync(new Family())).Answer).Count);
    }

    [Fact]
    public async Task File_NoIdentityCardWanted_ThreeSteps()
    {
        await using var app = await RunningApp.StartAsync();
        var filed = await app.FileAsync(new Family { WantsIdentityCard = false });

        Assert.Equal(["birth", "residence", "insurance"], Steps(filed.Answer));
        await app.FinishAsync(filed);
        Assert.Equal("Completed", (await app.DossierAsync(filed)).Outcome);
    }

    [Fact]
    public async Task Due_EachStep_IsWhatTheLawSays()
    {
        await using var app = await RunningApp.StartAsync();
        var filed = await app.FileAsync(new Family());
        Assert.Equal(Vietnam(9, 18, 17), ((DateTimeOffset)filed.Answer.Body["due"]!).ToOffset(TimeSpan.FromHours(7)));
        Assert.Equal(Vietnam(9, 7, 17), (await app.DossierAsync(filed))["birth"].Due);

        // At 15:00 the day is over for what begins now.
        await app.PassUntilAsync(Vietnam(9, 7, 15));
        (await app.DecideAsync(filed, "birth", Decision.Done("birth"))).Is(HttpStatusCode.OK);
        var registered = await app.DossierAsync(filed);
        Assert.Equal(Vietnam(9, 10, 17), registered["residence"].Due);
        Assert.Equal(Vietnam(9, 10, 17), registered["insurance"].Due);
        Assert.Equal(Vietnam(9, 17, 17), registered["identity"].Due);
    }

    [Fact]
    public async Task Request_ToEachAgency_HoldsWhatTheLawDisclosesAndNoMore()
    {
        await using var app = await RunningApp.StartAsync();
        var family = new Family { Commune = "00004", Facility = "01001" };
        (await app.As("hospital-01001").PostAsync("notices/births", family.Notice())).Is(HttpStatusCode.Created);
        app.Agencies.Answer(family, "birth", AgencyReply.Decides(Decision.Done("birth", number: "77/2026")));
        var filed = await app.FileAsync(family);

        var birth = Assert.Single(app.Agencies.About(filed.Code, "birth"));
        Assert.Equal("civil-status-00004", birth.Partner);
        Assert.Equal("application/json", birth.ContentType);
        Assert.Equal(["applicant", "child", "father", "hospitalPaper", "mother", "registration", "result"], Members(birth));
        Assert.Equal(family.Certificate, (string)birth.Body["notice"]!["content"]!["certificateCode"]!);
        Assert.Empty(birth.Body["notice"]!["differences"]!.AsArray());
        Assert.Empty(birth.Body["results"]!.AsObject());

        Assert.Equal(["applicant", "child", "father", "mother", "residence", "result"], Members(Assert.Single(app.Agencies.About(filed.Code, "residence"))));
        Assert.Equal(["applicant", "child", "father", "insurance", "mother", "residence", "result"], Members(Assert.Single(app.Agencies.About(filed.Code, "insurance"))));
        Assert.Equal(["applicant", "child", "father", "identityCard", "mother", "residence", "result"], Members(Assert.Single(app.Agencies.About(filed.Code, "identity"))));
        foreach (var step in (string[])["residence", "insurance", "identity"])
        {
            var post = app.Agencies.About(filed.Code, step)[0];
            Assert.Equal("77/2026", (string)post.Body["results"]!["birth"]!["registrationNumber"]!);
            Assert.False(post.Body.ContainsKey("notice"));
            Assert.Equal(($"{filed.Code}:{step}:1", $"{filed.Code}:{step}:1"), (post.MessageId, (string)post.Body["messageId"]!));
            Assert.Equal(("request", filed.Code, Family.Procedure, 1), (post.Kind, post.Dossier, (string)post.Body["procedure"]!, post.Round));
            Assert.Equal(TestPartners.AgencyOf(step, "00004"), (string)post.Body["agency"]!);

            // What an agency fetches is what it was posted.
            var fetched = (await app.As(post.Partner).ReadAsync($"dossiers/{filed.Code}/steps/{step}/request")).Is(HttpStatusCode.OK);
            Assert.True(JsonNode.DeepEquals(post.Body, fetched.Body), fetched.Text);
        }
    }

    [Fact]
    public async Task Request_Token_IsOneThatTheAgencyAloneCanTake()
    {
        await using var app = await RunningApp.StartAsync();
        var filed = await app.FileAsync(new Family { Commune = "00008", Facility = "01001" });

        var post = Assert.Single(app.Agencies.About(filed.Code, "birth"));
        var token = post.Authorization["Bearer ".Length..];
        var key = TokenIssuer.Open(app.Folder, app.Clock).Key;
        Assert.True((await CheckAsync(token, key, "civil-status-00008", app.Clock)).IsValid);
        Assert.False((await CheckAsync(token, key, "civil-status-00004", app.Clock)).IsValid);
        (await app.WithToken(token).ReadAsync("procedures")).IsProblem(HttpStatusCode.Unauthorized, "token-missing");
    }

    [Fact]
    public async Task Filing_TraceParent_TravelsToTheAgency()
    {
        await using var app = await RunningApp.StartAsync();
        const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        var family = new Family { Commune = "00004", Facility = "01001" };

        var filed = await app.As("portal").PostAsync("dossiers", family.Filing(), ("traceparent", Trace));
        await app.SettleAsync();

        var post = Assert.Single(app.Agencies.About((string)filed.Is(HttpStatusCode.Accepted).Body["code"]!, "birth"));
        Assert.Equal(Trace.Split('-')[1], post.TraceParent.Split('-')[1]);
    }

    [Fact]
    public async Task Chain_AllAgenciesDecideAtOnce_CompletesInOneSettling()
    {
        await using var app = await RunningApp.StartAsync();
        var family = new Family { Commune = "00004", Facility = "01001" };
        foreach (var step in (string[])["birth", "residence", "insurance", "identity"])
        {
            app.Agencies.Answer(family, step, AgencyReply.Decides(Decision.Done(step)));
        }

        var filed = await app.FileAsync(family);

        Assert.Equal("Completed", (await app.DossierAsync(filed)).Outcome);
        Assert.Equal(4, app.Agencies.Posts.Count);
    }

    private static IReadOnlyList<string> Steps(Answer answer) => [.. answer.Body["steps"]!.AsArray().Select(s => (string)s!["step"]!)];

    private static IEnumerable<string> Members(AgencyPost post) => post.Body["form"]!.AsObject().Select(m => m.Key).Order(StringComparer.Ordinal);

    private static async Task<IReadOnlyList<string>> InstancesAsync(RunningApp app, FiledDossier filed) =>
        [.. (await app.As("operator").ReadAsync($"dossiers/{filed.Code}/instances")).Is(HttpStatusCode.OK).Body["instances"]!.AsArray().Select(i => (string)i!["status"]!)];

    private static DateTimeOffset Vietnam(int month, int day, int hour) => new(2026, month, day, hour, 0, 0, TimeSpan.FromHours(7));

    private static Task<TokenValidationResult> CheckAsync(string token, SecurityKey key, string audience, TimeProvider time) =>
        new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKey = key,
            ValidIssuer = TokenIssuer.Name,
            ValidAudience = audience,
            LifetimeValidator = (from, to, _, _) => from <= time.GetUtcNow().UtcDateTime && time.GetUtcNow().UtcDateTime < to,
        });
}
