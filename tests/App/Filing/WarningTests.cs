using System.Net;
using System.Text.Json.Nodes;
using LienThong.App.Tests.Harness;

namespace LienThong.App.Tests.Filing;

/// <summary>What looks odd in a declaration refuses nothing; whoever filed it is told, and each agency that sees the place.</summary>
public sealed class WarningTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly RunningApp _app = shared.App;

    [Fact]
    public async Task Filing_OddNumbers_AreToldInTheAnswerAndAgainWhenItIsRepeated()
    {
        var filing = Odd();

        var first = (await FileAsync(filing, "odd")).Is(HttpStatusCode.Accepted);
        var again = (await FileAsync(filing, "odd")).Is(HttpStatusCode.Accepted);

        Assert.Equal(
            [
                ("social-insurance-number-unknown", "/declaration/deceased/socialInsuranceNumber"),
                ("personal-id-does-not-fit", "/declaration/survivorship/relatives/1/personalId"),
                ("personal-id-does-not-fit", "/declaration/survivorship/relatives/1/personalId"),
            ],
            Seen(first.Body["warnings"]));
        Assert.All(first.Body["warnings"]!.AsArray(), warning => Assert.NotEmpty((string)warning!["vi"]!));
        Assert.Equal(first.Body.ToJsonString(), again.Body.ToJsonString());
    }

    [Fact]
    public async Task Request_OddNumbers_AreToldToTheAgencyThatSeesThem()
    {
        var filed = (await FileAsync(Odd(), "odd-asked")).Is(HttpStatusCode.Accepted);
        var steps = $"dossiers/{(string)filed.Body["code"]!}/steps";
        await _app.SettleAsync();

        // What is claimed, and the relatives, are none of the civil status's business.
        var toCivilStatus = (await _app.As("civil-status-01273").ReadAsync($"{steps}/death/request")).Is(HttpStatusCode.OK).Body;
        Assert.False(toCivilStatus.ContainsKey("warnings"));
        Assert.DoesNotContain("survivorship", toCivilStatus.ToJsonString(), StringComparison.Ordinal);

        var done = new JsonObject
        {
            ["round"] = 1, ["decision"] = "done", ["result"] = new JsonObject { ["registrationNumber"] = "12", ["bookNumber"] = "01/2026" },
        };
        (await _app.As("civil-status-01273").PostAsync($"{steps}/death/decisions", done)).Is(HttpStatusCode.OK);
        await _app.SettleAsync();
        var toInsurance = (await _app.As("insurance-04").ReadAsync($"{steps}/funeral-insurance/request")).Is(HttpStatusCode.OK).Body;
        Assert.Equal([("social-insurance-number-unknown", "/deceased/socialInsuranceNumber")], Seen(toInsurance["warnings"]));
    }

    [Fact]
    public async Task Filing_NothingOdd_HasNoWarnings()
    {
        var filed = (await FileAsync(new Bereaved { Bundle = "three" }.Filing(), "even")).Is(HttpStatusCode.Accepted);
        await _app.SettleAsync();

        Assert.False(filed.Body.ContainsKey("warnings"));
        Assert.False((await _app.As("civil-status-01273").ReadAsync($"dossiers/{(string)filed.Body["code"]!}/steps/death/request")).Is(HttpStatusCode.OK).Body.ContainsKey("warnings"));
    }

    /// <summary>The deceased's social insurance number is left out, and a son born in 2000 has the number of a woman born in 1990.</summary>
    private static JsonObject Odd()
    {
        var family = new Bereaved { Bundle = "four" };
        return family.Filing(declaration =>
        {
            declaration["deceased"]!.AsObject().Remove("socialInsuranceNumber");
            declaration["survivorship"] = new JsonObject
            {
                ["kind"] = "lump-sum",
                ["relatives"] = new JsonArray(
                    Relative("Phan Thị Ví Dụ", "female", "1970", family.ApplicantId),
                    Relative("Phan Văn Con", "male", "2000-01-01", family.ApplicantId.Replace("004170", "004190", StringComparison.Ordinal))),
            };
        });
    }

    private static JsonObject Relative(string name, string sex, string born, string number) => new()
    {
        ["fullName"] = name, ["relationship"] = "child", ["sex"] = sex, ["birthDate"] = born, ["personalId"] = number,
    };

    private static IEnumerable<(string Code, string Pointer)> Seen(JsonNode? warnings) =>
        warnings!.AsArray().Select(warning => ((string)warning!["code"]!, (string)warning["pointer"]!));

    private Task<Answer> FileAsync(JsonObject filing, string key) => _app.As("portal").PostAsync("dossiers", filing, ("Idempotency-Key", key));
}
