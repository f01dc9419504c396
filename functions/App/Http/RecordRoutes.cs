using LienThong.App.Access;
using LienThong.App.Dossiers;
using LienThong.App.Errands;
using LienThong.Procedures.Dossiers;
using LienThong.Storage;

namespace LienThong.App.Http;

/// <summary>Records into a partner's inbox or a dossier, and out of a dossier.</summary>
public sealed class RecordRoutes(DossierRoutes routes, LaneDirectory lanes, IRecordStore records, IRecordLinks links)
{
    [Function("UploadRecord")]
    [Needs(Scopes.UploadRecords)]
    public Task<IResult> Upload(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/records")] HttpRequest request, CancellationToken cancellation) =>
        PutAsync(RecordScope.Inbox(AccessMiddleware.CallerOf(request.HttpContext).Id), request, cancellation);

    [Function("AddRecord")]
    [Needs(Scopes.UseRecords)]
    public async Task<IResult> Add(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/dossiers/{code}/records")] HttpRequest request, string code, CancellationToken cancellation)
    {
        var (dossier, refused) = await routes.FindAsync(code, request, routes.TakesPart, cancellation);
        return dossier is null ? refused! : await PutAsync(RecordScope.Dossier(dossier.Code), request, cancellation);
    }

    [Function("DownloadRecord")]
    [Needs(Scopes.UseRecords)]
    public async Task<IResult> Download(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/dossiers/{code}/records/{sha256}")] HttpRequest request,
        string code, string sha256, CancellationToken cancellation)
    {
        var (dossier, refused) = await ReadableAsync(code, sha256, request, cancellation);
        return dossier is null ? refused!
            : await records.OpenAsync(RecordScope.Dossier(dossier.Code), sha256, cancellation) is { } record ? new RecordAnswer(record)
            : Problems.RecordUnknown();
    }

    [Function("LinkRecord")]
    [Needs(Scopes.UseRecords)]
    public async Task<IResult> Link(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/dossiers/{code}/records/{sha256}/link")] HttpRequest request,
        string code, string sha256, CancellationToken cancellation)
    {
        var (dossier, refused) = await ReadableAsync(code, sha256, request, cancellation);
        return dossier is null ? refused!
            : await links.LinkAsync(RecordScope.Dossier(dossier.Code), sha256, cancellation) is { } link ? Answers.Json(link, StatusCodes.Status200OK)
            : Problems.RecordLinkNone();
    }

    // The dossier whose record of that hash the caller may read, or the answer that refuses it.
    private async Task<(Dossier? Dossier, IResult? Refused)> ReadableAsync(
        string code, string sha256, HttpRequest request, CancellationToken cancellation)
    {
        var (dossier, refused) = await routes.FindAsync(code, request, (_, _) => true, cancellation);
        if (dossier is null)
        {
            return (null, refused);
        }

        var caller = AccessMiddleware.CallerOf(request.HttpContext);
        if (!routes.TakesPart(caller, dossier.State) && !lanes.MayFetch(caller, dossier, sha256))
        {
            return (null, Problems.OutsideJurisdiction());
        }

        return sha256.Length == 64 && sha256.All(char.IsAsciiHexDigitLower) ? (dossier, null) : (null, Problems.RecordUnknown());
    }

    private async Task<IResult> PutAsync(RecordScope scope, HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength > IRecordStore.MaxLength)
        {
            return Refused(new RecordRefusedException(RecordRefusedException.TooLarge));
        }

        try
        {
            var record = await records.PutAsync(scope, request.Body, cancellation);
            return Answers.Json(record, StatusCodes.Status201Created);
        }
        catch (RecordRefusedException e)
        {
            return Refused(e);
        }
    }

    private static IResult Refused(RecordRefusedException why) =>
        Problem.Of(why.Code == RecordRefusedException.TooLarge ? 413 : 415, why.Code, why.Text.Vi, why.Text.En);

    /// <summary>A record as a file to be saved, never as something a browser shows.</summary>
    private sealed class RecordAnswer(OpenRecord record) : IResult
    {
        public async Task ExecuteAsync(HttpContext http)
        {
            await using (record)
            {
                http.Response.ContentType = record.Record.Type.MediaType();
                http.Response.ContentLength = record.Record.Length;
                http.Response.Headers.ContentDisposition = $"attachment; filename=\"{record.Record.Sha256[..16]}.{record.Record.Type.ToString().ToLowerInvariant()}\"";
                http.Response.Headers.XContentTypeOptions = "nosniff";
                http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
                http.Response.Headers.CacheControl = "no-store";
                await record.Content.CopyToAsync(http.Response.Body, http.RequestAborted);
            }
        }
    }
}
