using System.Collections;
using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Embedded.Hosting;

/// <summary>One run of a function. What few invocations ask for is made when it is asked for.</summary>
internal sealed class Invocation : FunctionContext, IAsyncDisposable
{
    private static readonly IReadOnlyDictionary<string, object?> NoData = new Dictionary<string, object?>();

    private readonly AppFunction _function;
    private readonly IServiceScopeFactory? _scopes;
    private AsyncServiceScope? _scope;
    private IServiceProvider? _services;
    private string? _id;
    private IDictionary<object, object>? _items;
    private FeatureSet? _features;
    private Bindings? _bindings;
    private Trace? _trace;

    /// <summary>A run for an HTTP request, in the request's own service scope.</summary>
    public Invocation(AppFunction function, HttpContext http)
    {
        _function = function;
        Http = http;
        Payload = http.Request;
        CancellationToken = http.RequestAborted;
    }

    /// <summary>A run for anything else, in a service scope of its own.</summary>
    public Invocation(AppFunction function, object? payload, IServiceScopeFactory scopes, CancellationToken cancellation)
    {
        _function = function;
        _scopes = scopes;
        Payload = payload;
        CancellationToken = cancellation;
    }

    public AppFunction Function => _function;

    public HttpContext? Http { get; }

    /// <summary>The value of the parameter that the trigger stands on.</summary>
    public object? Payload { get; }

    /// <summary>What the function returned.</summary>
    public object? Result { get; set; }

    /// <summary>What the trigger says beside its payload.</summary>
    public IReadOnlyDictionary<string, object?>? Data { get; init; }

    /// <summary>The trace that the trigger carries on.</summary>
    public string? IncomingTraceParent { get; init; }

    /// <summary>Tries before this one.</summary>
    public int Retries { get; init; }

    /// <summary>The most tries there will be; -1 if there is no end.</summary>
    public int MaxRetries { get; init; }

    public override string InvocationId => _id ??= Guid.CreateVersion7().ToString();

    public override string FunctionId => _function.Id;

    public override FunctionDefinition FunctionDefinition => _function;

    public override CancellationToken CancellationToken { get; }

    public override TraceContext TraceContext => _trace ??= new Trace(this);

    public override BindingContext BindingContext => _bindings ??= new Bindings(this);

    public override FunctionRetryContext RetryContext => new Tries(Retries, MaxRetries);

    public override IInvocationFeatures Features => _features ??= new FeatureSet();

    public override IServiceProvider InstanceServices
    {
        get => _services ??= Http is not null ? Http.RequestServices : (_scope ??= _scopes!.CreateAsyncScope()).ServiceProvider;
        set => _services = value;
    }

    public override IDictionary<object, object> Items
    {
        get => _items ??= Http is null
            ? new Dictionary<object, object>()
            // The key by which GetHttpContext finds it.
            : new Dictionary<object, object> { ["HttpRequestContext"] = Http };
        set => _items = value;
    }

    public ValueTask DisposeAsync() => _scope?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static IReadOnlyDictionary<string, object?> RouteValues(HttpContext http) =>
        http.Request.RouteValues is { Count: > 0 } values ? values : NoData;

    private sealed class Bindings(Invocation invocation) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData { get; } =
            invocation.Data ?? (invocation.Http is { } http ? RouteValues(http) : NoData);
    }

    private sealed class Tries(int count, int max) : FunctionRetryContext
    {
        public override int RetryCount => count;

        public override int MaxRetryCount => max;
    }

    private sealed class Trace : TraceContext
    {
        public Trace(Invocation invocation)
        {
            var headers = invocation.Http?.Request.Headers;
            TraceParent = Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id }
                ? id
                : Valid(invocation.IncomingTraceParent) ?? Valid(headers?.TraceParent) ?? NewTrace();
            TraceState = Activity.Current?.TraceStateString ?? headers?.TraceState.ToString() ?? "";
        }

        public override string TraceParent { get; }

        public override string TraceState { get; }

        private static string? Valid(string? sent) => ActivityContext.TryParse(sent, null, out _) ? sent : null;

        private static string NewTrace() =>
            $"00-{ActivityTraceId.CreateRandom().ToHexString()}-{ActivitySpanId.CreateRandom().ToHexString()}-00";
    }

    private sealed class FeatureSet : IInvocationFeatures
    {
        private readonly Dictionary<Type, object> _features = [];

        public void Set<T>(T instance) => _features[typeof(T)] = instance!;

        public T? Get<T>() => _features.TryGetValue(typeof(T), out var feature) ? (T)feature : default;

        public IEnumerator<KeyValuePair<Type, object>> GetEnumerator() => _features.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
