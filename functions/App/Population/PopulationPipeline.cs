using System.Net;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace LienThong.App.Population;

/// <summary>What stands between the app and a population database that is slow, down or overrun: a time-out for each attempt, a
/// few retries with jitter, and a breaker that leaves it alone for a while.</summary>
internal static class PopulationPipeline
{
    /// <param name="options">The settings.</param>
    /// <param name="time">The app's clock, by which the breaker goes.</param>
    /// <param name="network">The clock of time-outs and pauses. It must run while a call is under way, as a virtual clock does not.</param>
    public static ResiliencePipeline<HttpResponseMessage> Build(PopulationOptions options, TimeProvider time, TimeProvider network)
    {
        var failing = new PredicateBuilder<HttpResponseMessage>()
            .Handle<HttpRequestException>()
            .Handle<TimeoutRejectedException>()
            .HandleResult(response => IsPassing(response.StatusCode));
        var breaker = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
            {
                ShouldHandle = failing,
                FailureRatio = 0.5,
                MinimumThroughput = 6,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = options.LeftAlone,
            })
            .Build();
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = network };
        if (options.Retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                ShouldHandle = failing,
                MaxRetryAttempts = options.Retries,
                Delay = options.Pause,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                OnRetry = retry =>
                {
                    retry.Outcome.Result?.Dispose();
                    return default;
                },
            });
        }

        return builder.AddPipeline(breaker).AddTimeout(options.Timeout).Build();
    }

    /// <summary>Whether an answer says that the same call may succeed later.</summary>
    public static bool IsPassing(HttpStatusCode status) => (int)status >= 500 || status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests;
}
