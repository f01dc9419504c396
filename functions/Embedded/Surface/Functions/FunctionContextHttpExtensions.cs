using Microsoft.AspNetCore.Http;

namespace LienThong.Embedded.Functions;

/// <summary>HTTP in a function's context.</summary>
public static class FunctionContextHttpExtensions
{
    /// <summary>The request's HttpContext; null if something else triggered the function.</summary>
    public static HttpContext? GetHttpContext(this FunctionContext context) =>
        context.Items.TryGetValue("HttpRequestContext", out var http) ? http as HttpContext : null;
}
