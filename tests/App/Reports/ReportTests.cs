using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using LienThong.App.Reports;
using LienThong.App.Tests.Harness;
using LienThong.Procedures.Faults;
using LienThong.Procedures.Identifiers;
using LienThong.Reports.Documents;
using LienThong.Reports.Documents.Html;
using LienThong.Reports.Weekly;
using LienThong.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.App.Tests.Reports;

/// <summary>Published reports, as they are read.</summary>
public sealed class ReportTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private const string Week = "reports/weekly/2026-W35";

    private readonly RunningApp _app = shared.App;

    [Theory]
    [InlineData("html", "text/html; charset=utf-8")]
    [InlineData("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")]
    [InlineData("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [InlineData("csv", "text/csv; charset=utf-8")]
    [InlineData("json", "application/json")]
    public async Task Read_EachForm_ComesByNameAndByMediaType(string format, string type)
    {
        await PublishAsync(ReportScope.National, 35);

        var named = (await _app.As("operator").ReadAsync($"{Week}?format={format}")).Is(HttpStatusCode.OK);
        var accepted = (await _app.As("operator").ReadAsync(Week, ("Accept", type.Split(';')[0]))).Is(HttpStatusCode.OK);

        Assert.Equal(type, named.ContentHeaders.ContentType!.ToString());
        Assert.Equal(named.Bytes, accepted.Bytes);
        Assert.Equal(named.ETag, accepted.ETag);
        Assert.Equal(format is "docx" or "xlsx" or "csv", named.ContentHeaders.ContentDisposition?.DispositionType == "attachment");
        Assert.Equal("nosniff", named.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal(
            format == "html" ? HtmlReport.SecurityPolicy + "; frame-ancestors 'none'" : "default-src 'none'; sandbox",
            named.Headers.GetValues("Content-Security-Policy").Single());
    }

    [Theory]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html")]
    [InlineData("*/*", "application/json")]
    [InlineData("text/*", "text/html")]
    [InlineData("text/csv;q=0.5, application/json;q=0.4", "text/csv")]
    [InlineData("application/json;q=0, */*;q=0.1", "text/html")]
    [InlineData("image/png, text/csv;q=0.1", "text/csv")]
    public async Task Read_AcceptOfSeveral_GetsWhatIsLikedBest(string accept, string type)
    {
        await PublishAsync(ReportScope.National, 35);

        Assert.Equal(type, (await _app.As("operator").ReadAsync(Week, ("Accept", accept))).Is(HttpStatusCode.OK).ContentHeaders.ContentType!.MediaType);
    }

    [Fact]
    public async Task Read_AcceptOfNothingThatIsOffered_SaysWhatIs()
    {
        await PublishAsync(ReportScope.National, 35);

        (await _app.As("operator").ReadAsync(Week, ("Accept", "image/png"))).IsProblem(HttpStatusCode.NotAcceptable, "report-form-not-offered");
    }

    [Fact]
    public async Task Read_LangEn_IsEnglishAndWithoutItVietnamese()
    {
        await PublishAsync(ReportScope.National, 35);

        var (vi, en) = (await _app.As("operator").ReadAsync(Week + "?format=html"), await _app.As("operator").ReadAsync(Week + "?format=html&lang=en"));

        Assert.Contains("<html lang=\"vi\">", vi.Text, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\">", en.Text, StringComparison.Ordinal);
        Assert.Equal(["vi", "en"], [vi.ContentHeaders.ContentLanguage.Single(), en.ContentHeaders.ContentLanguage.Single()]);
        Assert.NotEqual(vi.ETag, en.ETag);
    }

    [Fact]
    public async Task Read_EtagThatIsKnown_GetsNothingNew()
    {
        await PublishAsync(ReportScope.National, 35);
        var first = (await _app.As("operator").ReadAsync(Week + "?format=docx")).Is(HttpStatusCode.OK);

        var again = await _app.As("operator").ReadAsync(Week + "?format=docx", ("If-None-Match", first.ETag!));

        Assert.Equal((HttpStatusCode.NotModified, 0, first.ETag), (again.Status, again.Bytes.Length, again.ETag));
        (await _app.As("operator").ReadAsync(Week + "?format=xlsx", ("If-None-Match", first.ETag!))).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Read_DocumentThatWasGivenOut_StaysAsItWas()
    {
        await PublishAsync(ReportScope.National, 33);

        // As another release printed it.
        var printed = Encoding.UTF8.GetBytes("<!DOCTYPE html>printed long ago");
        Assert.True(await Store.TryAddAsync(ReportNames.Of(ReportScope.National, new IsoWeek(2026, 33), 1, ReportForm.Html, ReportLanguage.Vietnamese), printed, default));

        Assert.Equal(printed, (await _app.As("operator").ReadAsync("reports/weekly/2026-W33?format=html")).Is(HttpStatusCode.OK).Bytes);
        var first = (await _app.As("operator").ReadAsync("reports/weekly/2026-W33?format=docx")).Is(HttpStatusCode.OK).Bytes;
        Assert.Equal(first, (await Store.ReadAsync("national/2026-w33/1.vi.docx", default))!.Value.ToArray());
    }

    [Fact]
    public async Task Read_CorrectedReport_IsTheLastEditionAndEarlierOnesAreKept()
    {
        var scope = ReportScope.Of(ProvinceCode.Parse("04"));
        await PublishAsync(scope, 34);
        await PublishAsync(scope, 34, edition: 2);
        await PublishAsync(scope, 34, edition: 10);
        await PublishAsync(scope, 31);

        Assert.Equal(10, (int)(await _app.As("province-04").ReadAsync("reports/weekly/2026-W34?scope=04")).Is(HttpStatusCode.OK).Body["edition"]!);
        Assert.Equal(1, (int)(await _app.As("province-04").ReadAsync("reports/weekly/2026-W34?scope=04&edition=1")).Is(HttpStatusCode.OK).Body["edition"]!);
        (await _app.As("province-04").ReadAsync("reports/weekly/2026-W34?scope=04&edition=3")).IsProblem(HttpStatusCode.NotFound, "report-unknown");
        var latest = (await _app.As("province-04").ReadAsync("reports/weekly/latest?scope=04")).Is(HttpStatusCode.OK);
        Assert.Equal(("2026-W34", 10), ((string)latest.Body["week"]!, (int)latest.Body["edition"]!));
        Assert.Equal("/api/v1/reports/weekly/2026-W34?scope=04&edition=10&format=json", latest.ContentHeaders.ContentLocation!.ToString());

        var list = (await _app.As("province-04").ReadAsync("reports/weekly?scope=04")).Is(HttpStatusCode.OK).Body;
        Assert.Equal(
            """[{"week":"2026-W34","editions":[1,2,10],"link":"/api/v1/reports/weekly/2026-W34?scope=04"},{"week":"2026-W31","editions":[1],"link":"/api/v1/reports/weekly/2026-W31?scope=04"}]""",
            list["reports"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    [Theory]
    [InlineData("province-04", "04", true)]
    [InlineData("province-04", "01273", true)]
    [InlineData("province-04", "national", true)]
    [InlineData("province-04", "01", false)]
    [InlineData("province-04", "00004", false)]
    [InlineData("insurance-04", "04", true)]
    [InlineData("civil-status-01273", "01273", true)]
    [InlineData("civil-status-01273", "national", true)]
    [InlineData("civil-status-01273", "04", false)]
    [InlineData("civil-status-01273", "01279", false)]
    [InlineData("operator", "00004", true)]
    [InlineData("operator-01", "04", false)]
    public async Task Read_ReportOfAUnit_IsForThoseWhoseAreaItIs(string partner, string scope, bool may)
    {
        foreach (var path in (string[])[$"{Week}?scope={scope}", $"reports/weekly?scope={scope}", $"reports/weekly/latest?scope={scope}"])
        {
            var answer = await _app.As(partner).ReadAsync(path);
            Assert.Equal(may, answer.Status != HttpStatusCode.Forbidden);
            if (!may)
            {
                answer.IsProblem(HttpStatusCode.Forbidden, "outside-jurisdiction");
            }
        }
    }

    [Theory]
    [InlineData("operator", 3, 0)]
    [InlineData("province-01", 3, 0)]
    [InlineData("police-00004", 2, 1)]
    [InlineData("insurance-01", 2, 1)]
    [InlineData("identity-01", 1, 2)]
    public async Task Read_LateDossiers_AreThoseOfProceduresInWhichTheReaderDecides(string partner, int listed, int withheld)
    {
        var scope = partner == "police-00004" ? "00004" : "01";
        await PublishAsync(WeeklyReportTests.Scope(scope), 32, late: ["3.000722", "2.002913", "1.001456"]);

        var data = (await _app.As(partner).ReadAsync($"reports/weekly/2026-W32?scope={scope}")).Is(HttpStatusCode.OK);
        var page = (await _app.As(partner).ReadAsync($"reports/weekly/2026-W32?scope={scope}&format=html&lang=en")).Is(HttpStatusCode.OK);
        var again = (await _app.As(partner).ReadAsync($"reports/weekly/2026-W32?scope={scope}&format=html&lang=en")).Is(HttpStatusCode.OK);

        Assert.Equal((listed, withheld), (data.Body["late"]!.AsArray().Count, (int?)data.Body["lateWithheld"] ?? 0));
        Assert.Equal(listed, page.Text.Split("G22.99.08-260803-").Length - 1);
        Assert.Equal(withheld > 0, page.Text.Contains($"{withheld} late dossiers are not listed", StringComparison.Ordinal));
        Assert.Equal(page.Bytes, again.Bytes);
        var whole = (await _app.As("operator").ReadAsync($"reports/weekly/2026-W32?scope={scope}&format=html&lang=en")).Is(HttpStatusCode.OK);
        Assert.Equal(withheld == 0, whole.ETag == page.ETag);
        Assert.Equal([1], (await _app.Services.GetRequiredService<ReportShelf>().ListAsync(WeeklyReportTests.Scope(scope), default)).Single(week => week.Week.Number == 32).Editions);
    }

    [Fact]
    public async Task Read_CommuneOfWhichNothingWasCounted_GetsTheReportThatSaysSo()
    {
        await PublishAsync(WeeklyReportTests.Scope("01"), 29);
        await PublishAsync(WeeklyReportTests.Scope("01"), 30);
        await PublishAsync(WeeklyReportTests.Scope("01"), 30, edition: 2);

        var report = (await _app.As("operator").ReadAsync("reports/weekly/2026-W30?scope=00376")).Is(HttpStatusCode.OK);
        var read = WeeklyReportJson.Read(report.Bytes);
        Assert.Equal(("00376", "Xã Sóc Sơn", 2, true, false), (read.Scope.ToString(), read.ScopeName.Vi, read.Edition, read.Empty, read.Provisional));
        Assert.Equal((new IsoWeek(2026, 30), new IsoWeek(2026, 30).End), (read.Week, read.AsOf));
        Assert.Equal(1, (int)(await _app.As("operator").ReadAsync("reports/weekly/2026-W30?scope=00376&edition=1")).Is(HttpStatusCode.OK).Body["edition"]!);
        (await _app.As("operator").ReadAsync("reports/weekly/2026-W30?scope=00376&edition=3")).IsProblem(HttpStatusCode.NotFound, "report-unknown");
        foreach (var form in ReportForms.All)
        {
            (await _app.As("operator").ReadAsync($"reports/weekly/2026-W30?scope=00376&format={form.Name()}")).Is(HttpStatusCode.OK);
        }

        Assert.Contains("không có hồ sơ nào được nộp", (await _app.As("operator").ReadAsync("reports/weekly/2026-W30?scope=00376&format=html")).Text, StringComparison.Ordinal);
        var weeks = (await _app.As("operator").ReadAsync("reports/weekly?scope=00376")).Is(HttpStatusCode.OK).Body["reports"]!.AsArray();
        Assert.Equal("[1,2]", weeks.Single(week => (string)week!["week"]! == "2026-W30")!["editions"]!.ToJsonString());
        (await _app.As("operator").ReadAsync("reports/weekly/latest?scope=00376")).Is(HttpStatusCode.OK);
        Assert.Null(await Store.ReadAsync("00376/2026-w30/2.json", default));
    }

    [Theory]
    [InlineData("2026-W30", "99999")]
    [InlineData("2025-W20", "00376")]
    [InlineData("2026-W28", "00376")]
    public async Task Read_CommuneThatDidNotStandOrHasNoProvincesReport_IsUnknown(string week, string commune)
    {
        await PublishAsync(WeeklyReportTests.Scope("01"), 30);
        await PublishAsync(Sample(WeeklyReportTests.Scope("01"), IsoWeek.Parse("2025-W20"), 1));

        (await _app.As("operator").ReadAsync($"reports/weekly/{week}?scope={commune}")).IsProblem(HttpStatusCode.NotFound, "report-unknown");
    }

    [Theory]
    [InlineData("reports/weekly/2026-W54", "week-bad", "/week")]
    [InlineData("reports/weekly/2026-w35", "week-bad", "/week")]
    [InlineData("reports/weekly/last", "week-bad", "/week")]
    [InlineData(Week + "?scope=hanoi", "scope-unknown", "/scope")]
    [InlineData(Week + "?scope=", "scope-unknown", "/scope")]
    [InlineData(Week + "?edition=0", "edition-bad", "/edition")]
    [InlineData(Week + "?edition=-1", "edition-bad", "/edition")]
    [InlineData(Week + "?edition=x", "edition-bad", "/edition")]
    [InlineData(Week + "?lang=fr", "lang-unknown", "/lang")]
    [InlineData(Week + "?format=pdf", "format-unknown", "/format")]
    [InlineData("reports/weekly?scope=9", "scope-unknown", "/scope")]
    public async Task Read_BadQuestion_NamesTheFault(string path, string code, string pointer) =>
        Assert.Equal([(code, pointer)], (await _app.As("operator").ReadAsync(path)).IsProblem(HttpStatusCode.BadRequest, code).Faults);

    [Fact]
    public async Task Read_SeveralFaults_AreNamedAtOnce() =>
        Assert.Equal(
            ["scope-unknown", "edition-bad", "lang-unknown", "format-unknown"],
            (await _app.As("operator").ReadAsync(Week + "?scope=x&edition=x&lang=x&format=x")).IsProblem(HttpStatusCode.BadRequest, "request-invalid").Faults.Select(f => f.Code));

    [Fact]
    public async Task Read_WeekOfWhichThereIsNone_IsUnknown()
    {
        (await _app.As("operator").ReadAsync("reports/weekly/2025-W01")).IsProblem(HttpStatusCode.NotFound, "report-unknown");
        (await _app.As("operator").ReadAsync("reports/weekly/latest?scope=99")).IsProblem(HttpStatusCode.NotFound, "report-unknown");
    }

    [Fact]
    public async Task ReadSchema_AsPublished_IsServed()
    {
        var answer = (await _app.As("operator").ReadAsync("reports/weekly/schema")).Is(HttpStatusCode.OK);

        Assert.Equal("application/schema+json", answer.ContentHeaders.ContentType!.MediaType);
        Assert.Equal("urn:lien-thong:weekly-report", (string)answer.Body["$id"]!);
    }

    private IReportStore Store => _app.Services.GetRequiredService<IReportStore>();

    // Tests share an app: whoever is first publishes.
    private Task<bool> PublishAsync(ReportScope scope, int week, int edition = 1, params string[] late) => PublishAsync(Sample(scope, new IsoWeek(2026, week), edition) with
    {
        Late =
        [
            .. late.Select((procedure, i) => new LateDossier(
                $"G22.99.08-260803-000000{i}", procedure, "00004", null, new DateTimeOffset(2026, 8, 4, 10, 0, 0, TimeSpan.Zero), null, 8)),
        ],
    });

    private Task<bool> PublishAsync(WeeklyReport report) =>
        Store.TryAddAsync(ReportNames.Of(report.Scope, report.Week, report.Edition), WeeklyReportJson.Write(report), default);

    private static WeeklyReport Sample(ReportScope scope, IsoWeek week, int edition) => new()
    {
        Week = week,
        Period = new(week.Monday, week.Sunday),
        Cumulative = new(new DateOnly(week.Year, 1, 1), week.Sunday),
        Scope = scope,
        ScopeName = new Localized("Nơi thử", "A place"),
        Edition = edition,
        Provisional = false,
        Empty = true,
        AsOf = week.End,
        Sources = new(0, 0, []),
        Tables = [],
        Groups = [],
        Common = new(new(default, default), new(default, default), new(default, default), [], 8),
        Index = [],
        Trend = [new(week, 0, 0, default, null)],
        Late = [],
    };
}
