using LienThong.Embedded.Clock;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SQLitePCL;

namespace LienThong.Embedded.Store;

/// <summary>
/// The one thread that writes. Whatever waits when it comes round shares one transaction, so that a hundred writes cost
/// one flush to the device, and one write alone waits for nobody.
/// </summary>
internal sealed class StoreWriter : IDisposable
{
    /// <summary>How many times the usual length the log may reach.</summary>
    private const int LongestLog = 8;

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _places;
    private readonly RuntimeStoreOptions _options;
    private readonly string _path;
    private readonly StoreConnection _connection;
    private readonly ILogger _logger;
    private readonly Action _ended;
    private readonly IRounds _rounds;
    private readonly List<StoreWrite> _batch;
    private Queue<StoreWrite> _waiting = new();
    private long _commits;
    private int _pages;
    private int _logPages;
    private Task _copying = Task.CompletedTask;
    private volatile bool _finishCopy;
    private volatile bool _closing;
    private volatile bool _abandoned;

    public StoreWriter(string path, StoreConnection connection, RuntimeStoreOptions options, ILogger logger, Action ended)
    {
        (_path, _connection, _options, _logger, _ended) = (path, connection, options, logger, ended);
        _places = new SemaphoreSlim(options.MaxWaitingWrites);
        _batch = new List<StoreWrite>(options.MaxBatch);
        _rounds = options.Threads.Keep("store writer", Round);
    }

    /// <summary>How many transactions have been committed.</summary>
    public long Commits => Volatile.Read(ref _commits);

    /// <summary>Takes a place among the waiting writes, and waits for one if <paramref name="wait"/> says so.</summary>
    public ValueTask<bool> TakePlaceAsync(bool wait, CancellationToken cancellation)
    {
        if (_places.Wait(0, CancellationToken.None))
        {
            return new(true);
        }

        return wait ? Wait() : new(false);

        async ValueTask<bool> Wait()
        {
            await _places.WaitAsync(cancellation);
            return true;
        }
    }

    public void Add(StoreWrite write)
    {
        lock (_gate)
        {
            if (_abandoned)
            {
                return;
            }

            if (!_closing)
            {
                _waiting.Enqueue(write);
                _rounds.Wake();
                return;
            }
        }

        write.Failed(new ObjectDisposedException(nameof(RuntimeStore)));
    }

