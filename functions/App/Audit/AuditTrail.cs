using System.Threading.Channels;
using LienThong.Procedures.Calendars;
using LienThong.Storage;

namespace LienThong.App.Audit;

/// <summary>
/// The one place where acts go into the audit log. A chain of hashes needs one writer: acts wait in a bounded line, and whatever
/// waits is linked and appended together.
/// </summary>
/// <remarks>
/// While the log cannot be written, what has been taken is kept and tried again, and <see cref="DemandAsync"/> refuses anything new,
/// so that nothing happens unseen and memory stays bounded.
/// </remarks>
public sealed class AuditTrail : IAsyncDisposable
{
    private const int Room = 4096;
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    private readonly IAuditLog _log;
    private readonly TimeProvider _time;
    private readonly ILogger<AuditTrail> _logger;
    private readonly Channel<Waiting> _line = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(Room) { SingleReader = true });
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _appending;
    private volatile Outage? _outage;
    private AuditHead? _last;

    /// <summary>Begins to append.</summary>
    public AuditTrail(IAuditLog log, TimeProvider time, ILogger<AuditTrail> logger)
    {
        (_log, _time, _logger) = (log, time, logger);
        _appending = Task.Run(AppendAllAsync);
    }

    /// <summary>The day in Vietnam.</summary>
    public DateOnly Today => VietnamTime.DayOf(_time.GetUtcNow());

    /// <summary>Makes sure, before anything is done, that it can be recorded. While the log is down it is tried once more.</summary>
    /// <exception cref="StorageUnavailableException">It cannot.</exception>
    public async Task DemandAsync()
    {
        if (_outage is { } outage)
        {
            await outage.TryNowAsync();
            if (_outage is not null)
            {
                throw new StorageUnavailableException("The audit log cannot be written.");
            }
        }
    }

    /// <summary>Records an act; it is durable when the task completes. Not to be cancelled: it has happened.</summary>
    /// <exception cref="StorageUnavailableException">It is not durable yet; it stays in line and is tried again.</exception>
    public async Task RecordAsync(AuditAct act)
    {
        var waiting = new Waiting(act.ToContent(), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await EnterAsync(waiting);
        await waiting.Done!.Task;
    }

    /// <summary>Takes an act in without waiting for the disk: for reads.</summary>
    /// <exception cref="StorageUnavailableException">The trail is closed.</exception>
    public ValueTask TakeAsync(AuditAct act) => EnterAsync(new Waiting(act.ToContent(), Done: null));

    /// <summary>Completes when everything taken in before is durable.</summary>
    /// <exception cref="StorageUnavailableException">It could not be written.</exception>
    public async Task FlushAsync()
    {
        var mark = new Waiting(Content: null, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await EnterAsync(mark);
        await mark.Done!.Task;
    }

    /// <summary>Appends what is in line, then ends. What cannot be written even now is counted in the process's log.</summary>
    public async ValueTask DisposeAsync()
    {
        _line.Writer.TryComplete();
        await _closing.CancelAsync();
        await _appending;
        _closing.Dispose();
    }

    private async ValueTask EnterAsync(Waiting waiting)
    {
        try
        {
            await _line.Writer.WriteAsync(waiting);
        }
        catch (ChannelClosedException e)
        {
            throw new StorageUnavailableException("The audit trail is closed.", e);
        }

        // Who waits for the disk wants to know soon, and not at the next try by the clock.
        if (waiting.Done is not null)
        {
            _outage?.Hurry();
        }
    }

    private async Task AppendAllAsync()
    {
        List<Waiting> pending = [];
        while (pending.Count > 0 || await _line.Reader.WaitToReadAsync())
        {
            TakeFromLine(pending);
            try
            {
                var batch = pending.Take(IAuditLog.MaxBatch).ToList();
                await AppendAsync([.. batch.Select(waiting => waiting.Content).OfType<string>()]);
                batch.ForEach(waiting => waiting.Done?.TrySetResult());
                pending.RemoveRange(0, batch.Count);
                Recover();
            }
            catch (Exception e)
            {
                if (_closing.IsCancellationRequested)
                {
                    TakeFromLine(pending);
                    _logger.LogCritical("{Count} acts are not in the audit log: {Error}", pending.Count(waiting => waiting.Content is not null), e.GetType().Name);
                    Fail(pending, e);
                    Recover();
                    return;
                }

                if (_outage is null)
                {
                    _logger.LogError("The audit log cannot be written ({Error}); what must be recorded is refused.", e.GetType().Name);
                }

                await WaitAsync(pending, e);
            }
        }
    }

    private void TakeFromLine(List<Waiting> pending)
    {
        while (pending.Count < Room && _line.Reader.TryRead(out var next))
        {
            pending.Add(next);
        }
    }

    private static void Fail(List<Waiting> pending, Exception why) =>
        pending.ForEach(waiting => waiting.Done?.TrySetException(new StorageUnavailableException("The audit log cannot be written.", why)));

    private async Task AppendAsync(IReadOnlyList<string> contents)
    {
        while (contents.Count > 0)
        {
            _last ??= await _log.LastHeadAsync(DateOnly.MaxValue, CancellationToken.None);

            // A clock that is put back does not open a day again that is linked already.
            var day = _last is { } last && last.Day > Today ? last.Day : Today;
            var head = _last?.Day == day ? _last : null;
            var entries = AuditChain.Link(day, head, _last, contents);
            if (await _log.TryAppendAsync(head, entries, CancellationToken.None))
            {
                if (head is null && _last is not null)
                {
                    _logger.LogInformation("The audit log's day is closed: {Head}", _last);
                }

                _last = AuditChain.HeadAfter(entries);
                return;
            }

            // Another process appended in between.
            _last = null;
        }
    }

    private async Task WaitAsync(List<Waiting> pending, Exception why)
    {
        var earlier = _outage;
        var outage = new Outage();
        _outage = outage;

        // Set before anybody is told of the failure: who is told may move the clock at once.
        using var rung = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token);
        var again = Task.Delay(Again, _time, rung.Token);

        // Whoever comes into line from here on sees the outage.
        TakeFromLine(pending);
        Fail(pending, why);
        earlier?.End();
        await Task.WhenAny(outage.Hurried, again);
        await rung.CancelAsync();
    }

    private void Recover()
    {
        var earlier = _outage;
        _outage = null;
        earlier?.End();
    }

    /// <summary>An act in line, or a mark that has no content.</summary>
    private sealed record Waiting(string? Content, TaskCompletionSource? Done);

    /// <summary>The time from one failure to append to the end of the next try.</summary>
    private sealed class Outage
    {
        private readonly TaskCompletionSource _hurried = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Hurried => _hurried.Task;

        public void Hurry() => _hurried.TrySetResult();

        public void End() => _ended.TrySetResult();

        public Task TryNowAsync()
        {
            Hurry();
            return _ended.Task;
        }
    }
}
