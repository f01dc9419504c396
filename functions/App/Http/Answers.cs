using System.Text.Json;
using LienThong.App.Audit;
using LienThong.Procedures.Dossiers;

namespace LienThong.App.Http;

/// <summary>Answers in the API's JSON.</summary>
internal static class Answers
{
    public static IResult Ok(object body, JsonSerializerOptions? options = null) => new JsonAnswer(body, StatusCodes.Status200OK, "application/json", options);

    public static IResult Json(object body, int status, string contentType = "application/json") => new JsonAnswer(body, status, contentType, null);

    private sealed class JsonAnswer(object body, int status, string contentType, JsonSerializerOptions? options) : IResult
    {
        public async Task ExecuteAsync(HttpContext http)
        {
            if (body is Problem problem)
            {
                AuditNote.Of(http).Refusal = problem.Code;
            }

            var bytes = JsonSerializer.SerializeToUtf8Bytes(body, options ?? DossierJson.Options);
            http.Response.StatusCode = status;
            http.Response.ContentType = contentType;
            http.Response.ContentLength = bytes.Length;
            http.Response.Headers.XContentTypeOptions = "nosniff";
            http.Response.Headers.CacheControl = "no-store";
            await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
        }
    }
}
