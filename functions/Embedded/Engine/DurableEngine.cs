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

    /// <summary>An engine over a store.</summary>
    public DurableEngine(
        RuntimeStore store, IDurableFunctions functions, InFlight inFlight, TimeProvider time, DurableOptions options, ILoggerFactory loggers)
    {
        _store = store;
        Client = null!;
    }

    /// <summary>Starts orchestrations, tells them things and looks at them.</summary>
    public DurableTaskClient Client { get; }

    /// <summary>Goes on where the store's instances stand.</summary>
    public async Task StartAsync(CancellationToken cancellation = default) => await _store.WriteAsync(_ => { }, cancellation: cancellation);

    /// <summary>Takes no new work, finishes the turns that run, and waits a bounded time for the activities that run.</summary>
    public async Task StopAsync(CancellationToken cancellation = default) => await _store.WriteAsync(_ => { }, cancellation: cancellation);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
