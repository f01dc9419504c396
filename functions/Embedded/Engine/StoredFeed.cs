using LienThong.Embedded.Clock;
using LienThong.Embedded.Store;
using Microsoft.Extensions.Logging;

namespace LienThong.Embedded.Engine;

/// <summary>
/// Hands the rows of a table to who works on them, each once and in order. While there is room a row goes straight from its
/// commit to the worker; without room it stays in the table only and is read back, page by page, when there is room again.
/// A start after a crash is the same as a long time without room.
/// </summary>
/// <remarks>Rows are numbered in the order of their commits, so "after the last one handed over" misses nothing.</remarks>
internal sealed class StoredFeed<T>(
    RuntimeStore store,
    InFlight inFlight,
    TimeProvider time,
    ILogger logger,
    Func<StoreConnection, long, int, List<(long Id, T Item)>> page,
    Action<T> take,
    Func<bool> hasRoom) : IDisposable
{
    private const int PageSize = 500;
    private static readonly TimeSpan AfterError = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private long _taken;
    private long _last;
    private bool _behind;
    private bool _reading;
    private bool _closed;
    private ITimer? _again;

    /// <summary>Begins with the rows up to <paramref name="last"/> in the table.</summary>
    public void Start(long last)
    {
        lock (_gate)
        {
            _last = last;
            if (_taken < _last)
            {
                FallBehind();
            }
        }
    }

    /// <summary>A row has been committed. Called in the order of the numbers.</summary>
    public void Offer(long id, T item)
    {
        lock (_gate)
        {
            _last = Math.Max(_last, id);
            if (id <= _taken || _closed)
            {
                return;
            }

            if (!_behind && hasRoom())
            {
                _taken = id;
                take(item);
            }
            else
            {
                FallBehind();
            }
        }
    }

    /// <summary>There may be room again.</summary>
    public void Poke()
    {
        lock (_gate)
        {
            if (_behind)
            {
                FallBehind();
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            _again?.Dispose();
            if (_behind && !_reading)
            {
                CatchUp();
            }
        }
    }

    private void FallBehind()
    {
        if (!_behind)
        {
            _behind = true;
            inFlight.Enter();
        }

        if (!_reading && !_closed)
        {
            _reading = true;
            store.Threads.Run(static feed => feed.Read(), this);
        }
    }

    private void CatchUp()
    {
        _behind = false;
        inFlight.Leave();
    }

    private void Read()
    {
        while (true)
        {
            long after, last;
            lock (_gate)
            {
                if (_closed || _taken >= _last)
                {
                    _reading = false;
                    CatchUp();
                    return;
                }

                if (!hasRoom())
                {
                    _reading = false;
                    return;
                }

                (after, last) = (_taken, _last);
            }

            List<(long Id, T Item)> rows;
            try
            {
                rows = store.Read(connection => page(connection, after, PageSize));
            }
            catch (Exception error)
            {
                logger.LogError(error, "Waiting work could not be read from the store; it is tried again.");
                TryLater();
                return;
            }

            lock (_gate)
            {
                foreach (var (id, item) in rows)
                {
                    _taken = id;
                    take(item);
                }

                _taken = rows.Count < PageSize ? Math.Max(_taken, last) : _taken;
            }
        }
    }

    private void TryLater()
    {
        lock (_gate)
        {
            _reading = false;
            if (_closed)
            {
                CatchUp();
                return;
            }

            _again ??= time.CreateTimer(static feed => ((StoredFeed<T>)feed!).Poke(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _again.Change(AfterError, Timeout.InfiniteTimeSpan);
        }
    }
}
