using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using LienThong.App.Tests.Harness;
using LienThong.Reports.Weekly;

namespace LienThong.App.Tests.Reports;

/// <summary>What portals and one-stop systems send, and what the report says of those that do not.</summary>
public sealed class MeasurementTests
{
    private static readonly IsoWeek Week = IsoWeek.Parse("2026-W37");

    [Fact]
    public async Task Send_NewBatch_IsTakenInAndOnceMoreChangesNothing()
    {
        await using var app = await RunningApp.StartAsync();

        var first = await SendAsync(app, "source-01", "G15", "a", Visits("G15", "2026-09-07", 100));
        first.Is(HttpStatusCode.Created);
        await app.PassAsync(TimeSpan.FromHours(30));
        var again = await SendAsync(app, "source-01", "G15", "a", measuredAt: RunningApp.Monday, Visits("G15", "2026-09-07", 100));

        again.Is(HttpStatusCode.OK);
        Assert.Equal(first.Body!.ToJsonString(), again.Body!.ToJsonString());
        Assert.Equal(100, (await MadeAsync(app)).Tables[0].Total.Count);
    }

    [Fact]
    public async Task Send_BatchIdWithOtherContent_IsRefusedAndChangesNothing()
    {
        await using var app = await RunningApp.StartAsync();
        await SendAsync(app, "source-01", "G15", "a", Visits("G15", "2026-09-07", 100));

        (await SendAsync(app, "source-01", "G15", "a", Visits("G15", "2026-09-07", 101))).IsProblem(HttpStatusCode.Conflict, "batch-contradicts");

        Assert.Equal(100, (await MadeAsync(app)).Tables[0].Total.Count);
    }

    [Fact]
    public async Task Send_SomeRowsBad_KeepsTheOthersAndNamesTheBadOnesByNumber()
    {
        await using var app = await RunningApp.StartAsync();

        var answer = await SendAsync(app, "source-01", "G15", "a", Visits("G15", "2026-09-07", 100), Visits("G16", "2026-09-07", 5), Visits("G15", "2026-09-09", 5));

        answer.Is(HttpStatusCode.Created);
        Assert.Equal(1, (int?)answer.Body!["accepted"]);
        Assert.Equal(
            [(1, "measurement-agency-of-another"), (2, "measurement-day-in-future")],
            answer.Body["refused"]!.AsArray().Select(r => ((int)r!["row"]!, (string)r["faults"]![0]!["code"]!)));
        Assert.Equal(100, (await MadeAsync(app)).Tables[0].Total.Count);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("\"G15\"")]
    [InlineData("[]")]
    [InlineData("""{"agency":"\\ud800","day":"2026-09-07","visits":5}""")]
    public async Task Send_RowThatIsNone_KeepsTheOthersAndNamesItByNumber(string none)
    {
        await using var app = await RunningApp.StartAsync();
        var batch = Batch("G15", "a", app.Now, app.Now, Visits("G15", "2026-09-07", 100)).ToJsonString();

        var answer = await app.As("source-01").PostAsync("measurements", batch.Replace("}]", "}," + none + "]", StringComparison.Ordinal));

        Assert.Equal(1, (int?)answer.Is(HttpStatusCode.Created).Body!["accepted"]);
        Assert.Equal(1, (int?)Assert.Single(answer.Body["refused"]!.AsArray())!["row"]);
    }

    [Fact]
    public async Task Send_MoreRowsThanADayHas_KeepsTheFirstAndNamesTheOthers()
    {
        await using var app = await RunningApp.StartAsync();
        var rows = Enumerable.Range(0, 3_200).Select(Largest).ToArray();
        var id = new string('b', 64);

        var answer = await SendAsync(app, "source-01", "G15", id, measuredAt: RunningApp.Monday, rows);
        var again = await SendAsync(app, "source-01", "G15", id, measuredAt: RunningApp.Monday, rows);
        var another = await SendAsync(app, "source-01", "G15", "another", Largest(5), Largest(9_999));

        Assert.Equal(3_000, (int?)answer.Is(HttpStatusCode.Created).Body!["accepted"]);
        Assert.Equal(Enumerable.Range(3_000, 200), answer.Body["refused"]!.AsArray().Select(r => (int)r!["row"]!));
        Assert.All(answer.Body["refused"]!.AsArray(), r => Assert.Equal("measurement-day-full", (string)r!["faults"]![0]!["code"]!));
        Assert.Equal(answer.Body.ToJsonString(), again.Is(HttpStatusCode.OK).Body!.ToJsonString());
        Assert.Equal([1], another.Is(HttpStatusCode.Created).Body!["refused"]!.AsArray().Select(r => (int)r!["row"]!));

        static JsonObject Largest(int number) => new()
        {
            ["agency"] = "G15", ["day"] = "2026-09-07", ["service"] = $"1.{number:D6}", ["level"] = "partial", ["online"] = 10_000_000, ["counter"] = 10_000_000,
            ["post"] = 10_000_000, ["resolved"] = 10_000_000, ["handledOnline"] = 10_000_000, ["feeDue"] = 10_000_000, ["feePaidOnline"] = 10_000_000,
        };
    }

