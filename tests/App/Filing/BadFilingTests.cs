using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using LienThong.App.Tests.Harness;

namespace LienThong.App.Tests.Filing;

/// <summary>Declarations that are wrong, each refused with what is wrong and where, and nothing filed.</summary>
public sealed class BadFilingTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly RunningApp _app = shared.App;

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("{", 1, 2)]
    [InlineData("{\n  \"procedure\": nothing\n}", 2, 17)]
    [InlineData("{\"procedure\":\"3.000722\",\"declaration\":{}} trailing", 1, 43)]
    [InlineData("{\"procedure\":\"3.000722\",\n\n\"declaration\":{,}}", 3, 16)]
    [InlineData("{\"procedure\":'3.000722'}", 1, 14)]
    public async Task Body_MalformedJson_NamesLineAndByte(string body, int line, int at)
    {
        var answer = (await PostAsync(body)).IsProblem(HttpStatusCode.BadRequest, "json-malformed");

        Assert.Contains($"line {line}, byte {at}.", (string)answer.Body["en"]!, StringComparison.Ordinal);
        Assert.Contains($"dòng {line}, byte {at}.", (string)answer.Body["vi"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_NotUtf8_IsMalformed()
    {
        var bytes = Encoding.UTF8.GetBytes(new Family().Filing().ToJsonString());
        bytes[Array.IndexOf(bytes, (byte)':') + 2] = 0xFF;

        var answer = await _app.As("portal").CallAsync(HttpMethod.Post, "dossiers", Json(bytes));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
    }

    [Fact]
    public async Task Body_DuplicateMember_IsMalformed() =>
        (await PostAsync("""{"procedure":"3.000722","procedure":"3.000722","declaration":{}}""")).IsProblem(HttpStatusCode.BadRequest, "json-malformed");

    [Fact]
    public async Task Body_DuplicateMemberDeepInside_IsMalformed()
    {
        var body = new Family().Filing().ToJsonString();

        (await PostAsync(body.Replace("\"ethnicity\":", "\"ethnicity\":\"Kinh\",\"ethnicity\":", StringComparison.Ordinal)))
            .IsProblem(HttpStatusCode.BadRequest, "json-malformed");
    }

    [Theory]
    [InlineData(33)]
    [InlineData(5_000)]
    [InlineData(200_000)]
    public async Task Body_DeeplyNested_IsMalformed(int depth)
    {
        var deep = string.Concat(Enumerable.Repeat("[", depth)) + string.Concat(Enumerable.Repeat("]", depth));

        (await PostAsync($$"""{"procedure":"3.000722","declaration":{{deep}}}""")).IsProblem(HttpStatusCode.BadRequest, "json-malformed");
    }

    [Theory]
    [InlineData("[]", "wrong-type", "")]
    [InlineData("null", "wrong-type", "")]
    [InlineData("\"declaration\"", "wrong-type", "")]
    [InlineData("""{"procedure":3,"declaration":{}}""", "wrong-type", "/procedure")]
    [InlineData("""{"procedure":"3.000722","declaration":[]}""", "wrong-type", "/declaration")]
    [InlineData("""{"procedure":"3.000722"}""", "field-missing", "/declaration")]
    [InlineData("""{"procedure":"3.000722","declaration":{},"priority":1}""", "field-unknown", "/priority")]
    [InlineData("""{"procedure":"9.999999","declaration":{}}""", "procedure-not-in-force", "/procedure")]
    [InlineData("""{"procedure":"","declaration":{}}""", "text-too-short", "/procedure")]
    public async Task Body_WrongEnvelope_NamesTheFault(string body, string code, string pointer)
    {
        var answer = (await PostAsync(body)).IsProblem(HttpStatusCode.BadRequest, code);

        Assert.Equal([(code, pointer)], answer.Faults);
    }

    public static TheoryData<string, string, Action<JsonObject>> Wrongs => new()
    {
        { "wrong-type", "/child/birthOrder", d => d["child"]!["birthOrder"] = "1" },
        { "wrong-type", "/child/birthOrder", d => d["child"]!["birthOrder"] = 1.5 },
        { "wrong-type", "/child", d => d["child"] = "Mẫu" },
        { "wrong-type", "/registration", d => d["registration"] = new JsonArray() },
        { "wrong-type", "/registration/commune", d => d["registration"]!["commune"] = 1273 },
        { "wrong-type", "/identityCard/wanted", d => d["identityCard"]!["wanted"] = "yes" },
        { "wrong-type", "/mother/fullName", d => d["mother"]!["fullName"] = null },
        { "wrong-type", "/records", d => d["records"] = "none" },
        { "field-unknown", "/child/nickname", d => d["child"]!["nickname"] = "Tí" },
        { "field-unknown", "/notes", d => d["notes"] = "x" },
        { "field-missing", "/applicant", d => d.Remove("applicant") },
        { "field-missing", "/child/fullName", d => d["child"]!.AsObject().Remove("fullName") },
        { "field-missing", "/identityCard", d => d.Remove("identityCard") },
        { "date-in-future", "/child/birthDate", d => { d["child"]!["birthDate"] = "2027-02-03"; d.Remove("hospitalPaper"); d["records"] = Witness(); } },
        { "date-malformed", "/child/birthDate", d => d["child"]!["birthDate"] = "2026-02-30" },
        { "date-malformed", "/child/birthDate", d => d["child"]!["birthDate"] = "20/08/2026" },
        { "child-not-under-six", "/child/birthDate", d => { d["child"]!["birthDate"] = "2020-09-07"; d["registration"]!["case"] = "late"; d.Remove("hospitalPaper"); d["records"] = Witness(); } },
        { "personal-id-not-12-digits", "/mother/personalId", d => d["mother"]!["personalId"] = "0041980000011" },
        { "personal-id-not-12-digits", "/father/personalId", d => d["father"]!["personalId"] = "00409500001x" },
        { "unit-unknown", "/residence/commune", d => d["residence"]!["commune"] = "99999" },
        { "unit-unknown", "/registration/commune", d => d["registration"]!["commune"] = "99999" },
        { "commune-code-not-5-digits", "/registration/commune", d => d["registration"]!["commune"] = "1273" },
        { "phone-malformed", "/applicant/phone", d => d["applicant"]!["phone"] = "12" },
        { "birth-certificate-code-malformed", "/hospitalPaper/certificateCode", d => d["hospitalPaper"]!["certificateCode"] = "1.GCS.04001.26" },
        { "record-missing", "/records", d => d.Remove("hospitalPaper") },
        { "registration-case-wrong", "/registration/case", d => d["registration"]!["case"] = "late" },
        { "birth-order-beyond-children", "/child/birthOrder", d => d["child"]!["birthOrder"] = 2 },
        { "text-too-long", "/child/fullName", d => d["child"]!["fullName"] = new string('A', 101) },
        { "text-malformed", "/child/fullName", d => d["child"]!["fullName"] = "A\u0000B" },
        { "record-not-uploaded", "/records/0/sha256", d => d["records"] = Witness() },
    };

    [Theory]
    [MemberData(nameof(Wrongs), DisableDiscoveryEnumeration = true)]
    public async Task Declaration_OneFault_IsNamedUnderDeclaration(string code, string pointer, Action<JsonObject> spoil)
    {
        var family = new Family();

        var answer = await _app.As("portal").PostAsync("dossiers", family.Filing(spoil), ("Idempotency-Key", $"bad-{family.Number}"));

        answer.Is(HttpStatusCode.BadRequest);
        Assert.Contains((code, "/declaration" + pointer), answer.Faults);
        Assert.All(answer.Faults, f => Assert.StartsWith("/declaration", f.Pointer, StringComparison.Ordinal));
        answer.IsProblem(HttpStatusCode.BadRequest, answer.Faults.Count == 1 ? code : "request-invalid");

        // Nothing was filed: the same key takes the mended declaration.
        (await _app.As("portal").PostAsync("dossiers", family.Filing(), ("Idempotency-Key", $"bad-{family.Number}"))).Is(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task Declaration_SeveralFaults_AllComeAtOnceInBothLanguages()
    {
        var answer = await PostAsync(new Family().Filing(d =>
        {
            d["child"]!["sex"] = "unknown";
            d["child"]!["weightGrams"] = 20;
            d["mother"]!["personalId"] = "1";
            d["applicant"]!.AsObject().Remove("phone");
            d["surprise"] = true;
        }).ToJsonString());

        answer.IsProblem(HttpStatusCode.BadRequest, "request-invalid");
        Assert.Equal(
            [
                ("field-missing", "/declaration/applicant/phone"),
                ("field-unknown", "/declaration/surprise"),
                ("number-too-small", "/declaration/child/weightGrams"),
                ("personal-id-not-12-digits", "/declaration/mother/personalId"),
                ("value-not-allowed", "/declaration/child/sex"),
            ],
            answer.Faults.OrderBy(f => f.Code, StringComparer.Ordinal));
        Assert.Contains("5", (string)answer.Body["vi"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Declaration_SeveralRulesBroken_AllComeAtOnce()
    {
        var answer = await PostAsync(new Family().Filing(d =>
        {
            d["registration"]!["case"] = "late";
            d["residence"]!["commune"] = "99999";
            d["father"]!["birthDate"] = "2026-09";
            d["applicant"]!["personalId"] = "001199000000";
        }).ToJsonString());

        answer.IsProblem(HttpStatusCode.BadRequest, "request-invalid");
        Assert.Equal(
            ["/declaration/applicant/personalId", "/declaration/father/birthDate", "/declaration/records", "/declaration/registration/case", "/declaration/residence/commune"],
            answer.Faults.Select(f => f.Pointer).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Declaration_AThousandFaults_AreBounded()
    {
        var answer = await PostAsync(new Family().Filing(d =>
        {
            for (var i = 0; i < 1000; i++)
            {
                d["unknown" + i] = i;
            }
        }).ToJsonString());

        answer.Is(HttpStatusCode.BadRequest);
        Assert.InRange(answer.Faults.Count, 100, 110);
        Assert.Contains(answer.Faults, f => f.Code == "too-many-faults");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/octet-stream")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData(null)]
    public async Task Body_AnotherMediaType_IsRefused(string? type)
    {
        var content = Json(Encoding.UTF8.GetBytes(new Family().Filing().ToJsonString()));
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);

        (await _app.As("portal").CallAsync(HttpMethod.Post, "dossiers", content)).IsProblem(HttpStatusCode.UnsupportedMediaType, "not-json");
    }

    [Theory]
    [InlineData("dossiers", "application/json", "body-too-large", true)]
    [InlineData("dossiers", "application/json", "body-too-large", false)]
    [InlineData("records", "application/pdf", "record-too-large", false)]
    public async Task Body_FiftyMegabytes_IsRefusedWithoutBeingRead(string path, string type, string code, bool chunked)
    {
        var (status, text) = await RawHttp.PostSpacesAsync(_app.App.Address, path, _app.Token("portal"), type, 50 * 1024 * 1024, chunked);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
        Assert.Contains($"urn:lien-thong:{code}", text, StringComparison.Ordinal);
        (await _app.Anonymous.ReadAsync("health/ready")).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(1024 * 1024, HttpStatusCode.BadRequest)]
    [InlineData((1024 * 1024) + 0x10000, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Body_AroundOneMebibyte_IsReadUpToThere(long length, HttpStatusCode expected) =>
        Assert.Equal(expected, (await RawHttp.PostSpacesAsync(_app.App.Address, "dossiers", _app.Token("portal"), "application/json", length, chunked: true)).Status);

    [Fact]
    public async Task Commune_OutsideTheAgentsProvince_IsForbidden()
    {
        (await _app.As("agent-01").PostAsync("dossiers", new Family().Filing().On("agent-01"))).IsProblem(HttpStatusCode.Forbidden, "outside-jurisdiction");
        (await _app.As("agent-04").PostAsync("dossiers", new Family().Filing().On("agent-04"))).Is(HttpStatusCode.Accepted);
    }

    private Task<Answer> PostAsync(string body) => _app.As("portal").PostAsync("dossiers", body);

    private static JsonArray Witness() => [new JsonObject { ["type"] = "witness-statement", ["sha256"] = new string('0', 64) }];

    private static ByteArrayContent Json(byte[] bytes) => new(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
}
