using System.Collections.Concurrent;
using LienThong.Simulator.Api;

namespace LienThong.Simulator.Scores;

/// <summary>What the players have seen so far. Safe from many threads.</summary>
/// <param name="noted">Told how many things have been noted, after each; null tells nobody.</param>
internal sealed class Ledger(Action<int>? noted = null)
{
    // Somewhat less than the 30 s that the app waits for an agency.
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(25);

    private readonly ConcurrentDictionary<string, TaskCompletionSource<FiledDossier>> _filed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (DossierView View, string? ETag)> _views = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Delivery, bool> _deliveries = new();
    private readonly ConcurrentDictionary<Delivered, bool> _decisions = new();
    private readonly ConcurrentDictionary<Received, bool> _received = new();
    private readonly ConcurrentDictionary<Sent, bool> _sent = new();
    private readonly ConcurrentDictionary<(string Dossier, string Step), ConcurrentDictionary<string, bool>> _said = new();
    private readonly ConcurrentQueue<string> _unexpected = new();
    private readonly Lock _counting = new();
    private int _filedCount;
    private int _closed;
    private int _overdue;
    private int _noted;

    /// <summary>Dossiers that the app has taken in.</summary>
    public int Filed => Volatile.Read(ref _filedCount);

    /// <summary>Dossiers that were closed when last read.</summary>
    public int Closed => Volatile.Read(ref _closed);

    /// <summary>Steps that were past their limit when their dossier was last read.</summary>
    public int Overdue => Volatile.Read(ref _overdue);

    /// <summary>All dossiers that the app has taken in.</summary>
    public IReadOnlyList<FiledDossier> Dossiers =>
        [.. _filed.Values.Where(slot => slot.Task.IsCompletedSuccessfully).Select(slot => slot.Task.Result).OrderBy(filed => filed.Filing.Number)];

    /// <summary>Notes that a dossier was taken in. The same again changes nothing.</summary>
    public void Note(FiledDossier filed)
    {
        if (Slot(filed.Code).TrySetResult(filed))
        {
            Interlocked.Increment(ref _filedCount);
            Tell();
        }
    }

    /// <summary>Notes how a dossier stands.</summary>
    public void Note(DossierView view, string? etag)
    {
        lock (_counting)
        {
            var before = LastSeen(view.Code)?.View;
            _closed += (view.IsClosed ? 1 : 0) - (before is { IsClosed: true } ? 1 : 0);
            _overdue += OverdueIn(view) - OverdueIn(before);
            _views[view.Code] = (view, etag);
        }

        Tell();
    }

    /// <summary>Notes that a message reached an agency.</summary>
    public void Note(Delivery delivery)
    {
        _deliveries.TryAdd(delivery, true);
        Tell();
    }

    /// <summary>Notes that the app has taken an agency's final decision.</summary>
    public void Note(Delivered decision)
    {
        _decisions.TryAdd(decision, true);
        Tell();
    }

    /// <summary>Notes that another system has something. The same again changes nothing.</summary>
    public void Note(Received received)
    {
        _received.TryAdd(received, true);
        Tell();
    }

    /// <summary>Notes that a measuring system has its answer. The same again changes nothing.</summary>
    public void Note(Sent sent) => _sent.TryAdd(sent, true);

    /// <summary>Notes that an agency is about to say something about a step. The same again changes nothing.</summary>
    public void NoteSaid(string dossier, string step, int round, string what)
    {
        _said.GetOrAdd((dossier, step), _ => new(StringComparer.Ordinal)).TryAdd($"{what} {round}", true);
        Tell();
    }

    /// <summary>How many different things an agency said about a step.</summary>
    public int Said(string dossier, string step) => _said.TryGetValue((dossier, step), out var said) ? said.Count : 0;

    /// <summary>Notes an answer against the contract.</summary>
    public void Unexpected(string what) => _unexpected.Enqueue(what);

    /// <summary>Whose dossier a number is. An agency may hear of it before the family has its answer: then it waits.</summary>
    /// <exception cref="TimeoutException">No family of this play has such a dossier.</exception>
    public Task<FiledDossier> WhoseAsync(string code, CancellationToken cancellation) =>
        Slot(code).Task.WaitAsync(LongestAnswer, cancellation);

    /// <summary>The dossier as last read, and its version.</summary>
    public (DossierView View, string? ETag)? LastSeen(string code) => _views.TryGetValue(code, out var seen) ? seen : null;

    /// <summary>Everything, at one moment.</summary>
    /// <param name="now">The moment, on the app's clock.</param>
    /// <param name="readers">Agencies to which nothing is delivered.</param>
    public Observed Snapshot(DateTimeOffset now, IReadOnlySet<string> readers) => new()
    {
        At = now,
        Filed = Dossiers,
        Views = _views.ToDictionary(pair => pair.Key, pair => pair.Value.View, StringComparer.Ordinal),
        Deliveries = [.. _deliveries.Keys],
        Decisions = [.. _decisions.Keys],
        Received = [.. _received.Keys],
        Sent = [.. _sent.Keys],
        Readers = readers,
        Unexpected = [.. _unexpected],
    };

    private static int OverdueIn(DossierView? view) => view?.Steps.Count(step => step.Overdue) ?? 0;

    private void Tell() => noted?.Invoke(Interlocked.Increment(ref _noted));

    private TaskCompletionSource<FiledDossier> Slot(string code) =>
        _filed.GetOrAdd(code, _ => new TaskCompletionSource<FiledDossier>(TaskCreationOptions.RunContinuationsAsynchronously));
}
