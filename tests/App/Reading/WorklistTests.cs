using System.Net;
using System.Text.Json.Nodes;
using LienThong.App.Tests.Harness;

namespace LienThong.App.Tests.Reading;

/// <summary>Worklists page by page, filtered, and only of one's own agency.</summary>
public sealed class WorklistTests : IAsyncLifetime
{
    private const string Path = "agencies/civil-status-01273/worklist";

    private RunningApp _app = null!;

    public async Task InitializeAsync() => _app = await RunningApp.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Pages_SevenEntriesByThree_HoldEachOnce()
    {
        List<string> codes = [];
        for (var i = 0; i < 7; i++)
        {
            codes.Add((await _app.FileAsync(new Family())).Code);
        }

        await _app.CatchUpAsync();
        var first = (await _app.As("civil-status-01273").ReadAsync(Path + "?pageSize=3")).Is(HttpStatusCode.OK).Body;
        Assert.Equal(("civil-status-01273", 3), ((string)first["agency"]!, first["items"]!.AsArray().Count));

        // One that is decided between two pages does not disturb those to come.
        var decided = (string)first["items"]![0]!["dossier"]!;
        (await _app.As("civil-status-01273").PostAsync($"dossiers/{decided}/steps/birth/decisions", Decision.Done("birth"))).Is(HttpStatusCode.OK);
        await _app.CatchUpAsync();
        var rest = await _app.ListAsync("civil-status-01273", Path + "?pageSize=3", (string)first["continuation"]!);

        Assert.Equal(codes.Order(StringComparer.Ordinal), first["items"]!.AsArray().Select(i => (string)i!["dossier"]!).Concat(rest.Select(Dossier)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Filters_StatusAndOverdue_ShowWhatIsAskedFor()
    {
        var (asked, accepted, waiting) = (await _app.FileAsync(new Family()), await _app.FileAsync(new Family()), await _app.FileAsync(new Family()));
        (await _app.DecideAsync(accepted, "birth", Decision.Accept())).Is(HttpStatusCode.OK);
        (await _app.DecideAsync(waiting, "birth", Decision.Supplement())).Is(HttpStatusCode.OK);
        await _app.CatchUpAsync();

        Assert.Equal([asked.Code], await CodesAsync("?status=Requested"));
        Assert.Equal([accepted.Code], await CodesAsync("?status=Accepted"));
        Assert.Equal([waiting.Code], await CodesAsync("?status=SupplementAwaited"));
        Assert.Empty(await CodesAsync("?status=Done"));
        Assert.Empty(await CodesAsync("?overdue=true"));

        await _app.PassUntilAsync(new(2026, 9, 7, 17, 1, 0, TimeSpan.FromHours(7)));
        Assert.Equal(((string[])[asked.Code, accepted.Code]).Order(StringComparer.Ordinal), (await CodesAsync("?overdue=true")).Order(StringComparer.Ordinal));
        Assert.Equal([accepted.Code], await CodesAsync("?overdue=true&status=Accepted"));
    }

    [Theory]
    [InlineData("pageSize=0", "page-size-bad", "/pageSize")]
    [InlineData("pageSize=201", "page-size-bad", "/pageSize")]
    [InlineData("pageSize=-5", "page-size-bad", "/pageSize")]
    [InlineData("pageSize=many", "page-size-bad", "/pageSize")]
    [InlineData("pageSize=", "page-size-bad", "/pageSize")]
    [InlineData("status=Lost", "status-unknown", "/status")]
    [InlineData("status=requested", "status-unknown", "/status")]
    [InlineData("continuation=abc", "continuation-bad", "/continuation")]
    [InlineData("continuation=%00%FF", "continuation-bad", "/continuation")]
    [InlineData("continuation=", "continuation-bad", "/continuation")]
    [InlineData("continuation=LTEKeAp5", "continuation-bad", "/continuation")]
    public async Task Query_Bad_NamesTheFault(string query, string code, string pointer)
    {
        Assert.Equal([(code, pointer)], (await _app.As("civil-status-01273").ReadAsync($"{Path}?{query}")).IsProblem(HttpStatusCode.BadRequest, code).Faults);
        Assert.Equal([(code, pointer)], (await _app.As("operator").ReadAsync($"attention?{query}")).IsProblem(HttpStatusCode.BadRequest, code).Faults);
    }

    [Fact]
    public async Task Query_TwoFaults_AreNamedAtOnce() =>
        Assert.Equal(2, (await _app.As("civil-status-01273").ReadAsync($"{Path}?pageSize=0&status=Lost")).IsProblem(HttpStatusCode.BadRequest, "request-invalid").Faults.Count);

    [Theory]
    [InlineData("civil-status-01279", HttpStatusCode.Forbidden)]
    [InlineData("police-01273", HttpStatusCode.Forbidden)]
    [InlineData("civil-status-99999", HttpStatusCode.Forbidden)]
    [InlineData("operator", HttpStatusCode.NotFound)]
    [InlineData("civil-status", HttpStatusCode.NotFound)]
    public async Task Worklist_OfAnotherAgency_IsNotShown(string agency, HttpStatusCode expected) =>
        (await _app.As("civil-status-01273").ReadAsync($"agencies/{agency}/worklist")).Is(expected);

    [Fact]
    public async Task Entry_HoldsNothingPersonal()
    {
        var filed = await _app.FileAsync(new Family());
        await _app.CatchUpAsync();

        var text = (await _app.As("civil-status-01273").ReadAsync(Path)).Text;

        Assert.Contains(filed.Code, text, StringComparison.Ordinal);
        Assert.All(filed.Family.PersonalData, datum => Assert.DoesNotContain(datum, text, StringComparison.Ordinal));
    }

    private static string Dossier(JsonObject item) => (string)item["dossier"]!;

    private async Task<IReadOnlyList<string>> CodesAsync(string query) => [.. (await _app.ListAsync("civil-status-01273", Path + query)).Select(Dossier)];
}
