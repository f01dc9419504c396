using LienThong.Embedded.Clock;
using LienThong.Embedded.Timers;

namespace LienThong.Embedded.Hosting;

/// <summary>What runs a function, with settings resolved.</summary>
internal abstract record Trigger(string Kind)
{
    public sealed record Http(string Route, IReadOnlyList<string> Methods, AuthorizationLevel Level) : Trigger("httpTrigger");

    public sealed record Timer(TimerSchedule Schedule, bool UseMonitor, bool RunOnStartup) : Trigger("timerTrigger");

    /// <param name="Entity">The queue or topic.</param>
    /// <param name="Subscription">The topic's subscription; null for a queue.</param>
    /// <param name="HasSessions">Whether the messages of a session are handled in order, one at a time.</param>
    public sealed record Message(string Entity, string? Subscription, bool HasSessions) : Trigger("serviceBusTrigger")
    {
        /// <summary>What holds the messages: <c>queue</c>, or <c>topic/subscription</c>.</summary>
        public string Queue => Subscription is null ? Entity : $"{Entity}/{Subscription}";
    }

    /// <param name="Retry">The waits between failures on the same changes; null if it does not say.</param>
    public sealed record Changes(string Database, string Container, bool FromBeginning, int MaxItems, TimeSpan Delay, Backoff? Retry)
        : Trigger("cosmosDBTrigger");

    public sealed record Orchestration(string Name) : Trigger("orchestrationTrigger");

    public sealed record Activity(string Name) : Trigger("activityTrigger");
}
