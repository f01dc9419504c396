using System.Net;
using LienThong.App.Tests.Harness;

namespace LienThong.App.Tests.Filing;

/// <summary>The same request again, whenever and however often it comes, leads to one dossier and one answer.</summary>
public sealed class IdempotencyTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly RunningApp _app = shared.App;

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("khoá")]
    [InlineData("tab\there")]
    public async Task Key_NotVisibleAscii_IsRefused(string key) =>
        (await _app.As("portal").PostAsync("dossiers", new Family().Filing(), ("Idempotency-Key", key))).IsProblem(HttpStatusCode.BadRequest, "idempotency-key-bad");

    [Fact]
    public async Task Key_OfLength_128IsTakenAnd129Refused()
    {
        var family = new Family();
        (await _app.PostFilingAsync(family, key: new string('k', 129))).IsProblem(HttpStatusCode.BadRequest, "idempotency-key-bad");
        (await _app.PostFilingAsync(family, key: new string('~', 128))).Is(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task SameKeySameBody_NowLaterAndAfterARestart_GivesTheSameAnswerByteForByte()
    {
        await using var app = await RunningApp.StartAsync();
        var family = new Family();
        var first = (await app.PostFilingAsync(family)).Is(HttpStatusCode.Accepted);
        await app.SettleAsync();
        Assert.Equal($"/api/v1/dossiers/{first.Body["code"]}", first.Headers.Location!.OriginalString);

        async Task IsTheSameAsync()
        {
            var again = (await app.PostFilingAsync(family)).Is(HttpStatusCode.Accepted);
            Assert.Equal(first.Bytes, again.Bytes);
            Assert.Equal(first.Headers.Location, again.Headers.Location);
            await app.SettleAsync();
        }

        await IsTheSameAsync();
        await app.RestartAsync();
        await IsTheSameAsync();
        var filed = new FiledDossier((string)first.Body["code"]!, family, "portal", first);
        await app.FinishAsync(filed);
        await app.PassAsync(TimeSpan.FromDays(1));
        await IsTheSameAsync();
        await app.CrashAsync();
        await IsTheSameAsync();
        Assert.Equal("Completed", (await app.DossierAsync(filed)).Outcome);
    }

    [Fact]
    public async Task SameKeyOtherBody_IsRefusedAndTheFirstStands()
    {
        var family = new Family();
        var filed = await _app.FileAsync(family);

        (await _app.PostFilingAsync(family with { WantsIdentityCard = false })).IsProblem(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");

        Assert.Equal(4, (await _app.DossierAsync(filed)).Steps.Count);
    }

    [Fact]
    public async Task SameKeyOtherPartner_IsAnotherRequest()
    {
        var (one, other) = (new Family(), new Family());

        var first = (await _app.PostFilingAsync(one, "portal", "shared-key")).Is(HttpStatusCode.Accepted);
        var second = (await _app.PostFilingAsync(other, "vneid", "shared-key")).Is(HttpStatusCode.Accepted);

        Assert.NotEqual((string)first.Body["code"]!, (string)second.Body["code"]!);
    }

    [Fact]
    public async Task SameKeyTwentyTimesAtOnce_IsOneDossier()
    {
        var family = new Family();
        var client = _app.As("portal");

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.PostAsync("dossiers", family.Filing(), ("Idempotency-Key", $"twenty-{family.Number}"))));
        await _app.CatchUpAsync();

        Assert.All(answers, a => a.Is(HttpStatusCode.Accepted));
        Assert.Single(answers.Select(a => a.Text).Distinct());
        Assert.Equal("InProgress", (string)answers[0].Body["status"]!);
        var entries = (await _app.ListAsync("civil-status-01273", "agencies/civil-status-01273/worklist?pageSize=200")).Where(i => (string)i["dossier"]! == (string)answers[0].Body["code"]!);
        Assert.Single(entries);
    }

    [Fact]
    public async Task TwentyBodiesUnderOneKeyAtOnce_OneWinsAndTheOthersAreRefused()
    {
        var families = Enumerable.Range(0, 20).Select(_ => new Family()).ToList();
        var client = _app.As("portal");

        var answers = await Task.WhenAll(families.Select(f => client.PostAsync("dossiers", f.Filing(), ("Idempotency-Key", $"one-of-twenty-{families[0].Number}"))));

        Assert.Single(answers, a => a.Status == HttpStatusCode.Accepted);
        Assert.All(answers.Where(a => a.Status != HttpStatusCode.Accepted), a => a.IsProblem(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused"));

        // Who was refused has left nothing behind: filed under another key it is no duplicate of anything.
        var refused = families.Zip(answers).First(pair => pair.Second.Status != HttpStatusCode.Accepted).First;
        Assert.Equal("InProgress", (string)(await _app.PostFilingAsync(refused)).Is(HttpStatusCode.Accepted).Body["status"]!);
    }

    [Fact]
    public async Task NoKey_IsRefusedAndNothingIsFiled()
    {
        var family = new Family();

        (await _app.As("portal").CallAsync(HttpMethod.Post, "dossiers", HttpCalls.Json(family.Filing().ToJsonString())))
            .IsProblem(HttpStatusCode.BadRequest, "idempotency-key-missing");

        Assert.Equal("InProgress", (string)(await _app.PostFilingAsync(family)).Is(HttpStatusCode.Accepted).Body["status"]!);
    }

    [Fact]
    public async Task TwoKeys_TheSameRequest_IsHeldAsAPossibleDuplicate()
    {
        var family = new Family();

        var first = (await _app.PostFilingAsync(family, key: $"one-{family.Number}")).Is(HttpStatusCode.Accepted);
        var second = (await _app.PostFilingAsync(family, key: $"two-{family.Number}")).Is(HttpStatusCode.Accepted);

        Assert.Equal(("Held", (string)first.Body["code"]!), ((string)second.Body["status"]!, (string)second.Body["duplicateOf"]!));
    }

    [Fact]
    public async Task Key_ForgottenAfterThirtyDays_StillDoesNotRegisterTheChildTwice()
    {
        await using var app = await RunningApp.StartAsync();
        var filed = await app.FileAsync(new Family());
        await app.FinishAsync(filed);

        await app.PassAsync(TimeSpan.FromDays(32));

        var again = (await app.PostFilingAsync(filed.Family)).Is(HttpStatusCode.Accepted);
        Assert.Equal(("Held", filed.Code), ((string)again.Body["status"]!, (string)again.Body["duplicateOf"]!));
    }
}
