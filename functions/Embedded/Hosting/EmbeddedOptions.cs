using System.Reflection;

namespace LienThong.Embedded.Hosting;

/// <summary>How the embedded runtime runs. What host.json and the settings say comes first, then what is set in code.</summary>
public sealed class EmbeddedOptions
{
    /// <summary>Where everything is kept (<c>--data</c>).</summary>
    public string DataFolder { get; set; } = "data";

    /// <summary>Where HTTP is served (<c>--urls</c>). Port 0 takes a free one.</summary>
    public string HttpUrl { get; set; } = "http://127.0.0.1:7071";

    /// <summary>The assembly whose functions run.</summary>
    public required Assembly Functions { get; init; }

    /// <summary>Further assemblies whose functions run.</summary>
    public IList<Assembly> MoreFunctions { get; } = [];

    /// <summary>Which classes' functions run, of all there are in the assemblies.</summary>
    internal Func<Type, bool> Includes { get; set; } = _ => true;

    /// <summary>SQLite's synchronous mode: <c>FULL</c> (what was answered survives a power cut) or <c>NORMAL</c> (it
    /// survives the process, but a power cut may take the last moments).</summary>
    public string Synchronous { get; set; } = "FULL";

    /// <summary>The prefix of HTTP routes (host.json <c>extensions.http.routePrefix</c>).</summary>
    public string RoutePrefix { get; set; } = "api";

    /// <summary>HTTP functions running at once (host.json <c>extensions.http.maxConcurrentRequests</c>).</summary>
    public int MaxConcurrentRequests { get; set; } = 100;

    /// <summary>HTTP connections open at once.</summary>
    public int MaxConnections { get; set; } = 5_000;

    /// <summary>HTTP requests running or waiting for a place; more are answered 429 (host.json
    /// <c>extensions.http.maxOutstandingRequests</c>).</summary>
    public int MaxOutstandingRequests { get; set; } = 200;

    /// <summary>The largest request body in bytes.</summary>
    public long MaxRequestBodySize { get; set; } = 30 * 1024 * 1024;

    /// <summary>Message handlers running at once, for each function (host.json <c>extensions.serviceBus.maxConcurrentCalls</c>).</summary>
    public int MaxConcurrentCalls { get; set; } = 16;

    /// <summary>Sessions of which a message is handled at once, for each function whose queue has sessions (host.json
    /// <c>extensions.serviceBus.maxConcurrentSessions</c>).</summary>
    public int MaxConcurrentSessions { get; set; } = 8;

    /// <summary>How long a message's lock is renewed while its handler runs; after that it may be delivered again
    /// (host.json <c>extensions.serviceBus.maxAutoLockRenewalDuration</c>).</summary>
    public TimeSpan MaxAutoLockRenewalDuration { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a lock lasts unless renewed. A restart gives back what was locked at once.</summary>
    public TimeSpan LockDuration { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Deliveries before a message is dead-lettered.</summary>
    public int MaxDeliveryCount { get; set; } = 10;

    /// <summary>The wait before the second delivery; it doubles with each one after that, up to five minutes.</summary>
    public TimeSpan RedeliveryBackoff { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long message ids are remembered, so that a repeated one is dropped.</summary>
    public TimeSpan DuplicateWindow { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Messages that a queue or subscription may hold, beyond which senders are refused.</summary>
    public int MaxQueueDepth { get; set; } = 1_000_000;

    /// <summary>The largest message body in bytes.</summary>
    public int MaxMessageSize { get; set; } = 256 * 1024;

    /// <summary>The wait before changes that a function failed on are given to it again; it doubles with each failure, up to
    /// a minute.</summary>
    public TimeSpan ChangeFeedBackoff { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Activities running at once (host.json <c>extensions.durableTask.maxConcurrentActivityFunctions</c>).</summary>
    public int MaxConcurrentActivities { get; set; } = 64;

    /// <summary>Orchestrator turns running at once (host.json <c>extensions.durableTask.maxConcurrentOrchestratorFunctions</c>).</summary>
    public int MaxConcurrentOrchestrators { get; set; } = 32;

    /// <summary>How long ended orchestrations are kept with their histories (<c>--KeepEnded 90.00:00:00</c>); then they are
    /// removed in the background. Null, the default, keeps them until somebody purges them.</summary>
    public TimeSpan? KeepEnded { get; set; }

    /// <summary>Whether an orchestrator's own exception parks its instance, to be resumed with mended code, instead of failing
    /// it as Durable Functions does (setting <c>ParkUnknownExceptions</c>).</summary>
    public bool ParkUnknownExceptions { get; set; }

    /// <summary>How long stopping waits for what is under way.</summary>
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(30);

    internal IEnumerable<FunctionFault> Faults()
    {
        if (Synchronous is not ("FULL" or "NORMAL"))
        {
            yield return new FunctionFault("option.synchronous", nameof(Synchronous), "chỉ FULL hoặc NORMAL", "FULL or NORMAL only");
        }

        (string Name, long Value)[] counts =
        [
            (nameof(MaxConnections), MaxConnections),
            (nameof(MaxConcurrentRequests), MaxConcurrentRequests),
            (nameof(MaxOutstandingRequests), MaxOutstandingRequests),
            (nameof(MaxRequestBodySize), MaxRequestBodySize),
            (nameof(MaxConcurrentCalls), MaxConcurrentCalls),
            (nameof(MaxConcurrentSessions), MaxConcurrentSessions),
            (nameof(MaxDeliveryCount), MaxDeliveryCount),
            (nameof(MaxMessageSize), MaxMessageSize),
            (nameof(MaxQueueDepth), MaxQueueDepth),
            (nameof(MaxConcurrentActivities), MaxConcurrentActivities),
            (nameof(MaxConcurrentOrchestrators), MaxConcurrentOrchestrators),
            (nameof(LockDuration), LockDuration.Ticks),
            (nameof(RedeliveryBackoff), RedeliveryBackoff.Ticks),
            (nameof(ChangeFeedBackoff), ChangeFeedBackoff.Ticks),
            (nameof(StopTimeout), StopTimeout.Ticks),
            (nameof(KeepEnded), KeepEnded?.Ticks ?? 1),
        ];
        foreach (var (name, _) in counts.Where(count => count.Value <= 0))
        {
            yield return new FunctionFault("option.not-positive", name, "phải lớn hơn không", "has to be greater than zero");
        }
    }
}
