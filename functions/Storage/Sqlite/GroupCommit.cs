using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LienThong.Storage.Sqlite;

/// <summary>
/// The one writer. Whatever waits is run in one transaction and told when that is on the disk. A write that fails by its
/// own doing fails alone; when the disk or the file fails, all that were in the transaction do, and the next one begins
/// with a new connection.
/// </summary>
internal sealed class GroupCommit : IDisposable
{
    private const int MaxBatch = 256;

    private readonly BlockingCollection<Write> _waiting;
    private readonly Func<SqliteSession> _open;
    private readonly Action<SqliteSession> _committed;
    private readonly Thread _thread;
    private SqliteSession? _session;

    /// <param name="session">The connection to begin with.</param>
    /// <param name="open">Opens another one when that has failed.</param>
    /// <param name="committed">Called after each commit when its writers have been told, for upkeep.</param>
    public GroupCommit(SqliteSession session, Func<SqliteSession> open, Action<SqliteSession> committed, int maxWaiting, string name)
    {
        _waiting = new(maxWaiting);
        _session = session;
        _open = open;
        _committed = committed;
        _thread = new Thread(Run) { IsBackground = true, Name = name + " writer" };
        _thread.Start();
    }

    /// <summary>Runs a write in one transaction with others. It may be run again if the transaction has to be repeated, so
    /// it does nothing but write to the session.</summary>
    public Task<T> RunAsync<T>(Func<SqliteSession, T> body, CancellationToken cancellation)
    {
        var write = new Write<T>(body, cancellation);
        try
        {
            return _waiting.TryAdd(write, 0, cancellation)
                ? write.Task
                : Task.FromException<T>(new StorageOverloadedException($"{_waiting.BoundedCapacity} writes are waiting already."));
        }
        catch (OperationCanceledException)
        {
            return Task.FromCanceled<T>(cancellation);
        }
        catch (InvalidOperationException) when (_waiting.IsAddingCompleted)
        {
            return Task.FromException<T>(new ObjectDisposedException(nameof(SqliteStorage)));
        }
    }

    /// <summary>Finishes what waits, then ends.</summary>
    public void Dispose()
    {
        _waiting.CompleteAdding();
        _thread.Join();
        _session?.Dispose();
    }

    private void Run()
    {
        List<Write> batch = new(MaxBatch);
        foreach (var first in _waiting.GetConsumingEnumerable())
        {
            batch.Add(first);
            while (batch.Count < MaxBatch && _waiting.TryTake(out var next))
            {
                batch.Add(next);
            }

            Commit(batch);
            batch.Clear();
        }
    }

    private void Commit(List<Write> batch)
    {
        batch.RemoveAll(write => write.CancelIfAsked());
        while (batch.Count > 0 && !TryCommit(batch))
        {
        }
    }

    // False when one write was thrown out and the others are to be tried again.
    private bool TryCommit(List<Write> batch)
    {
        Write? running = null;
        IReadOnlyCollection<Action> calls;
        try
        {
            _session ??= _open();
            _session.Begin();
            foreach (var write in batch)
            {
                running = write;
                write.Run(_session);
            }

            running = null;
            calls = _session.Commit();
        }
        catch (Exception e) when (running is not null && IsOfTheWrite(e))
        {
            Undo();
            batch.Remove(running);
            running.Fail(e);
            return false;
        }
        catch (Exception e)
        {
            Close();
            batch.ForEach(write => write.Fail(new StorageUnavailableException("The database could not be written.", e)));
            return true;
        }

        foreach (var call in calls)
        {
            call();
        }

        batch.ForEach(write => write.Complete());
        Upkeep();
        return true;
    }

    private void Upkeep()
    {
        try
        {
            _committed(_session!);
        }
        catch (SqliteException)
        {
            // Nobody waits for upkeep. A fault that lasts comes back with the next write, on a new connection, and is told there.
            Close();
        }
    }

    private void Undo()
    {
        try
        {
            _session!.Rollback();
        }
        catch (SqliteException)
        {
            // SQLite may have rolled back by itself; closing does in any case.
            Close();
        }
    }

    private void Close()
    {
        _session?.Dispose();
        _session = null;
    }

    // What SQLite holds against a statement, or our own code threw: another write of the batch need not suffer from it.
    private static bool IsOfTheWrite(Exception e) => e is not SqliteException sqlite || sqlite.SqliteErrorCode
        is raw.SQLITE_ERROR or raw.SQLITE_CONSTRAINT or raw.SQLITE_MISMATCH or raw.SQLITE_TOOBIG or raw.SQLITE_RANGE;

    private abstract class Write
    {
        public abstract bool CancelIfAsked();

        public abstract void Run(SqliteSession session);

        public abstract void Complete();

        public abstract void Fail(Exception e);
    }

    private sealed class Write<T>(Func<SqliteSession, T> body, CancellationToken cancellation) : Write
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T _result = default!;

        public Task<T> Task => _done.Task;

        public override bool CancelIfAsked() => cancellation.IsCancellationRequested && _done.TrySetCanceled(cancellation);

        public override void Run(SqliteSession session) => _result = body(session);

        public override void Complete() => _done.SetResult(_result);

        public override void Fail(Exception e) => _done.SetException(e);
    }
}
