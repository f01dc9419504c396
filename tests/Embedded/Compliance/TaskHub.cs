using LienThong.Embedded.Tests.Clock;
using LienThong.Embedded.Tests.Engine;

namespace LienThong.Embedded.Tests.Compliance;

/// <summary>
/// An engine under the compliance suite: its functions, its client, its clock, and how it is crashed. Nothing here but the
/// programming model's own types, so that the rules say what any durable engine has to keep, on either set of names.
/// </summary>
internal sealed class TaskHub : IAsyncDisposable
{
    private readonly Machine _machine = new();

    public DurableTaskClient Client => _machine.Client;

    public DateTimeOffset Now => _machine.Time.GetUtcNow();

    /// <param name="functions">Its functions.</param>
    /// <param name="parkUnknownExceptions">Whether an exception that is not of the programming model parks its instance.</param>
    /// <param name="onTheWall">Whether its clock can be set.</param>
    public static async Task<TaskHub> StartAsync(Action<TaskHubFunctions> functions, bool parkUnknownExceptions = false, bool onTheWall = false)
    {
        var hub = new TaskHub();
        hub._machine.Options = new() { ParkUnknownExceptions = parkUnknownExceptions };
        hub._machine.Time = onTheWall ? new WallClock(hub._machine.Clock) : hub._machine.Clock;
        functions(new TaskHubFunctions(hub._machine.Functions));
        await hub._machine.StartAsync();
        return hub;
    }

    /// <summary>Starts an orchestration and returns its instance id.</summary>
    public Task<string> ScheduleAsync(string name, object? input = null, string? id = null, string? version = null) =>
        Client.ScheduleNewOrchestrationInstanceAsync(
            name, input, version is null ? new StartOrchestrationOptions(id) : new StartOrchestrationOptions(id) { Version = version });

    /// <summary>Starts an orchestration and lets time pass until it has ended.</summary>
    public async Task<OrchestrationMetadata> RunAsync(string name, object? input = null, string? id = null) =>
        await EndAsync(await ScheduleAsync(name, input, id));

    /// <summary>Lets time pass until the instance has ended.</summary>
    public Task<OrchestrationMetadata> EndAsync(string id) => _machine.EndAsync(id);

    /// <summary>Waits until nothing can happen without time or somebody outside.</summary>
    public Task IdleAsync() => _machine.IdleAsync();

    /// <summary>Lets time pass, with everything done that falls due on the way.</summary>
    public Task PassAsync(TimeSpan span) => _machine.PassAsync(span);

    /// <summary>Sets the clock of the wall forward (or back, if negative), as an administrator, a time server or the end of a
    /// machine's sleep does. Time goes on from there.</summary>
    public void SetClock(TimeSpan forward) => ((WallClock)_machine.Time).Set(forward);

    /// <summary>Crashes the engine, exchanges functions if asked to, and starts it again over what it had saved.</summary>
    /// <param name="deploy">The functions that are new or gone.</param>
    /// <param name="off">How long the machine is off.</param>
    public Task CrashAsync(Action<TaskHubFunctions>? deploy = null, TimeSpan off = default)
    {
        _machine.Crash();
        deploy?.Invoke(new TaskHubFunctions(_machine.Functions));
        _machine.Clock.AdvanceTo(_machine.Clock.GetUtcNow() + off);
        return _machine.StartAsync();
    }

    public async Task<OrchestrationRuntimeStatus?> StatusAsync(string id) => (await Client.GetInstanceAsync(id))?.RuntimeStatus;

    /// <summary>The ids of the instances that a filter lets through, in the order of the listing.</summary>
    public async Task<string> ListAsync(OrchestrationQuery? filter = null)
    {
        var ids = new List<string>();
        await foreach (var instance in Client.GetAllInstancesAsync(filter))
        {
            ids.Add(instance.InstanceId);
        }

        return string.Join(' ', ids);
    }

    public ValueTask DisposeAsync() => _machine.DisposeAsync();
}
