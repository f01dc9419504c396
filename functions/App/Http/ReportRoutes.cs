using System.Security.Cryptography;
using LienThong.App.Access;
using LienThong.App.Audit;
using LienThong.App.Reports;
using LienThong.Procedures.Units;
using LienThong.Reports.Documents;
using LienThong.Reports.Documents.Html;
using LienThong.Reports.Weekly;

namespace LienThong.App.Http;

/// <summary>The weekly reports, in the forms that people and programs read. The country's is for every partner that reads reports; a
/// province's or a commune's for those whose jurisdiction covers it; late dossiers are named in it by code, to agencies those of procedures in
/// which their kind decides a step.</summary>
public sealed class ReportRoutes(ReportShelf shelf, AdministrativeUnits units)
{
    private readonly byte[] _schema = ReadSchema();

    [Function("ListReports")]
    [Needs(Scopes.ReadReports)]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/reports/weekly")] HttpRequest request, CancellationToken cancellation)
    {
        if (!ReportQuery.TryReadScope(request, out var scope, out var fault))
        {
            return Problems.Invalid([fault]);
        }

        if (!Sees(request.HttpContext, scope))
        {
            return Problems.OutsideJurisdiction();
        }

        var reports = await shelf.ListAsync(scope, cancellation);
        return Answers.Ok(new { scope, reports = reports.Select(report => new { report.Week, report.Editions, link = LinkTo(scope, report.Week) }) });
    }

    [Function("ReadLatestReport")]
    [Needs(Scopes.ReadReports)]
    public async Task<IResult> Latest(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/reports/weekly/latest")] HttpRequest request, CancellationToken cancellation)
    {
        if (!ReportQuery.TryRead(request, out var query, out var problem))
        {
            return problem;
        }

        if (!Sees(request.HttpContext, query.Scope))
        {
            return Problems.OutsideJurisdiction();
        }

        return await shelf.ListAsync(query.Scope, cancellation) is [var newest, ..]
            ? await ReadAsync(request.HttpContext, newest.Week, query with { Edition = query.Edition ?? newest.Editions[^1] }, cancellation)
            : Problems.ReportUnknown();
    }

    [Function("ReadReportSchema")]
    [Needs(Scopes.ReadReports)]
    [Unaudited("It says what reports look like, and nothing of any.")]
    public IResult ReadSchema([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/reports/weekly/schema")] HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Results.Bytes(_schema, "application/schema+json");
    }

    [Function("ReadReport")]
    [Needs(Scopes.ReadReports)]
    public async Task<IResult> Read(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/reports/weekly/{week}")] HttpRequest request, string week, CancellationToken cancellation)
    {
        if (!IsoWeek.TryParse(week, out var asked))
        {
            return Problems.WeekBad();
        }

        if (!ReportQuery.TryRead(request, out var query, out var problem))
        {
            return problem;
        }

        if (!Sees(request.HttpContext, query.Scope))
        {
            return Problems.OutsideJurisdiction();
        }

        return await ReadAsync(request.HttpContext, asked, query with { Edition = query.Edition ?? await shelf.LastEditionAsync(query.Scope, asked, cancellation) }, cancellation);
    }

    private async Task<IResult> ReadAsync(HttpContext http, IsoWeek week, ReportQuery query, CancellationToken cancellation)
    {
        var (scope, form, language) = (query.Scope, query.Form, query.Language);
        if (query.Edition is not { } edition || await shelf.ReadAsync(scope, week, edition, form, language, ReaderOf(http, scope), cancellation) is not { } document)
        {
            return Problems.ReportUnknown();
        }

        AuditNote.Of(http).Detail = $"{scope} {week} edition {edition} {form.Name()}";
        var response = http.Response;
        var etag = $"\"{Convert.ToHexStringLower(SHA256.HashData(document.Span))[..32]}\"";
        response.Headers.ETag = etag;
        response.Headers.CacheControl = "private, no-cache";
        response.Headers.Vary = "Accept, Authorization";
        response.Headers.ContentLocation = $"{LinkTo(scope, week)}&edition={edition}&format={form.Name()}{(form == ReportForm.Json ? "" : "&lang=" + language.Tag())}";
        if (http.Request.Headers.IfNoneMatch.Contains(etag))
        {
            return Results.StatusCode(StatusCodes.Status304NotModified);
        }

        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = form == ReportForm.Html ? HtmlReport.SecurityPolicy + "; frame-ancestors 'none'" : "default-src 'none'; sandbox";
        if (form is not ReportForm.Json)
        {
            response.Headers.ContentLanguage = language.Tag();
        }

        if (form is ReportForm.Docx or ReportForm.Xlsx or ReportForm.Csv)
        {
            response.Headers.ContentDisposition = $"attachment; filename=\"lien-thong-{scope}-{week}-{edition}.{language.Tag()}.{form.Name()}\"";
        }

        return Results.Bytes(document, form is ReportForm.Html or ReportForm.Csv ? form.MediaType() + "; charset=utf-8" : form.MediaType());
    }

    private bool Sees(HttpContext http, ReportScope scope) => scope.Unit is not { } unit || AccessMiddleware.CallerOf(http).Covers(unit, units);

    // Who runs the system, and a province's case system, which is told of every dossier there, see all that are late.
    private static string? ReaderOf(HttpContext http, ReportScope scope) =>
        AccessMiddleware.CallerOf(http).Kind is var kind && (scope.IsNational || kind == PartnerKind.Operator || kind == PartnerKind.Province) ? null : kind.Name();

    private static string LinkTo(ReportScope scope, IsoWeek week) => $"/api/v1/reports/weekly/{week}?scope={scope}";

    private static byte[] ReadSchema()
    {
        using var stream = typeof(ReportRoutes).Assembly.GetManifestResourceStream("weekly-report.schema.json")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
