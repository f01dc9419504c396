using LienThong.Embedded.Clock;
using LienThong.Embedded.Hosting;
using LienThong.Embedded.Queues;
using LienThong.Embedded.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace LienThong.Embedded.Http;

/// <summary>Serves the app's HTTP functions: key, place, middleware, function, answer.</summary>
internal sealed class HttpFunctions(
    InvocationPipeline pipeline, FunctionKeys keys, RequestLimiter limiter, InFlight inFlight, TimeProvider time, ILogger<HttpFunctions> logger)
{
    /// <summary>Adds a function's route.</summary>
    public void Map(IEndpointRouteBuilder routes, AppFunction function, Trigger.Http trigger)
    {
        Task Handle(HttpContext http) => HandleAsync(http, function, trigger.Level);
        var endpoint = trigger.Methods.Count == 0 ? routes.Map(trigger.Route, Handle) : routes.MapMethods(trigger.Route, trigger.Methods, Handle);
        endpoint.WithDisplayName(function.Name);
    }

    private async Task HandleAsync(HttpContext http, AppFunction function, AuthorizationLevel level)
    {
        inFlight.Enter();
        var began = time.GetTimestamp();
        try
        {
            if (!keys.Allow(level, http.Request.Headers["x-functions-key"]))
            {
                await HttpProblem.Unauthorized.WriteAsync(http);
            }
            else if (!await limiter.TryEnterAsync(http.RequestAborted))
            {
                await HttpProblem.TooManyRequests.WriteAsync(http);
            }
            else
            {
                try
                {
                    await RunAsync(http, function);
                }
                finally
                {
                    limiter.Leave();
                }
            }
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone while its request waited for a place.
        }
        finally
        {
            // No path, query or body here: they may hold a person's data.
            if (logger.IsEnabled(LogLevel.Debug))
            {
                logger.LogDebug("{Function} answered {Status} in {Milliseconds} ms.",
                    function.Name, http.Response.StatusCode, time.GetElapsedTime(began).TotalMilliseconds);
            }

            inFlight.Leave();
        }
    }

    private async Task RunAsync(HttpContext http, AppFunction function)
    {
        await using var invocation = new Invocation(function, http);
        try
        {
            await pipeline.RunAsync(invocation);
            switch (invocation.Result)
            {
                case IResult result:
                    await result.ExecuteAsync(http);
                    break;
                case string text:
                    await http.Response.WriteAsync(text, http.RequestAborted);
                    break;
            }
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            logger.LogInformation("The caller of {Function} has gone (invocation {Invocation}).", function.Name, invocation.InvocationId);
        }
        catch (Exception e)
        {
            var problem = Problem(e);
            if (problem.Status >= 500)
            {
                logger.LogError(e, "{Function} failed (invocation {Invocation}).", function.Name, invocation.InvocationId);
            }

            await problem.WriteAsync(http, invocation.InvocationId);
        }
    }

    private static HttpProblem Problem(Exception error) => error switch
    {
        BadRouteValueException value => HttpProblem.BadRouteValue(value.Name),
        BadHttpRequestException request => HttpProblem.BadRequest(request.StatusCode),
        QueueFullException or StoreOverloadedException or StoreUnavailableException => HttpProblem.Overloaded,
        _ => HttpProblem.Internal,
    };
}
