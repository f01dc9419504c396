using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LienThong.App.Tests.Harness;

namespace LienThong.App.Tests.Notices;

/// <summary>Death notices take the way of birth notices, and meet the dossiers of the death group.</summary>
public sealed class DeathNoticeTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly RunningApp _app = shared.App;

    [Fact]
    public async Task Notice_First_Is201_Again_Is200_OtherContent_Is409()
    {
        var family = new Bereaved();

        var answer = (await SendAsync(family.Notice())).Is(HttpStatusCode.Created);
        Assert.Equal(family.Notice()["noticeCode"]!.ToString(), (string)answer.Body["noticeCode"]!);
        (await SendAsync(family.Notice())).Is(HttpStatusCode.OK);
        NotOfABirth((await SendAsync(family.Notice(n => n["deceased"]!["sex"] = "female"))).IsProblem(HttpStatusCode.Conflict, "notice-contradicts"));
    }

    [Fact]
    public async Task Notice_BeforeTheDeclaration_IsMatchedAtFiling()
    {
        var family = new Bereaved();
        (await SendAsync(family.Notice())).Is(HttpStatusCode.Created);

        var dossier = await FileAsync(family.Filing());

        Assert.True((bool)dossier["noticeMatched"]!);
        Assert.Null(dossier["noticeDifferences"]);
        NotOfABirth((await _app.As("portal").ReadAsync($"dossiers/{dossier["code"]}/timeline")).Is(HttpStatusCode.OK));
    }

    [Fact]
    public async Task Notice_AfterTheDeclaration_IsMatchedWithItsDifferences()
    {
        var family = new Bereaved();
        var code = (string)(await FileAsync(family.Filing()))["code"]!;

        (await SendAsync(family.Notice(n => n["deceased"]!["deathTime"] = "22:40"))).Is(HttpStatusCode.Created);
        await _app.SettleAsync();

        var dossier = (await _app.As("portal").ReadAsync($"dossiers/{code}")).Body;
        Assert.True((bool)dossier["noticeMatched"]!);
        Assert.Equal(["/deceased/deathTime"], dossier["noticeDifferences"]!.AsArray().Select(pointer => (string)pointer!));
        NotOfABirth((await _app.As("portal").ReadAsync($"dossiers/{code}/timeline")).Is(HttpStatusCode.OK));
    }

    [Fact]
    public async Task Notice_WithTheCodeOfABirthCertificate_IsAnotherNotice()
    {
        var family = new Family();
        (await _app.As("hospital-04001").PostAsync("notices/births", family.Notice())).Is(HttpStatusCode.Created);

        (await SendAsync(new Bereaved { NoticeCode = family.Certificate }.Notice())).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Notice_FromAnotherFacility_IsRefused() =>
        NotOfABirth((await _app.As("hospital-01001").PostAsync("notices/deaths", new Bereaved().Notice())).IsProblem(HttpStatusCode.Forbidden, "wrong-facility"));

    // Of a death the hospital's paper is a giấy báo tử; giấy chứng sinh is what it gives at a birth.
    private static void NotOfABirth(Answer answer) => Assert.DoesNotContain("chứng sinh", answer.Body.ToJsonString(Readable), StringComparison.Ordinal);

    private Task<Answer> SendAsync(JsonObject notice) => _app.As("hospital-04001").PostAsync("notices/deaths", notice);

    private async Task<JsonObject> FileAsync(JsonObject filing)
    {
        var answer = (await _app.As("portal").PostAsync("dossiers", filing)).Is(HttpStatusCode.Accepted);
        await _app.SettleAsync();
        return (JsonObject)(await _app.As("portal").ReadAsync($"dossiers/{answer.Body["code"]}")).Is(HttpStatusCode.OK).Body;
    }
}
