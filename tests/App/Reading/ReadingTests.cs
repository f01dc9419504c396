using System.Net;
using LienThong.App.Tests.Harness;

namespace LienThong.App.Tests.Reading;

/// <summary>What readers get to see of dossiers and procedures.</summary>
public sealed class ReadingTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly RunningApp _app = shared.App;

    [Fact]
    public async Task Dossier_ETag_ChangesWithEveryWriteAndSavesTheRest()
    {
        var filed = await _app.FileAsync(new Family());
        var path = $"dossiers/{filed.Code}";

        var first = (await _app.As("portal").ReadAsync(path)).Is(HttpStatusCode.OK);
        Assert.Matches("^\"[0-9]+\"$", first.ETag);
        var same = (await _app.As("portal").ReadAsync(path, ("If-None-Match", first.ETag!))).Is(HttpStatusCode.NotModified);
        Assert.Empty(same.Bytes);
        Assert.Equal(first.ETag, same.ETag);

        (await _app.DecideAsync(filed, "birth", Decision.Accept())).Is(HttpStatusCode.OK);
        var changed = (await _app.As("portal").ReadAsync(path, ("If-None-Match", first.ETag!))).Is(HttpStatusCode.OK);
        Assert.NotEqual(first.ETag, changed.ETag);
        Assert.Equal("Accepted", new DossierSeen(changed.Body)["birth"].Status);
    }

    [Fact]
    public async Task Dossier_EachReader_SeesItsOwnPart()
    {
        var filed = await _app.FileAsync(new Family());
        await _app.FinishAsync(filed);

        async Task<(bool Declaration, string[] Results)> SeenByAsync(string by)
        {
            var seen = (await _app.As(by).ReadAsync($"dossiers/{filed.Code}")).Is(HttpStatusCode.OK).Body;
            return (seen.ContainsKey("declaration"), [.. new DossierSeen(seen).Steps.Where(s => s.Body.ContainsKey("result")).Select(s => s.Step)]);
        }

        Assert.Equal((true, "birth residence insurance identity"), await TextAsync("portal"));
        Assert.Equal((false, "birth"), await TextAsync("civil-status-01273"));
        Assert.Equal((false, "birth residence"), await TextAsync("police-01273"));
        Assert.Equal((false, "birth insurance"), await TextAsync("insurance-04"));
        Assert.Equal((false, "birth identity"), await TextAsync("identity-04"));
        Assert.Equal((false, ""), await TextAsync("operator"));
        foreach (var stranger in (string[])["portal-01", "vneid", "agent-04", "civil-status-01279", "police-01279", "insurance-01"])
        {
            (await _app.As(stranger).ReadAsync($"dossiers/{filed.Code}")).IsProblem(HttpStatusCode.Forbidden, "outside-jurisdiction");
            (await _app.As(stranger).ReadAsync($"dossiers/{filed.Code}/timeline")).IsProblem(HttpStatusCode.Forbidden, "outside-jurisdiction");
        }

        async Task<(bool, string)> TextAsync(string by)
        {
            var (declaration, results) = await SeenByAsync(by);
            return (declaration, string.Join(' ', results));
        }
    }

    [Fact]
    public async Task Timeline_WholeChain_TellsEverythingInBothLanguages()
    {
        var filed = await _app.FileAsync(new Family());
        await _app.FinishAsync(filed);

        var events = (await _app.As("civil-status-01273").ReadAsync($"dossiers/{filed.Code}/timeline")).Is(HttpStatusCode.OK).Body["events"]!.AsArray();

        Assert.StartsWith("Filed through National Public Service Portal", (string)events[0]!["text"]!["en"]!, StringComparison.Ordinal);
        Assert.Equal("Hồ sơ đã đóng.", (string)events[^1]!["text"]!["vi"]!);
        Assert.Equal(("dossier-filed", "dossier-closed"), ((string)events[0]!["type"]!, (string)events[^1]!["type"]!));
        Assert.All(events, e => Assert.NotEmpty((string)e!["by"]!));
        var text = events.ToJsonString();
        Assert.All(filed.Family.PersonalData, datum => Assert.DoesNotContain(datum, text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("G22.99.08-260907-0000001")]
    [InlineData("nonsense")]
    [InlineData("G22.99.08-260907-0000001%0A")]
    [InlineData("..")]
    public async Task Dossier_Unknown_IsNotFound(string code)
    {
        Assert.Equal(HttpStatusCode.NotFound, (await _app.As("portal").ReadAsync($"dossiers/{code}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _app.As("operator").ReadAsync($"dossiers/{code}/instances")).Status);
    }

    [Fact]
    public async Task Tracking_RightToken_ShowsStatusAndNothingPersonal()
    {
        var filed = await _app.FileAsync(new Family());
        (await _app.DecideAsync(filed, "birth", Decision.Done("birth"))).Is(HttpStatusCode.OK);
        var token = (string)filed.Answer.Body["trackingToken"]!;

        var seen = (await _app.Anonymous.ReadAsync($"tracking/{filed.Code}", ("Tracking-Token", token))).Is(HttpStatusCode.OK);

        Assert.Equal("InProgress", (string)seen.Body["status"]!);
        Assert.Equal(["Done", "Requested", "Requested", "Requested"], seen.Body["steps"]!.AsArray().Select(s => (string)s!["status"]!));
        Assert.All(filed.Family.PersonalData, datum => Assert.DoesNotContain(datum, seen.Text, StringComparison.Ordinal));
        Assert.DoesNotContain("registrationNumber", seen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tracking_WrongToken_LooksLikeAnUnknownDossier()
    {
        var (filed, other) = (await _app.FileAsync(new Family()), await _app.FileAsync(new Family()));
        var token = (string)filed.Answer.Body["trackingToken"]!;
        var unknown = (await _app.Anonymous.ReadAsync("tracking/G22.99.08-260907-0000001", ("Tracking-Token", token))).IsProblem(HttpStatusCode.NotFound, "dossier-unknown");

        foreach (var wrong in (string?[])[null, "", "x", token[..^1], token + "0", token.ToUpperInvariant() + "x", new string('0', 32), (string)other.Answer.Body["trackingToken"]!])
        {
            var answer = await _app.Anonymous.ReadAsync($"tracking/{filed.Code}", wrong is null ? [] : [("Tracking-Token", wrong)]);
            Assert.Equal(unknown.Status, answer.Status);
            Assert.Equal(unknown.Bytes, answer.Bytes);
        }
    }

    [Fact]
    public async Task Procedures_InForce_ComeWithTheFormOfTheDeclaration()
    {
        var list = (await _app.As("hospital-04001").ReadAsync("procedures")).Is(HttpStatusCode.OK).Body["procedures"]!.AsArray();
        var entry = Assert.Single(list, p => (string)p!["code"]! == Family.Procedure)!;
        Assert.Equal("decree-301-2026", (string)entry["version"]!);

        var procedure = (await _app.As("portal").ReadAsync(((string)entry["link"]!)["/api/v1/".Length..])).Is(HttpStatusCode.OK).Body;
        Assert.Equal(["birth", "residence", "insurance", "identity"], procedure["steps"]!.AsArray().Select(s => (string)s!["code"]!));
        Assert.Equal("https://json-schema.org/draft/2020-12/schema", (string)procedure["declaration"]!["$schema"]!);
        Assert.NotEmpty(procedure["sources"]!.AsArray());
        (await _app.As("portal").ReadAsync("procedures/9.999999")).IsProblem(HttpStatusCode.NotFound, "procedure-unknown");
    }

    [Fact]
    public async Task Health_WhileAllIsWell_IsLiveAndReady()
    {
        Assert.Equal("live", (string)(await _app.Anonymous.ReadAsync("health/live")).Is(HttpStatusCode.OK).Body["status"]!);
        Assert.Equal("ready", (string)(await _app.Anonymous.ReadAsync("health/ready")).Is(HttpStatusCode.OK).Body["status"]!);
    }

    [Theory]
    [InlineData("GET", "nothing/here")]
    [InlineData("POST", "procedures")]
    [InlineData("DELETE", "dossiers/G22.99.08-260907-0000001")]
    public async Task Route_ThatDoesNotExist_IsToldAsAProblem(string method, string path)
    {
        var answer = await _app.As("portal").CallAsync(new HttpMethod(method), path, content: null);

        Assert.Contains(answer.Status, (HttpStatusCode[])[HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed]);
    }
}
