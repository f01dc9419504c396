using LienThong.Embedded.Clock;
using LienThong.Embedded.Store;
using Microsoft.Extensions.Logging;

namespace LienThong.Embedded.Engine;

/// <summary>
/// Wakes instances when their timers are due. The nearest timers are in memory, the others in their table, however many
/// there are and however far away; one alarm stands for all, set to the nearest.
/// </summary>
internal sealed class DueTimers : IDisposable
{
    private static readonly TimeSpan AfterError = TimeSpan.FromSeconds(1);

    private readonly RuntimeStore _store;
    private readonly InFlight _inFlight;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Action<Message> _deliver;
    private readonly Func<bool> _hasRoom;
    private readonly int _nearCount;
    private readonly Lock _gate = new();
    private readonly SortedSet<DueTimer> _near = [];
    private readonly Alarm _alarm;
    private readonly HashSet<DueTimer> _goneWhileReading = [];

    // Every timer of the table up to this one is in memory, or has fired; those beyond it are in the table only.
    private DueTimer _horizon = DueTimer.Last;
    private bool _reading;
    private bool _closed;

    public DueTimers(
        RuntimeStore store, InFlight inFlight, TimeProvider time, ILogger logger, int nearCount, Action<Message> deliver, Func<bool> hasRoom)
    {
        (_store, _inFlight, _time, _logger, _nearCount, _deliver, _hasRoom) = (store, inFlight, time, logger, nearCount, deliver, hasRoom);
        _alarm = new Alarm(time, Ring);
    }

    /// <summary>Begins with the timers in the table.</summary>
    public void Start()
    {
        lock (_gate)
        {
            _horizon = DueTimer.First;
            Next();
        }
    }

    /// <summary>A timer has been committed.</summary>
    public void Add(DueTimer timer)
    {
        lock (_gate)
        {
            // Beyond the horizon it is read with the others, unless it was committed after that reading began.
            if (timer.CompareTo(_horizon) > 0 && !_reading)
            {
                return;
            }

            _near.Add(timer);
            if (_near.Count > 2 * _nearCount && !_reading)
            {
                Forget();
            }

            if (_near.Min == timer)
            {
                Next();
            }
        }
    }

    /// <summary>A timer is gone from the table.</summary>
    public void Remove(DueTimer timer)
    {
        lock (_gate)
        {
            _near.Remove(timer);
            if (_reading)
            {
                _goneWhileReading.Add(timer);
            }
        }
    }

    /// <summary>There may be room again.</summary>
    public void Poke() => Ring();

    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            _alarm.Dispose();
        }
    }

    private void Ring()
    {
        lock (_gate)
        {
            Next();
        }
    }

    /// <summary>Fires what is due, reads more if the nearest are used up, and sets the alarm.</summary>
    private void Next()
    {
        if (_closed)
        {
            return;
        }

        var now = _time.GetUtcNow().UtcTicks;
        while (_near.Count > 0 && _near.Min is var due && due.Due <= now)
        {
            if (!_hasRoom())
            {
                return;
            }

            _near.Remove(due);
            if (_reading)
            {
                _goneWhileReading.Add(due);
            }

            _deliver(Message.Of(due));
        }

        if (_near.Count == 0 && _horizon != DueTimer.Last)
        {
            ReadMore();
            return;
        }

        if (_near.Count > 0)
        {
            _alarm.Set(new DateTimeOffset(_near.Min.Due, TimeSpan.Zero));
        }
    }

    /// <summary>Leaves the farther half to the table.</summary>
    private void Forget()
    {
        while (_near.Count > _nearCount)
        {
            _near.Remove(_near.Max);
        }

        _horizon = _near.Max;
    }

    private void ReadMore()
    {
        if (!_reading)
        {
            _reading = true;
            _inFlight.Enter();
            _store.Threads.Run(static timers => timers.Read(), this);
        }
    }

    private void Read()
    {
        DueTimer after;
        lock (_gate)
        {
            after = _horizon;
        }

        List<DueTimer>? rows = null;
        try
        {
            rows = _store.Read(connection => DurableReads.Timers(connection, after, _nearCount));
        }
        catch (Exception error)
        {
            _logger.LogError(error, "Timers could not be read from the store; they are tried again.");
        }

        lock (_gate)
        {
            _reading = false;
            if (rows is not null)
            {
                _near.UnionWith(rows.Where(row => !_goneWhileReading.Contains(row)));
                _horizon = rows.Count < _nearCount ? DueTimer.Last : rows[^1];

                // What was added meanwhile beyond the new horizon has others before it in the table.
                while (_near.Count > 0 && _near.Max.CompareTo(_horizon) > 0)
                {
                    _near.Remove(_near.Max);
                }
            }

            _goneWhileReading.Clear();
            if (rows is null && !_closed)
            {
                _alarm.Set(_time.GetUtcNow() + AfterError);
            }
            else
            {
                Next();
            }
        }

        _inFlight.Leave();
    }
}
