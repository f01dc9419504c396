using System.Net;
using System.Text.Json.Nodes;
using LienThong.App.Tests.Harness;

namespace LienThong.App.Tests.Problems;

/// <summary>Citizens who lack a SIM, a number or skills are helped: by online agents and at the commune's counter, with their
/// authority told, and everything shows who did it and for whom.</summary>
public sealed class AssistedProblems(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly RunningApp _app = shared.App;

    [Theory]
    [InlineData("agent-04", "agent", "contract")]
    [InlineData("agent-04", "agent", "authorisation")]
    [InlineData("counter-04", "counter", "in-person")]
    public async Task Problem23_CitizenIsHelpedToFile_EverythingShowsWhoDidItAndForWhom(string by, string channel, string kind)
    {
        var filing = new Family().Filing();
        filing["authority"] = Authorities.Authority(kind);
        var code = (string)(await _app.As(by).PostAsync("dossiers", filing)).Is(HttpStatusCode.Accepted).Body["code"]!;
        await _app.SettleAsync();

        var seen = (await _app.As("civil-status-01273").ReadAsync($"dossiers/{code}")).Is(HttpStatusCode.OK).Body;
        Assert.Equal((channel, by), ((string)seen["channel"]!, (string)seen["filedBy"]!));
        Assert.Equal((kind, "12/2026/HD", "2026-08-03", "NV-07"), Authority(seen["authority"]!));

        var first = (await _app.As(by).ReadAsync($"dossiers/{code}/timeline")).Is(HttpStatusCode.OK).Body["events"]![0]!;
        Assert.Equal((by, "applicant"), ((string)first["by"]!, (string)first["onBehalfOf"]!));
        Assert.Contains("12/2026/HD", (string)first["text"]!["en"]!, StringComparison.Ordinal);
        Assert.Contains("thay người yêu cầu", (string)first["text"]!["vi"]!, StringComparison.Ordinal);

        var request = (await _app.As("civil-status-01273").ReadAsync($"dossiers/{code}/steps/birth/request")).Is(HttpStatusCode.OK).Body;
        Assert.Equal(("applicant", by), ((string)request["filedFor"]!["person"]!, (string)request["filedFor"]!["by"]!));
        Assert.Equal((kind, "12/2026/HD", "2026-08-03", "NV-07"), Authority(request["filedFor"]!["authority"]!));

        var withdrawn = (await _app.As(by).PostAsync($"dossiers/{code}/withdrawal", """{"reason":"Nộp nhầm."}""")).Is(HttpStatusCode.OK);
        Assert.True((bool)withdrawn.Body["changed"]!);
        var events = (await _app.As(by).ReadAsync($"dossiers/{code}/timeline")).Body["events"]!.AsArray();
        var last = events.Last(e => ((string)e!["text"]!["en"]!).Contains("withdrew", StringComparison.Ordinal))!;
        Assert.Equal((by, "applicant"), ((string)last["by"]!, (string)last["onBehalfOf"]!));
    }

    [Theory]
    [InlineData("agent-04", null, "2026-08-03", "authority-missing", "/authority")]
    [InlineData("counter-04", null, "2026-08-03", "authority-missing", "/authority")]
    [InlineData("portal", "contract", "2026-08-03", "authority-not-foreseen", "/authority")]
    [InlineData("vneid", "in-person", "2026-08-03", "authority-not-foreseen", "/authority")]
    [InlineData("agent-04", "in-person", "2026-08-03", "authority-kind-wrong", "/authority/kind")]
    [InlineData("counter-04", "contract", "2026-08-03", "authority-kind-wrong", "/authority/kind")]
    [InlineData("agent-04", "contract", "2036-09-08", "date-in-future", "/authority/givenOn")]
    public async Task Problem23_AuthorityMissingOrWrong_IsRefusedWithEveryOtherFault(string by, string? kind, string givenOn, string code, string pointer)
    {
        var filing = new Family().Filing(declaration => declaration["child"]!["birthDate"] = "2019-01-01");
        if (kind is not null)
        {
            filing["authority"] = Authorities.Authority(kind, givenOn);
        }

        var answer = (await _app.As(by).PostAsync("dossiers", filing)).Is(HttpStatusCode.BadRequest);

        Assert.Contains((code, pointer), answer.Faults);
        Assert.Contains(answer.Faults, fault => fault.Pointer.StartsWith("/declaration", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("agent-01")]
    [InlineData("counter-01")]
    public async Task Problem23_CommuneWhereTheRegistryDoesNotLetItFile_IsForbidden(string by) =>
        (await _app.As(by).PostAsync("dossiers", new Family().Filing().On(by))).IsProblem(HttpStatusCode.Forbidden, "outside-jurisdiction");

    private static (string Kind, string Number, string GivenOn, string Officer) Authority(JsonNode authority) =>
        ((string)authority["kind"]!, (string)authority["number"]!, (string)authority["givenOn"]!, (string)authority["officer"]!);
}
