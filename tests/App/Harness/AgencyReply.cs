using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace LienThong.App.Tests.Harness;

/// <summary>What an agency answers to a request.</summary>
public sealed class AgencyReply
{
    private readonly Func<HttpContext, Task> _write;

    private AgencyReply(Func<HttpContext, Task> write) => _write = write;

    /// <summary>202: the decision comes later.</summary>
    public static AgencyReply Takes { get; } = Says(202);

    /// <summary>No answer until the app gives up.</summary>
    public static AgencyReply Hangs { get; } = new(async http =>
    {
        var gone = new TaskCompletionSource();
        await using (http.RequestAborted.Register(gone.SetResult))
        {
            await gone.Task;
        }
    });

    /// <summary>The connection is cut.</summary>
    public static AgencyReply Breaks { get; } = new(http =>
    {
        http.Abort();
        return Task.CompletedTask;
    });

    /// <summary>200 with a decision.</summary>
    public static AgencyReply Decides(JsonObject decision) => Says(200, decision.ToJsonString());

    /// <summary>400 with faults.</summary>
    public static AgencyReply Faults(params (string Code, string Pointer)[] faults) => Says(400, new JsonObject
    {
        ["faults"] = new JsonArray([.. faults.Select(f => new JsonObject
        {
            ["code"] = f.Code, ["pointer"] = f.Pointer, ["vi"] = "Sai dữ liệu.", ["en"] = "The data is wrong.",
        })]),
    }.ToJsonString());

    public static AgencyReply Says(int status, string body = "", string contentType = "application/json", string? location = null) => new(async http =>
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = contentType;
        if (location is not null)
        {
            http.Response.Headers.Location = location;
        }

        await http.Response.WriteAsync(body);
    });

    internal Task WriteAsync(HttpContext http) => _write(http);
}
