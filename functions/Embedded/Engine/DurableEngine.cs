using LienThong.Embedded.Clock;
using LienThong.Embedded.Store;
using Microsoft.Extensions.Logging;

namespace LienThong.Embedded.Engine;

/// <summary>
/// Runs orchestrations. Their histories are kept in the runtime's store and are the truth: whatever is in memory can be
/// lost at any moment and is made again from them.
/// </summary>
public sealed class DurableEngine : IAsyncDisposable
{
    private readonly RuntimeStore _store;
    private readonly InFlight _inFlight;
    private readonly DurableOptions _options;
    private readonly DurableTables _tables = new();
    private readonly Waiters _waiters = new();
    private readonly Turns _turns;
    private readonly ActivityPool _activities;
    private readonly DueTimers _timers;
    private readonly Retention? _retention;
    private readonly StoredFeed<Message> _inbox;
    private readonly StoredFeed<ScheduledTask> _tasks;
    private bool _stopped;

    /// <summary>An engine over a store.</summary>
    /// <param name="store">Where histories are kept; the caller opens it before and closes it after the engine.</param>
    /// <param name="functions">The orchestrators and activities.</param>
    /// <param name="inFlight">Counts what is under way.</param>
    /// <param name="time">The only clock.</param>
    /// <param name="options">Bounds.</param>
    /// <param name="loggers">Where logs go: names, ids and counts, never inputs or results.</param>
    public DurableEngine(
        RuntimeStore store, IDurableFunctions functions, InFlight inFlight, TimeProvider time, DurableOptions options, ILoggerFactory loggers)
    {
        (_store, _inFlight, _options) = (store, inFlight, options);
        var logger = loggers.CreateLogger<DurableEngine>();
        var computer = new TurnComputer(store, _tables, functions, time, options, loggers);
        _turns = new Turns(store, computer, inFlight, time, options, logger) { Tell = Tell, Drained = WakeMore };
        _inbox = new StoredFeed<Message>(store, inFlight, time, logger, DurableReads.Inbox, _turns.Deliver, () => _turns.HasRoom);
        _activities = new ActivityPool(functions, store.Threads, inFlight, _turns, options, logger) { Drained = () => _tasks!.Poke() };
        _tasks = new StoredFeed<ScheduledTask>(store, inFlight, time, logger, DurableReads.Tasks, _activities.Add, () => _activities.HasRoom);
        _timers = new DueTimers(store, inFlight, time, logger, options.MaxQueued, _turns.Deliver, () => _turns.HasRoom);
        _retention = options.KeepEnded is { } keep ? new Retention(store, inFlight, time, logger, keep, options.PurgeInterval) : null;
        Client = new DurableClient(this, store, _tables, _waiters, time, options);
    }

    /// <summary>Starts orchestrations, tells them things and looks at them.</summary>
    public DurableTaskClient Client { get; }

    /// <summary>How many instances are in memory.</summary>
    internal int Live => _turns.Live;

    /// <summary>How many instances are waited for.</summary>
    internal int WaitedFor => _waiters.Count;

    /// <summary>Goes on where the store's instances stand. What waits there is taken up page by page.</summary>
    public async Task StartAsync(CancellationToken cancellation = default)
    {
        await _store.ApplyAsync(DurableTables.Schema);
        var (inbox, tasks) = await _store.WriteAsync(_tables.Open, cancellation: cancellation);
        _inbox.Start(inbox);
        _tasks.Start(tasks);
        _timers.Start();
        _retention?.Start();
    }

    /// <summary>
    /// Begins nothing more, waits for the activities that run (not longer than the options say), and saves the turns that
    /// their results lead to.
    /// </summary>
    public async Task StopAsync(CancellationToken cancellation = default)
    {
        if (_stopped)
        {
            return;
        }

        BeginNothingMore();
        try
        {
            // People wait for a stop in real time, whatever clock the runtime is on.
            await _turns.WhenQuietAsync().WaitAsync(_options.StopTimeout, TimeProvider.System, cancellation);
        }
        catch (Exception given) when (given is TimeoutException or OperationCanceledException)
        {
            // Their tasks stay in the store and run again at the next start.
            _activities.Cancel();
        }

        _turns.Close();
    }

    /// <summary>The history of an instance's present execution; null if there is no such instance.</summary>
    public RecordedHistory? Record(string instanceId) => _store.Read(store =>
        DurableTables.Find(store, instanceId) is { } found && DurableReads.Header(store, found.Seq) is { } header
            ? new RecordedHistory(new HistoryFile(
                header.Name, header.Id, header.Version, header.Seq, header.Execution, header.Parent, DurableReads.History(store, found.Seq)))
            : null);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _activities.Dispose();
    }

    /// <summary>Ends as a crash does: nothing is waited for and nothing more is done.</summary>
    internal void Abandon()
    {
        BeginNothingMore();
        _turns.Close();
        _activities.Cancel();
    }

    private void BeginNothingMore()
    {
        _stopped = true;
        _retention?.Dispose();
        _timers.Dispose();
        _inbox.Dispose();
        _tasks.Dispose();
        _activities.Stop();
    }

    /// <summary>Writes, and completes when the write is safe and those whom it concerns know of it.</summary>
    internal async Task<T> WriteAsync<T>(Func<StoreConnection, Changes, T> write, CancellationToken cancellation)
    {
        var durable = new DurableWrite<T>(write, Tell, _inFlight);
        _inFlight.Enter();
        try
        {
            await _store.AddAsync(durable, wait: true, cancellation);
        }
        catch
        {
            _inFlight.Leave();
            throw;
        }

        return await durable.Done;
    }

    /// <summary>Hands over what has been committed. Called on the writer's thread, in the order of the commits.</summary>
    private void Tell(Changes changes)
    {
        foreach (var message in changes.Inbox)
        {
            _inbox.Offer(message.Key, message);
        }

        foreach (var task in changes.Tasks)
        {
            _tasks.Offer(task.Id, task);
        }

        foreach (var timer in changes.Timers)
        {
            _timers.Add(timer);
        }

        foreach (var timer in changes.TimersGone)
        {
            _timers.Remove(timer);
        }

        if (changes.Progressed is var (instance, ended))
        {
            _waiters.Tell(instance, ended);
        }
    }

    private void WakeMore()
    {
        _inbox.Poke();
        _timers.Poke();
        _activities.Poke();
    }
}
