namespace LienThong.Embedded.Engine;

/// <summary>The bounds of the durable engine.</summary>
public sealed record DurableOptions
{
    /// <summary>Activities running at once.</summary>
    public int MaxConcurrentActivities { get; init; } = 64;

    /// <summary>Orchestrator turns computed at once.</summary>
    public int MaxConcurrentOrchestrators { get; init; } = 32;

    /// <summary>Instances kept in memory between their turns, so that a turn costs no replay.</summary>
    public int LiveInstances { get; init; } = 5_000;

    /// <summary>Activities, woken instances and timers held in memory, of each kind; more wait in the store.</summary>
    public int MaxQueued { get; init; } = 5_000;

    /// <summary>The largest input, event, result or output, in bytes of JSON.</summary>
    public int MaxPayloadBytes { get; init; } = 1024 * 1024;

    /// <summary>
    /// Whether an exception that an orchestrator neither catches nor is given by what it called parks its instance instead of
    /// failing it: the instance is Suspended and shows the exception, the turn that threw has not happened, and
    /// <see cref="DurableTaskClient.ResumeInstanceAsync(string, string?, CancellationToken)"/> takes that turn again, by then with
    /// mended code. Durable Functions fails the instance, and so does this engine unless asked otherwise.
    /// </summary>
    public bool ParkUnknownExceptions { get; init; }

    /// <summary>The wait before a turn that could not be saved is tried again; it doubles up to a minute.</summary>
    public TimeSpan SaveRetry { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How long instances are kept after their end, with their histories; then they are removed in the background.
    /// Null, the default, keeps them until somebody purges them: what nobody may look for any more is not for the engine to
    /// know.</summary>
    public TimeSpan? KeepEnded { get; init; }

    /// <summary>How often instances are looked for that have been kept long enough.</summary>
    public TimeSpan PurgeInterval { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long stopping waits for the activities that run.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
