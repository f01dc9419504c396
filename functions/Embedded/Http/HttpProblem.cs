using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace LienThong.Embedded.Http;

/// <summary>An answer that the runtime itself gives instead of a function (RFC 9457).</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">A stable code.</param>
/// <param name="Vietnamese">What is wrong, in Vietnamese.</param>
/// <param name="English">What is wrong, in English.</param>
/// <param name="RetryAfter">Seconds after which another try makes sense.</param>
internal sealed record HttpProblem(int Status, string Code, string Vietnamese, string English, int? RetryAfter = null)
{
    public static HttpProblem Unauthorized { get; } = new(401, "function-key-required",
        "Cần khoá hàm trong tiêu đề x-functions-key.", "A function key is needed in the header x-functions-key.");

    public static HttpProblem TooManyRequests { get; } = new(429, "too-many-requests",
        "Hệ thống đang có quá nhiều yêu cầu. Hãy thử lại sau.", "There are too many requests under way. Try again later.", RetryAfter: 1);

    public static HttpProblem Overloaded { get; } = new(503, "overloaded",
        "Hệ thống đang quá tải hoặc tạm ngừng. Hãy thử lại sau.", "The system is overloaded or pausing. Try again later.", RetryAfter: 5);

    public static HttpProblem Internal { get; } = new(500, "internal-error",
        "Có lỗi trong hệ thống.", "Something went wrong in the system.");

    public static HttpProblem NotFound { get; } = new(404, "not-found",
        "Không có đường dẫn này.", "There is no such path.");

    public static HttpProblem BadRouteValue(string name) => new(400, "bad-route-value",
        $"Giá trị '{name}' trong đường dẫn không đọc được.", $"The value of '{name}' in the path cannot be read.");

    /// <summary>A request that breaks the protocol, or a limit of the server's.</summary>
    public static HttpProblem BadRequest(int status) => status == 413
        ? new(status, "body-too-large", "Nội dung gửi lên quá lớn.", "The request's body is too large.")
        : new(status, "bad-request", "Yêu cầu không đọc được.", "The request cannot be read.");

    /// <summary>Writes it as the response, if none has begun; otherwise cuts the connection, so that nobody takes half an
    /// answer for a whole one.</summary>
    public async Task WriteAsync(HttpContext http, string? invocationId = null)
    {
        var response = http.Response;
        if (response.HasStarted)
        {
            http.Abort();
            return;
        }

        response.Clear();
        response.StatusCode = Status;
        response.ContentType = "application/problem+json";
        if (RetryAfter is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object?>
        {
            ["type"] = $"urn:lien-thong:{Code}",
            ["title"] = English,
            ["status"] = Status,
            ["code"] = Code,
            ["vi"] = Vietnamese,
            ["en"] = English,
            ["invocation"] = invocationId,
        }.Where(pair => pair.Value is not null).ToDictionary());
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body);
    }
}
