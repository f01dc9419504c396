using LienThong.Embedded.Clock;
using LienThong.Embedded.Engine;
using LienThong.Embedded.Hosting;
using LienThong.Embedded.Queues;
using LienThong.Embedded.Store;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace LienThong.Embedded.Tests.Simulation;

/// <summary>One life of the machine: engine, queues and store over a story's folder, from a start to a crash or a stop.</summary>
internal sealed class SimulatedMachine : IDisposable
{
    private static readonly EmbeddedOptions Everything = new()
    {
        Functions = typeof(SimulatedMachine).Assembly,
        Includes = typeof(PartnerFunctions).Equals,
    };

    private static readonly FunctionCatalogue Catalogue = FunctionCatalogue.Read(
        Everything, new ConfigurationBuilder().Build(), () => throw new NotSupportedException());

    private readonly Story _story;
    private readonly Ledger _ledger;
    private readonly VirtualClock _clock;
    private readonly int _life;
    private readonly SeededThreads _threads;
    private readonly RuntimeStore _store;
    private readonly MessageStore _messages;
    private readonly MessageBus _bus;
    private readonly Entities _entities = new();
    private readonly DurableEngine _engine;
    private readonly List<MessagePump> _pumps = [];
    private int _commits;

    public SimulatedMachine(StoryFolder folder, Story story, int life, Ledger ledger, Partners partners, VirtualClock clock)
    {
        (_story, _life, _ledger, _clock) = (story, life, ledger, clock);
        var options = new EmbeddedOptions
        {
            Functions = Everything.Functions,
            MaxConcurrentCalls = story.MaxConcurrentCalls,
            MaxQueueDepth = story.MaxQueueDepth,
            MaxDeliveryCount = 4,
            DuplicateWindow = TimeSpan.FromDays(7),
        };
        _threads = new SeededThreads(story.Draws, life);
        _store = RuntimeStore.Open(folder.Options with { MaxBatch = story.MaxBatch, Threads = _threads, Fault = Break });
        _messages = new MessageStore(_store);
        _bus = new MessageBus(_messages, _entities, InFlight, clock, options);
        _engine = new DurableEngine(
            _store, SimulatedFunctions.All(this, story, ledger, clock), InFlight, clock, story.Engine, NullLoggerFactory.Instance);
        var invoker = new FunctionInvoker(new InvocationPipeline([]), new OneService(new PartnerFunctions(this, partners)));
        foreach (var (function, trigger) in Catalogue.With<Trigger.Message>())
        {
            _pumps.Add(new MessagePump(
                function, _entities.AddQueue(trigger.Entity), _messages, _bus, invoker, InFlight, clock, options, new RuntimeHealth(clock),
                NullLogger<MessagePump>.Instance));
        }
    }

    public InFlight InFlight { get; } = new();

    /// <inheritdoc cref="SeededThreads.Drawn" />
    public int Drawn => _threads.Drawn;

    /// <summary>Whether this life has ended by a crash.</summary>
    public bool HasCrashed { get; private set; }

    public DurableTaskClient Client => _engine.Client;

    public IDeadLetters DeadLetters => _bus;

    /// <summary>Messages that its queues count.</summary>
    public long Depth => _entities.Queues.Sum(queue => queue.Depth);

    /// <summary>Lets something be done to the machine, and the machine work, until it is done or nothing is left to do.</summary>
    public Task Play(Func<Task> act) => _threads.Play(act);

    /// <summary>Lets the machine work until it is idle.</summary>
    /// <returns>Whether it is.</returns>
    public bool ComeToRest()
    {
        _threads.PlayUntil(() => InFlight.Count == 0);
        return InFlight.Count == 0;
    }

    /// <summary>Takes up what the data folder holds, in the order in which the host does.</summary>
    public async Task StartAsync()
    {
        await _store.ApplyAsync(MessageStore.Schema);
        var depths = await _messages.OpenAsync(_clock.GetUtcNow());
        foreach (var queue in _entities.Queues)
        {
            queue.Add(depths.GetValueOrDefault(queue.Name));
        }

        await _engine.StartAsync();
        _pumps.ForEach(pump => pump.Start());
    }

    /// <summary>Sends, and notes what the sender is told.</summary>
    public async Task SendAsync(string queue, OutgoingMessage message)
    {
        await _bus.SendAsync(queue, message);
        _ledger.Accept(queue, message.MessageId);
    }

    public RecordedHistory? Record(string instance) => _engine.Record(instance);

    /// <summary>The rows of a table.</summary>
    public long Count(string table) => _store.Read(store =>
    {
        using var row = store.Statement($"SELECT count(*) FROM {table}");
        row.Next();
        return row.Long(0);
    });

    /// <summary>Stops in order: what runs comes to its end, what waits for time is given up.</summary>
    /// <returns>Whether it came to that before a crash.</returns>
    public bool Stop()
    {
        using var deadline = new CancellationTokenSource();
        var stops = Task.CompletedTask;
        _threads.Play(() =>
        {
            stops = Task.WhenAll(_pumps.Select(pump => pump.StopAsync(deadline.Token)));
            return Task.CompletedTask;
        });
        ComeToRest();
        deadline.Cancel();
        _threads.PlayUntil(() => stops.IsCompleted);
        if (!HasCrashed)
        {
            _threads.Play(() => _engine.StopAsync(CancellationToken.None));
            _store.Close();
        }

        Dispose();
        return !HasCrashed;
    }

    /// <summary>Loses what was not committed.</summary>
    public void Dispose()
    {
        _threads.Stop();
        _store.Abandon();
        _engine.Abandon();
        _pumps.ForEach(pump => pump.DisposeAsync().AsTask().Wait());
    }

    /// <summary>Called by the writer around each commit.</summary>
    private void Break(CommitPoint point)
    {
        _commits += point == CommitPoint.Before ? 1 : 0;
        if (_story.Crash(_life) == (_commits, point))
        {
            _ledger.Say($"crash {point} commit {_commits} of life {_life}, after {_threads.Drawn} ranks");
            HasCrashed = true;
            _threads.Stop();
            _store.Abandon();
            return;
        }

        if (point == CommitPoint.Before && _story.Fails(_life, _commits))
        {
            _ledger.Say($"commit {_commits} of life {_life} fails");
            throw new IOException("no space left");
        }

        _ledger.Say($"{point} commit {_commits} of life {_life}");
        _threads.GiveWay();
    }

    /// <summary>A container of one service, because thousands of machines are made.</summary>
    private sealed class OneService(object service) : IServiceScopeFactory, IServiceScope, IServiceProvider
    {
        public IServiceProvider ServiceProvider => this;

        public IServiceScope CreateScope() => this;

        public object? GetService(Type serviceType) => serviceType.IsInstanceOfType(service) ? service : null;

        public void Dispose()
        {
        }
    }
}