    /// <summary>Writes what waits and ends.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _closing = true;
        }

        _rounds.Dispose();
        _places.Dispose();
    }

    /// <summary>Ends as a crash does: what is not committed is lost, and nobody is told of anything.</summary>
    public void Abandon()
    {
        lock (_gate)
        {
            _abandoned = true;
        }

        _rounds.Dispose();
    }

    /// <summary>Writes what waits.</summary>
    /// <returns>False if nothing will come any more, and all is closed.</returns>
    private bool Round()
    {
        var last = _closing;
        while (!_abandoned && Take(_batch))
        {
            Commit(_batch);
            _batch.Clear();
            CopyLogWhenLong();
        }

        if (!last && !_abandoned)
        {
            return true;
        }

        Close();
        return false;
    }

    private void Close()
    {
        try
        {
            _copying.Wait();
            if (_abandoned)
            {
                // A process that is killed copies nothing: the next one finds the log as it is.
                _ = raw.sqlite3_db_config(_connection.Handle!, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, out _);
            }
            else
            {
                CopyLog(_connection, "TRUNCATE");
            }
        }
        finally
        {
            _connection.End(SqliteOpenMode.ReadWrite, _options);
            _ended();
        }
    }

    private bool Take(List<StoreWrite> batch)
    {
        var places = 0;
        lock (_gate)
        {
            while (batch.Count < _options.MaxBatch && _waiting.TryDequeue(out var write))
            {
                batch.Add(write);
                places += write.HoldsPlace ? 1 : 0;
            }
        }

        if (places > 0)
        {
            _places.Release(places);
        }

        return batch.Count > 0;
    }

    private void Commit(List<StoreWrite> batch)
    {
        var errors = default(Dictionary<StoreWrite, Exception>);
        try
        {
            errors = Execute(batch);
            _options.Fault?.Invoke(CommitPoint.Before);
            if (_abandoned)
            {
                return;
            }

            _connection.Statement("COMMIT").Run();
        }
        catch (Exception cause)
        {
            _connection.Undo();
            Fail(batch, errors, cause);
            return;
        }

        Volatile.Write(ref _commits, _commits + 1);
        _options.Fault?.Invoke(CommitPoint.After);
        foreach (var write in batch)
        {
            if (_abandoned)
            {
                return;
            }

            if (errors is not null && errors.TryGetValue(write, out var error))
            {
                write.Failed(error);
            }
            else
            {
                write.Committed();
            }
        }
    }

    /// <summary>
    /// Runs the writes, and says which of them failed by errors of their own. Few do, and a savepoint around each write would
    /// copy every page that it touches: so they run without, and only when one fails all of them are undone and run again
    /// with savepoints.
    /// </summary>
    private Dictionary<StoreWrite, Exception>? Execute(List<StoreWrite> batch)
    {
        _connection.Statement("BEGIN IMMEDIATE").Run();
        try
        {
            foreach (var write in batch)
            {
                write.Execute(_connection);
            }

            return null;
        }
        catch (Exception error) when (!StoreErrors.IsOfTheStore(error))
        {
            _connection.Undo();
        }

        var errors = new Dictionary<StoreWrite, Exception>();
        _connection.Statement("BEGIN IMMEDIATE").Run();
        foreach (var write in batch)
        {
            if (Try(write) is { } error)
            {
                errors.Add(write, error);
            }
        }

        return errors;
    }

    /// <summary>Runs one write; an error of its own undoes it alone, an error of the store ends the batch.</summary>
    private Exception? Try(StoreWrite write)
    {
        _connection.Statement("SAVEPOINT one").Run();
        try
        {
            write.Execute(_connection);
        }
        catch (Exception error) when (!StoreErrors.IsOfTheStore(error) && _connection.InTransaction)
        {
            _connection.Reset();
            _connection.Statement("ROLLBACK TO one").Run();
            _connection.Statement("RELEASE one").Run();
            return error;
        }

        _connection.Statement("RELEASE one").Run();
        return null;
    }

    private void Fail(List<StoreWrite> batch, Dictionary<StoreWrite, Exception>? errors, Exception cause)
    {
        var unavailable = StoreErrors.Unavailable(_path, cause);
        foreach (var write in batch)
        {
            write.Failed(errors is not null && errors.TryGetValue(write, out var error) ? error : unavailable);
        }
    }

    /// <summary>
    /// Copies the log into the database when it has grown long. Most of it is copied beside the writer; the writer then
    /// copies the little that came meanwhile, after which the log starts again from its beginning. Only when that copying
    /// does not keep up does the writer wait for it, because the log must not grow without end.
    /// </summary>
    private void CopyLogWhenLong()
    {
        var written = _connection.TakePagesWritten();
        _pages += written;
        _logPages += written;
        if (_logPages >= LongestLog * _options.CheckpointPages)
        {
            _copying.Wait();
            _finishCopy = true;
        }

        if (_finishCopy)
        {
            _finishCopy = false;
            CopyLog(_connection, "PASSIVE");
            _connection.TakePagesWritten();
            (_pages, _logPages) = (0, 0);
        }
        else if (_pages >= _options.CheckpointPages && _copying.IsCompleted)
        {
            _pages = 0;
            _copying = Task.Run(CopyLogBesideWriter);
        }
    }

    private void CopyLogBesideWriter()
    {
        try
        {
            using var connection = new StoreConnection(_path, SqliteOpenMode.ReadWrite, _options);
            CopyLog(connection, "PASSIVE");
        }
        catch (SqliteException error)
        {
            _logger.LogWarning(error, "The store's log could not be copied into the database.");
        }

        _finishCopy = true;
    }

    private void CopyLog(StoreConnection connection, string how)
    {
        try
        {
            connection.Execute($"PRAGMA wal_checkpoint({how})");
        }
        catch (SqliteException error)
        {
            // Nothing is lost: the log stays longer, and the next round copies it.
            _logger.LogWarning(error, "The store's log could not be copied into the database.");
        }
    }
}
