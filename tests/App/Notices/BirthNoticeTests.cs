using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using LienThong.App.Tests.Harness;

namespace LienThong.App.Tests.Notices;

/// <summary>Hospitals' notices: taken once, matched to the declaration whichever of the two came first.</summary>
public sealed class BirthNoticeTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly RunningApp _app = shared.App;

    [Fact]
    public async Task Notice_First_Is201_Again_Is200_OtherContent_Is409()
    {
        var family = new Family();

        (await SendAsync(family.Notice())).Is(HttpStatusCode.Created);
        (await SendAsync(family.Notice())).Is(HttpStatusCode.OK);
        (await SendAsync(family.Notice(n => n["child"]!["sex"] = "male"))).IsProblem(HttpStatusCode.Conflict, "notice-contradicts");
        (await SendAsync(family.Notice())).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Notice_SameContentWrittenOtherwise_IsTheSameNotice()
    {
        var family = new Family();
        var notice = family.Notice();
        (await SendAsync(notice)).Is(HttpStatusCode.Created);

        var reordered = new JsonObject([.. notice.Reverse().Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone()))]);
        var answer = await _app.As("hospital-04001").PostAsync("notices/births", reordered.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));

        answer.Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Notice_TwentyTimesAtOnce_IsTakenOnce()
    {
        var family = new Family();
        var client = _app.As("hospital-04001");

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.PostAsync("notices/births", family.Notice())));

        Assert.Single(answers, a => a.Status == HttpStatusCode.Created);
        Assert.Equal(19, answers.Count(a => a.Status == HttpStatusCode.OK));
    }

    [Fact]
    public async Task Notice_BeforeTheDeclaration_IsMatchedAtFiling()
    {
        var family = new Family();
        (await SendAsync(family.Notice())).Is(HttpStatusCode.Created);

        var filed = await _app.FileAsync(family);

        var dossier = (await _app.DossierAsync(filed)).Body;
        Assert.True((bool)dossier["noticeMatched"]!);
        Assert.Null(dossier["noticeDifferences"]);
    }

    [Fact]
    public async Task Notice_AfterTheDeclaration_IsMatchedWithItsDifferences()
    {
        var family = new Family();
        var filed = await _app.FileAsync(family);
        Assert.False((bool)(await _app.DossierAsync(filed)).Body["noticeMatched"]!);

        (await SendAsync(family.Notice(n =>
        {
            n["child"]!["sex"] = "male";
            n["mother"]!["fullName"] = "Lê Thị Khác";
        }))).Is(HttpStatusCode.Created);
        await _app.CatchUpAsync();

        var dossier = (await _app.DossierAsync(filed)).Body;
        Assert.True((bool)dossier["noticeMatched"]!);
        Assert.Equal(["/child/sex", "/mother/fullName"], dossier["noticeDifferences"]!.AsArray().Select(d => (string)d!).Order(StringComparer.Ordinal));
        Assert.Single(await _app.TimelineAsync(filed), text => text.StartsWith("Matched with the hospital's notice", StringComparison.Ordinal));
        var request = (await _app.As("civil-status-01273").ReadAsync($"dossiers/{filed.Code}/steps/birth/request")).Is(HttpStatusCode.OK).Body;
        Assert.Equal("Lê Thị Khác", (string)request["notice"]!["content"]!["mother"]!["fullName"]!);
    }

    [Theory]
    [InlineData("hospital-01001", "wrong-facility")]
    [InlineData("portal", "scope-missing")]
    [InlineData("civil-status-01273", "scope-missing")]
    public async Task Notice_OfAnotherFacility_IsForbidden(string by, string code) =>
        (await _app.As(by).PostAsync("notices/births", new Family().Notice())).IsProblem(HttpStatusCode.Forbidden, code);

    public static TheoryData<string, string, Action<JsonObject>> Wrongs => new()
    {
        { "date-in-future", "/issuedAt", n => n["issuedAt"] = "2026-12-01T09:00:00+07:00" },
        { "certificate-before-birth", "/issuedAt", n => n["issuedAt"] = "2026-08-19T09:00:00+07:00" },
        { "certificate-facility-differs", "/certificateCode", n => n["certificateCode"] = "00001.GCS.01001.26" },
        { "certificate-year-implausible", "/certificateCode", n => n["certificateCode"] = "00001.GCS.04001.31" },
        { "instant-malformed", "/issuedAt", n => n["issuedAt"] = "2026-08-20 09:00" },
        { "personal-id-not-12-digits", "/mother/personalId", n => n["mother"]!["personalId"] = "0041980000012" },
        { "unit-unknown", "/mother/residence/commune", n => n["mother"]!["residence"]!["commune"] = "99999" },
        { "field-unknown", "/doctor", n => n["doctor"] = "x" },
        { "field-missing", "/child", n => n.Remove("child") },
        { "wrong-type", "/child/birthOrder", n => n["child"]!["birthOrder"] = "one" },
    };

    [Theory]
    [MemberData(nameof(Wrongs), DisableDiscoveryEnumeration = true)]
    public async Task Notice_OneFault_IsNamed(string code, string pointer, Action<JsonObject> spoil) =>
        Assert.Equal([(code, pointer)], (await SendAsync(new Family().Notice(spoil))).IsProblem(HttpStatusCode.BadRequest, code).Faults);

    [Theory]
    [InlineData("{", "json-malformed")]
    [InlineData("[]", "wrong-type")]
    public async Task Notice_NoNotice_IsRefused(string body, string code) =>
        (await _app.As("hospital-04001").PostAsync("notices/births", body)).IsProblem(HttpStatusCode.BadRequest, code);

    [Fact]
    public async Task Notice_WithinFourWorkingHours_IsInTimeAndLaterIsLate()
    {
        await using var app = await RunningApp.StartAsync();
        var prompt = new Family { BirthDate = "2026-09-07" };

        async Task<bool> IsLateAsync(string issuedAt) => (bool)(await app.As("hospital-04001").PostAsync("notices/births", (prompt with { PaperNumber = Random.Shared.Next(60_000, 99_999) }).Notice(n =>
        {
            n["issuedAt"] = issuedAt;
            n["child"]!["birthTime"] = "00:10";
        }))).Is(HttpStatusCode.Created).Body["late"]!;

        await app.PassUntilAsync(new(2026, 9, 7, 14, 0, 0, TimeSpan.FromHours(7)));
        Assert.False(await IsLateAsync("2026-09-07T08:30:00+07:00"));
        Assert.True(await IsLateAsync("2026-09-07T08:29:00+07:00"));
    }

    private Task<Answer> SendAsync(JsonObject notice) => _app.As("hospital-04001").PostAsync("notices/births", notice);
}
