using System.Text.Json;
using LienThong.Embedded.Queues;
using LienThong.Embedded.Tests.Hosting;
using Microsoft.AspNetCore.Http;

namespace LienThong.Embedded.Tests.Http;

internal static class HttpTestFunctions
{
    internal sealed record Body(string Name, int Count);

    [Function("Text")]
    public static string Text([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "text")] HttpRequest request) => $"hello {request.Query["who"]}";

    [Function("Typed")]
    public static async Task<IResult> Typed([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "typed")] HttpRequest request)
    {
        var body = await request.ReadFromJsonAsync<Body>();
        return TypedResults.Json(new Body(body!.Name, body.Count + 1), statusCode: 201);
    }

    [Function("Direct")]
    public static async Task Direct([HttpTrigger(AuthorizationLevel.Anonymous, Route = "direct")] HttpRequest request)
    {
        request.HttpContext.Response.StatusCode = 418;
        await request.HttpContext.Response.WriteAsync(request.Method);
    }

    [Function("Routed")]
    public static IResult Routed(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/{id:guid}/{number:int}/{name?}")] HttpRequest request,
        Guid id,
        int number,
        string? name,
        FunctionContext context,
        CancellationToken cancellation) => Results.Text(
            $"{id} {number} {name ?? "-"} {context.FunctionDefinition.Name} {context.BindingContext.BindingData["id"]} "
            + $"{ReferenceEquals(context.GetHttpContext(), request.HttpContext)} {cancellation.CanBeCanceled}");

    [Function("Unconstrained")]
    public static string Unconstrained([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "numbers/{number}")] HttpRequest request, int number) =>
        $"{number} {request.Path}";

    [Function("Trace")]
    public static string Trace([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, FunctionContext context) =>
        $"{context.TraceContext.TraceParent}{request.QueryString}";

    [Function("Throws")]
    public static string Throws([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
        throw new InvalidOperationException($"secret {request.Path}");

    [Function("HalfAnswer")]
    public static async Task HalfAnswer([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
    {
        await request.HttpContext.Response.WriteAsync("half");
        await request.HttpContext.Response.Body.FlushAsync();
        throw new InvalidOperationException();
    }

    [Function("Full")]
    public static string Full([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
        throw new QueueFullException(request.Method, 5);

    [Function("Keyed")]
    public static string Keyed([HttpTrigger(AuthorizationLevel.Function, "get")] HttpRequest request) => request.Method;

    [Function("Admin")]
    public static string Admin([HttpTrigger(AuthorizationLevel.Admin, "get")] HttpRequest request) => request.Method;

    [Function("Size")]
    public static async Task<string> Size([HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        return $"{(await reader.ReadToEndAsync()).Length}";
    }

    [Function("BadJson")]
    public static async Task<string> BadJson([HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequest request) =>
        (await JsonSerializer.DeserializeAsync<Body>(request.Body))!.Name;

    internal sealed class Waiting(Journal journal)
    {
        [Function("Wait")]
        public async Task<string> Wait([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "wait")] HttpRequest request)
        {
            journal.Add($"in {request.Query["n"]}");
            await journal.Gate("wait").Task;
            return "done";
        }
    }
}
