using LienThong.Embedded.Clock;
using LienThong.Embedded.Engine;
using LienThong.Embedded.Store;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LienThong.Embedded.Tests.Engine;

/// <summary>One machine with one data folder: its engine can be stopped, crashed and started again.</summary>
internal sealed class Machine : IAsyncDisposable
{
    private static readonly DateTimeOffset Monday = new(2026, 9, 7, 1, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("lienthong-engine-").FullName;
    private RuntimeStore? _store;
    private DurableEngine? _engine;

    public Machine() => Time = Clock;

    public Functions Functions { get; } = new();

    public VirtualClock Clock { get; } = new(Monday);

    /// <summary>What the engine takes for the clock; <see cref="Clock"/> unless a test puts something around it.</summary>
    public TimeProvider Time { get; set; }

    public DurableOptions Options { get; set; } = new();

    public Action<CommitPoint>? Fault { get; set; }

    public ILoggerFactory Loggers { get; set; } = NullLoggerFactory.Instance;

    public InFlight InFlight { get; private set; } = new();

    public DurableTaskClient Client => _engine!.Client;

    public DurableEngine Engine => _engine!;

    public RuntimeStore Store => _store!;

    public string Folder => _folder;

    public static async Task<Machine> StartAsync(Action<Functions> functions)
    {
        var machine = new Machine();
        functions(machine.Functions);
        await machine.StartAsync();
        return machine;
    }

    public async Task StartAsync()
    {
        InFlight = new InFlight();
        _store = RuntimeStore.Open(new RuntimeStoreOptions { Folder = _folder, Synchronous = "NORMAL", Fault = point => Fault?.Invoke(point) });
        _engine = new DurableEngine(_store, Functions, InFlight, Time, Options, Loggers);
        await _engine.StartAsync();
    }

    /// <summary>Stops in order.</summary>
    public async Task StopAsync()
    {
        if (_engine is not null)
        {
            await _engine.DisposeAsync();
            await _store!.DisposeAsync();
        }

        (_engine, _store) = (null, null);
    }

    /// <summary>Loses everything that is not committed, and tells nobody of anything more.</summary>
    public void Crash()
    {
        _store!.Abandon();
        _engine!.Abandon();
        (_engine, _store) = (null, null);
    }

    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    public async Task CrashAndStartAsync()
    {
        Crash();
        await StartAsync();
    }

    /// <summary>Waits until nothing can happen without time or somebody outside.</summary>
    public Task IdleAsync() => InFlight.WhenIdleAsync().WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>Lets the clock jump from due moment to due moment until nothing is due by <paramref name="span"/> from now.</summary>
    public async Task PassAsync(TimeSpan span)
    {
        var until = Clock.GetUtcNow() + span;
        await IdleAsync();
        while (Clock.NextDue is { } due && due <= until)
        {
            Clock.AdvanceTo(due);
            await IdleAsync();
        }

        Clock.AdvanceTo(until);
        await IdleAsync();
    }

    /// <summary>Lets the clock jump until the instance has ended.</summary>
    public async Task<OrchestrationMetadata> EndAsync(string instanceId)
    {
        while (true)
        {
            await IdleAsync();
            if (await Client.GetInstanceAsync(instanceId, true) is { IsCompleted: true } ended)
            {
                return ended;
            }

            Assert.True(Clock.AdvanceToNext(), $"Instance '{instanceId}' has not ended, and no timer is armed.");
        }
    }

    public Task<string> ScheduleAsync(string name, object? input = null, string? id = null) =>
        Client.ScheduleNewOrchestrationInstanceAsync(name, input, new StartOrchestrationOptions(id));

    public async Task<OrchestrationMetadata> RunAsync(string name, object? input = null, string? id = null) =>
        await EndAsync(await ScheduleAsync(name, input, id));

    public async Task<OrchestrationRuntimeStatus?> StatusAsync(string id) => (await Client.GetInstanceAsync(id))?.RuntimeStatus;

    /// <summary>How many rows a table has.</summary>
    public long Count(string table) => Store.Read(store =>
    {
        using var row = store.Statement($"SELECT count(*) FROM {table}");
        row.Next();
        return row.Long(0);
    });

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
