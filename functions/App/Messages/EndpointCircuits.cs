using System.Collections.Concurrent;
using Polly;
using Polly.CircuitBreaker;

namespace LienThong.App.Messages;

/// <summary>A circuit breaker for each endpoint: one that fails most calls of half a minute gets none for the next half minute,
/// so that an outage costs neither it nor this app a call per dossier. What is not called is tried again later all the same.</summary>
internal sealed class EndpointCircuits(TimeProvider time) : DelegatingHandler
{
    /// <summary>How many calls of <see cref="Sampling"/> there must be before their failures count.</summary>
    public const int MinimumCalls = 20;

    /// <summary>The time over which failures are counted.</summary>
    public static readonly TimeSpan Sampling = TimeSpan.FromSeconds(30);

    /// <summary>How long an endpoint is left alone.</summary>
    public static readonly TimeSpan LeftAlone = TimeSpan.FromSeconds(30);

    // As many as partners have endpoints: the registry bounds them.
    private readonly ConcurrentDictionary<Uri, ResiliencePipeline<HttpResponseMessage>> _circuits = new();

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var circuit = _circuits.GetOrAdd(request.RequestUri!, _ => NewCircuit());
        return circuit.ExecuteAsync(async token => await base.SendAsync(request, token), cancellationToken).AsTask();
    }

    private ResiliencePipeline<HttpResponseMessage> NewCircuit() => new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
        {
            ShouldHandle = new PredicateBuilder<HttpResponseMessage>()
                .Handle<HttpRequestException>()
                .Handle<OperationCanceledException>()
                .HandleResult(response => (int)response.StatusCode >= 500),
            FailureRatio = 0.8,
            MinimumThroughput = MinimumCalls,
            SamplingDuration = Sampling,
            BreakDuration = LeftAlone,
        })
        .Build();
}
