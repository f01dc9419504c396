using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Embedded.Hosting;

/// <summary>Runs functions that no HTTP request runs: through the middleware, each in a service scope and a trace span of its own.</summary>
internal sealed class FunctionInvoker(InvocationPipeline pipeline, IServiceScopeFactory scopes)
{
    private static readonly ActivitySource Source = new("LienThong.Embedded");

    /// <summary>Runs a function.</summary>
    /// <returns>What it returned.</returns>
    public async Task<object?> RunAsync(
        AppFunction function,
        object? payload,
        CancellationToken cancellation,
        IReadOnlyDictionary<string, object?>? data = null,
        string? traceParent = null,
        int retries = 0,
        int maxRetries = 0)
    {
        ActivityContext.TryParse(traceParent, null, isRemote: true, out var parent);
        using var activity = Source.StartActivity(function.Name, ActivityKind.Consumer, parent);
        await using var invocation = new Invocation(function, payload, scopes, cancellation)
        {
            Data = data,
            IncomingTraceParent = traceParent,
            Retries = retries,
            MaxRetries = maxRetries,
        };
        await pipeline.RunAsync(invocation);
        return invocation.Result;
    }
}