    [Fact]
    public async Task Send_ForAnotherSource_IsForbidden()
    {
        await using var app = await RunningApp.StartAsync();

        (await SendAsync(app, "source-04", "G15", "a", Visits("G15", "2026-09-07", 100))).IsProblem(HttpStatusCode.Forbidden, "wrong-source");
    }

    [Fact]
    public async Task Send_MoreRowsThanItMayBe_IsRefusedWhole()
    {
        await using var app = await RunningApp.StartAsync();
        var rows = Enumerable.Range(0, 10_001).Select(_ => Visits("G15", "2026-09-07", 1)).ToArray();

        (await SendAsync(app, "source-01", "G15", "a", rows)).IsProblem(HttpStatusCode.BadRequest, "list-too-long");
        (await SendAsync(app, "source-01", "G15", "a", rows[..10_000])).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Send_ClockADayOff_IsRefusedAndNamedInTheReport()
    {
        await using var app = await RunningApp.StartAsync();
        var batch = Batch("G15", "a", RunningApp.Monday.AddDays(1), RunningApp.Monday.AddDays(1), Visits("G15", "2026-09-07", 100));

        (await app.As("source-01").PostAsync("measurements", batch.ToJsonString())).IsProblem(HttpStatusCode.UnprocessableEntity, "source-clock-off");

        var wanting = Assert.Single((await MadeAsync(app)).Sources.Wanting, s => s.Source == "G15");
        Assert.Equal(SourceFault.ClockOff, wanting.Fault);
        Assert.Equal(RunningApp.Monday, wanting.LastContact);
    }

    [Fact]
    public async Task Report_SourcesThatAreLateOrSilent_AreNamedWithTheirMissingDays()
    {
        await using var app = await RunningApp.StartAsync();
        for (var day = 7; day <= 13; day++)
        {
            await app.PassUntilAsync(new DateTimeOffset(2026, 9, day, 22, 0, 0, TimeSpan.FromHours(7)));
            await SendAsync(app, "source-01", "01", $"01-{day}", Visits("01", $"2026-09-{day:00}", 10));
            if (day < 9)
            {
                await SendAsync(app, "source-01", "G15", $"g15-{day}", Visits("G15", $"2026-09-{day:00}", 10));
            }
        }

        await app.PassUntilAsync(new DateTimeOffset(2026, 9, 14, 7, 1, 0, TimeSpan.FromHours(7)));

        var sources = (await WeeklyReportTests.ReadAsync(app, ReportScope.National)).Sources;
        Assert.Equal((51, 1), (sources.Expected, sources.Complete));
        var late = Assert.Single(sources.Wanting, s => s.Source == "G15");
        Assert.Equal((SourceFault.Late, 5), (late.Fault, late.MissingDays.Count));
        Assert.Equal(new DateTimeOffset(2026, 9, 8, 22, 0, 0, TimeSpan.FromHours(7)), late.LastContact);
        Assert.All(sources.Wanting.Where(s => s.Source != "G15"), s => Assert.Equal((SourceFault.Silent, 7, null), (s.Fault, s.MissingDays.Count, s.LastContact)));
    }

    /// <summary>Sends a batch as a source whose clock is right, measured now.</summary>
    internal static Task<Answer> SendAsync(RunningApp app, string partner, string source, string batch, params JsonObject[] rows) =>
        SendAsync(app, partner, source, batch, app.Now, rows);

    internal static Task<Answer> SendAsync(RunningApp app, string partner, string source, string batch, DateTimeOffset measuredAt, params JsonObject[] rows) =>
        app.As(partner).PostAsync("measurements", Batch(source, batch, measuredAt, app.Now, rows).ToJsonString());

    internal static JsonObject Visits(string agency, string day, long visits) => new() { ["agency"] = agency, ["day"] = day, ["visits"] = visits };

    private static JsonObject Batch(string source, string batch, DateTimeOffset measuredAt, DateTimeOffset sentAt, params JsonObject[] rows) => new()
    {
        ["source"] = source,
        ["batch"] = batch,
        ["measuredAt"] = measuredAt.ToString("O", CultureInfo.InvariantCulture),
        ["sentAt"] = sentAt.ToString("O", CultureInfo.InvariantCulture),
        ["rows"] = new JsonArray([.. rows.Select(row => row.DeepClone())]),
    };

    private static async Task<WeeklyReport> MadeAsync(RunningApp app)
    {
        await WeeklyReportTests.MakeAsync(app, Week);
        return await WeeklyReportTests.ReadAsync(app, ReportScope.National);
    }
}
