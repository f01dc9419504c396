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

    /// <summary>SQLite's synchronous mode: <c>FULL</c> (what was answered survives a power cut) or <c>NORMAL</c> (it
    /// survives the process, but a power cut may take the last moments).</summary>
    public string Synchronous { get; set; } = "FULL";

    /// <summary>The prefix of HTTP routes (host.json <c>extensions.http.routePrefix</c>).</summary>
    public string RoutePrefix { get; set; } = "api";

    /// <summary>HTTP functions running at once (host.json <c>extensions.http.maxConcurrentRequests</c>).</summary>
    public int MaxConcurrentRequests { get; set; } = 100;

    /// <summary>HTTP requests running or waiting for a place; more are answered 429 (host.json
    /// <c>extensions.http.maxOutstandingRequests</c>).</summary>
    public int MaxOutstandingRequests { get; set; } = 200;

    /// <summary>The largest request body in bytes.</summary>
    public long MaxRequestBodySize { get; set; } = 30 * 1024 * 1024;

    /// <summary>Message handlers running at once, for each function (host.json <c>extensions.serviceBus.maxConcurrentCalls</c>).</summary>
    public int MaxConcurrentCalls { get; set; } = 16;

    /// <summary>How long a message's lock is renewed while its handler runs; after that it may be delivered again
    /// (host.json <c>extensions.serviceBus.maxAutoLockRenewalDuration</c>).</summary>
    public TimeSpan MaxAutoLockRenewalDuration { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a lock lasts unless renewed: after a crash, the wait until what was being handled is delivered again.</summary>
    public TimeSpan LockDuration { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Deliveries before a message is dead-lettered.</summary>
    public int MaxDeliveryCount { get; set; } = 10;

    /// <summary>The wait before the second delivery; it doubles with each one after that, up to five minutes.</summary>
    public TimeSpan RedeliveryBackoff { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long message ids are remembered, so that a repeated one is dropped.</summary>
    public TimeSpan DuplicateWindow { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Messages that a queue or subscription may hold, beyond which senders are refused.</summary>
    public int MaxQueueDepth { get; set; } = 1_000_000;

    /// <summary>Queues and topics that may be sent to though no function of the app listens to them. What is sent to such
    /// a queue waits in it; what is sent to a topic without subscriptions goes nowhere, as on Azure.</summary>
    public IList<string> DeclaredQueues { get; } = [];

    /// <summary>Topics that may be sent to though no function of the app listens to them.</summary>
    public IList<string> DeclaredTopics { get; } = [];

    /// <summary>How long stopping waits for what is under way.</summary>
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
