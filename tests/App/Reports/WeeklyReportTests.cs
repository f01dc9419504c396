using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using LienThong.App.OneMachine;
using LienThong.App.Reports;
using LienThong.App.Tests.Harness;
using LienThong.Procedures.Identifiers;
using LienThong.Reports.Documents;
using LienThong.Reports.Weekly;
using LienThong.Storage;
using LienThong.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.App.Tests.Reports;

/// <summary>The report that makes itself, from filing to the published edition.</summary>
public sealed class WeeklyReportTests
{
    private static readonly IsoWeek Week = IsoWeek.Parse("2026-W37");
    private static readonly DateTimeOffset NextMondayAtSeven = new(2026, 9, 14, 7, 0, 0, TimeSpan.FromHours(7));

    [Theory]
    [InlineData("UTC")]
    [InlineData("Asia/Ho_Chi_Minh")]
    public async Task Timer_MondayAtSevenInVietnam_PublishesTheReportOfLastWeek(string zone)
    {
        await using var app = await RunningApp.StartAsync(new RunningAppOptions { Arguments = ["--WEBSITE_TIME_ZONE", zone] });
        var filed = await app.FileAsync(new Family());
        await app.FinishAsync(filed);

        await app.PassUntilAsync(NextMondayAtSeven.AddSeconds(-1));
        Assert.Empty(await EditionsAsync(app, ReportScope.National));
        await app.PassUntilAsync(NextMondayAtSeven.AddMinutes(1));

        var country = await ReadAsync(app, ReportScope.National);
        var group = Assert.Single(country.Groups);
        Assert.Equal((1, false, false), (country.Edition, country.Provisional, country.Empty));
        Assert.Equal((1, 1, 1, 0), (group.Dossiers.Week.Filed, group.Dossiers.Week.Done, group.Dossiers.Cumulative.Done, group.Dossiers.Week.Open));
        Assert.Equal(["birth", "residence", "insurance", "identity"], group.Steps.Select(s => s.Step));
        Assert.All(group.Steps, step => Assert.Equal(1, step.Figures.Week.Done));
        Assert.Equal("04", Assert.Single(group.Units).Unit);
        Assert.Equal(1, country.Trend[^1].Filed);
        Assert.Equal("01273", Assert.Single((await ReadAsync(app, Scope("04"))).Groups[0].Units).Unit);
        Assert.Equal(1, (await ReadAsync(app, Scope("01273"))).Groups[0].Dossiers.Week.Done);
        Assert.True((await ReadAsync(app, Scope("01"))).Empty);

        await app.PassUntilAsync(NextMondayAtSeven.AddDays(1));
        Assert.Equal([1], await EditionsAsync(app, ReportScope.National));
        Assert.Contains(app.Logs.Lines, line => line.Text.Contains("The report of week 2026-W37 is there: edition 1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task MadeAgain_OfEqualFacts_PublishesNothingMore_OfOthersAnotherEditionAndKeepsTheFirst()
    {
        await using var app = await RunningApp.StartAsync();
        await app.FinishAsync(await app.FileAsync(new Family()));
        await app.PassUntilAsync(NextMondayAtSeven.AddMinutes(1));
        var first = await BytesAsync(app, ReportScope.National, 1);

        await MakeAsync(app, Week);
        Assert.Equal([1], await EditionsAsync(app, ReportScope.National));
        Assert.Equal([1], await EditionsAsync(app, Scope("04")));

        await MeasurementTests.SendAsync(app, "source-01", "G15", "late-1", MeasurementTests.Visits("G15", "2026-09-10", 12_000));
        await MakeAsync(app, Week);

        Assert.Equal([1, 2], await EditionsAsync(app, ReportScope.National));
        Assert.Equal([1], await EditionsAsync(app, Scope("04")));
        Assert.Equal(first, await BytesAsync(app, ReportScope.National, 1));
        Assert.Equal(12_000, (await ReadAsync(app, ReportScope.National)).Tables[0].Total.Count);
    }

    [Fact]
    public async Task MadeAgain_AfterTheDossierWentOn_SaysWhatItSaid()
    {
        await using var app = await RunningApp.StartAsync();
        var filed = await app.FileAsync(new Family());
        await app.PassUntilAsync(NextMondayAtSeven.AddMinutes(1));
        await app.FinishAsync(filed);
        await app.CatchUpAsync();
        Assert.Empty(await app.Services.GetRequiredService<IFigureStore>().ReadOpenAsync("04", Week.Sunday.AddDays(1), default).ToListAsync());

        await MakeAsync(app, Week);

        Assert.Equal([1], await EditionsAsync(app, Scope("04")));
        Assert.Single((await ReadAsync(app, Scope("04"))).Late);
    }

    [Fact]
    public async Task MadeAgain_OfFiguresThatAnEarlierReleaseStored_CountsTheDossierAgain()
    {
        await using var app = await RunningApp.StartAsync();
        await app.FileAsync(new Family());
        await app.PassUntilAsync(NextMondayAtSeven.AddMinutes(1));
        var figures = app.Services.GetRequiredService<IFigureStore>();
        var stored = await figures.ReadOpenAsync("04", Week.Sunday, default).SingleAsync();
        var old = JsonNode.Parse(stored.Figures.Span)!.AsObject();
        old.Remove("format");
        foreach (var one in old["cases"]!.AsArray())
        {
            one!["due"] = one["standings"]![0]!["due"]!.DeepClone();
            one.AsObject().Remove("standings");
        }

        await figures.PutAsync([stored with { Figures = JsonSerializer.SerializeToUtf8Bytes(old) }], default);
        await MakeAsync(app, Week);

        Assert.Equal([1], await EditionsAsync(app, Scope("04")));
        Assert.Equal(stored.Figures.ToArray(), (await figures.ReadOpenAsync("04", Week.Sunday, default).SingleAsync()).Figures.ToArray());
    }

    [Fact]
    public async Task OfADossierThatGoesOn_TheNextEditionCountsItOnce()
    {
        await using var app = await RunningApp.StartAsync();
        var filed = await app.FileAsync(new Family());
        (await app.DecideAsync(filed, "birth", Decision.Accept())).Is(HttpStatusCode.OK);
        await app.CatchUpAsync();
        await MakeAsync(app, Week);
        var open = (await ReadAsync(app, ReportScope.National)).Groups[0].Dossiers.Week;

        await app.FinishAsync(filed);
        await app.PassUntilAsync(NextMondayAtSeven.AddMinutes(1));

        var ended = (await ReadAsync(app, ReportScope.National)).Groups[0].Dossiers.Week;
        Assert.Equal((1, 1, 1, 0), (open.Filed, open.Accepted, open.Open, open.Done));
        Assert.Equal((1, 1, 0, 1), (ended.Filed, ended.Accepted, ended.Open, ended.Done));
    }

    [Fact]
    public async Task Make_WeekThatIsNotOver_IsProvisionalUntilMonday()
    {
        await using var app = await RunningApp.StartAsync();
        await MakeAsync(app, Week);
        var provisional = await ReadAsync(app, ReportScope.National);

        await app.PassUntilAsync(NextMondayAtSeven.AddMinutes(1));

        Assert.True(provisional.Provisional);
        Assert.True(provisional.AsOf < Week.End);
        var last = await ReadAsync(app, ReportScope.National);
        Assert.Equal((2, false, Week.End), (last.Edition, last.Provisional, last.AsOf));
        Assert.True(last.Empty);
    }

    [Fact]
    public async Task Commune_WhoseFirstDossierComesLaterInTheWeek_GoesOnFromTheEditionsOfNothing()
    {
        await using var app = await RunningApp.StartAsync();
        await MakeAsync(app, Week);
        var nothing = await BytesAsync(app, Scope("01273"), 1);

        await app.FinishAsync(await app.FileAsync(new Family()));
        await app.PassUntilAsync(NextMondayAtSeven.AddMinutes(1));

        Assert.Equal((true, true), (WeeklyReportJson.Read(nothing).Empty, WeeklyReportJson.Read(nothing).Provisional));
        Assert.Equal([1, 2], await EditionsAsync(app, Scope("01273")));
        Assert.Equal(nothing, await BytesAsync(app, Scope("01273"), 1));
        var report = await ReadAsync(app, Scope("01273"));
        Assert.Equal((2, false, 1), (report.Edition, report.Empty, report.Groups[0].Dossiers.Week.Done));
        Assert.Equal([1, 2], await EditionsAsync(app, Scope("01279")));
        Assert.Equal((2, true, false), await ReadAsync(app, Scope("01279")) is var other ? (other.Edition, other.Empty, other.Provisional) : default);
    }

    [Fact]
    public async Task Timer_AfterAnOutageOverTwoMondays_MakesUpBoth()
    {
        await using var app = await RunningApp.StartAsync();
        await app.PassUntilAsync(NextMondayAtSeven.AddMinutes(1));
        await app.StopAsync();
        app.Clock.AdvanceTo(NextMondayAtSeven.AddDays(15));

        await app.StartAgainAsync();
        await app.PassAsync(TimeSpan.FromMinutes(5));

        var weeks = (await app.Services.GetRequiredService<ReportShelf>().ListAsync(ReportScope.National, default)).Select(r => r.Week.ToString());
        Assert.Equal(["2026-W39", "2026-W38", "2026-W37", "2026-W36"], weeks);
    }

    [Fact]
    public async Task Make_WeekAheadOrNone_IsRefused()
    {
        await using var app = await RunningApp.StartAsync();

        (await app.As("operator").PostAsync("reports/weekly/2026-W38", "{}")).IsProblem(HttpStatusCode.Conflict, "week-ahead");
        (await app.As("operator").PostAsync("reports/weekly/2026-W54", "{}")).IsProblem(HttpStatusCode.BadRequest, "week-bad");
    }

    [Fact]
    public async Task RebuildFacts_AllLost_GivesTheSameBytes()
    {
        await using var app = await RunningApp.StartAsync();
        await app.FinishAsync(await app.FileAsync(new Family()));
        await app.FileAsync(new Family());
        await app.PassUntilAsync(NextMondayAtSeven.AddMinutes(1));
        var before = await FactsAsync(app);

        await app.RestartAsync(() =>
        {
            using (var connection = new SqliteConnection($"Data Source={Path.Combine(app.Folder, "dossiers.db")};Pooling=False"))
            {
                connection.Open();
                using var command = connection.CreateCommand();
                command.CommandText = "DELETE FROM facts; DELETE FROM figures; DELETE FROM figure_days; DELETE FROM changed_days";
                Assert.True(command.ExecuteNonQuery() > 3);
            }

            using var output = new StringWriter();
            Commands.Run(["rebuild-facts", "--data", app.Folder], output, TextWriter.Null, out var code);
            Assert.Equal(0, code);
            Assert.StartsWith("2 dossiers are counted, on ", output.ToString(), StringComparison.Ordinal);
            return Task.CompletedTask;
        });

        Assert.NotEmpty(before);
        Assert.Equal(before, await FactsAsync(app));
        await MakeAsync(app, Week);
        Assert.Equal([1], await EditionsAsync(app, ReportScope.National));
    }

    [Theory]
    [InlineData("rebuild-facts", "1 dossiers are counted, on ", "1 dossiers could not be counted; their figures stay as they were.")]
    [InlineData("rebuild-aliases", "1 dossiers are found under all their numbers.", "1 dossiers could not be read; they are found as before.")]
    public async Task Rebuild_LawOfADossierGone_NamesItAndGoesOnWithTheOthers(string command, string said, string unsaid)
    {
        await using var app = await RunningApp.StartAsync();
        await app.FinishAsync(await app.FileAsync(new Family()));
        await app.PassUntilAsync(NextMondayAtSeven.AddMinutes(1));
        var before = await FactsAsync(app);
        DossierCode orphan = default;

        await app.RestartAsync(async () =>
        {
            await using (var storage = SqliteStorage.Open(app.Folder, app.Clock))
            {
                var dossier = (await storage.Dossiers.ReadChangesAsync(null, 1, default)).Items[0].Value;
                orphan = DossierCode.For(AgencyIdentifier.Parse("G22.99.08"), new DateOnly(2026, 9, 7), 7_000_000);
                await storage.Dossiers.TryCreateAsync(dossier with { Code = orphan, LawVersion = "gone" }, default);
            }

            using var output = new StringWriter();
            using var errors = new StringWriter();
            Commands.Run([command, "--data", app.Folder], output, errors, out var code);
            Assert.Equal(1, code);
            Assert.StartsWith(said, output.ToString(), StringComparison.Ordinal);
            Assert.Equal(
                [$"{orphan}: Procedure 3.000722 has no version 'gone'.", unsaid],
                errors.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
        });

        Assert.Equal(before, await FactsAsync(app));
    }

    [Fact]
    public async Task LateDossier_OpenPastItsLimit_IsNamedByCodeToItsProvinceOnly()
    {
        await using var app = await RunningApp.StartAsync();
        var filed = await app.FileAsync(new Family());
        await app.PassUntilAsync(NextMondayAtSeven.AddMinutes(1));

        var late = Assert.Single((await ReadAsync(app, Scope("04"))).Late);
        Assert.Equal((filed.Code, "birth", "01273", null), (late.Code, late.Step, late.Commune, late.EndedAt));
        Assert.True(late.Hours > 24);
        Assert.Single((await ReadAsync(app, Scope("01273"))).Late);
        Assert.Empty((await ReadAsync(app, ReportScope.National)).Late);
        Assert.Equal(1, (await ReadAsync(app, ReportScope.National)).Groups[0].Steps[0].Figures.Week.OpenLate);
    }

    internal static async Task MakeAsync(RunningApp app, IsoWeek week)
    {
        (await app.As("operator").PostAsync($"reports/weekly/{week}", "{}")).Is(HttpStatusCode.Accepted);
        await app.CatchUpAsync();
    }

    internal static async Task<WeeklyReport> ReadAsync(RunningApp app, ReportScope scope) =>
        WeeklyReportJson.Read((await BytesAsync(app, scope, (await EditionsAsync(app, scope))[^1])).AsSpan());

    internal static ReportScope Scope(string unit) => ReportScope.TryParse(unit, out var scope) ? scope : throw new ArgumentException(unit);

    private static async Task<byte[]> BytesAsync(RunningApp app, ReportScope scope, int edition) => (await app.Services.GetRequiredService<ReportShelf>()
        .ReadAsync(scope, Week, edition, ReportForm.Json, ReportLanguage.Vietnamese, null, default))!.Value.ToArray();

    private static async Task<IReadOnlyList<int>> EditionsAsync(RunningApp app, ReportScope scope) =>
        (await app.Services.GetRequiredService<ReportShelf>().ListAsync(scope, default)).Where(r => r.Week == Week).SelectMany(r => r.Editions).ToList();

    private static async Task<List<string>> FactsAsync(RunningApp app)
    {
        List<string> facts = [];
        foreach (var province in new[] { "01", "04" })
        {
            await foreach (var day in app.Services.GetRequiredService<IFactStore>().ReadRangeAsync($"facts:{province}", "2026-01-01", "2026-12-31", default))
            {
                facts.Add($"{province} {day.Key} {System.Text.Encoding.UTF8.GetString(day.Content.Span)}");
            }
        }

        return facts;
    }
}
