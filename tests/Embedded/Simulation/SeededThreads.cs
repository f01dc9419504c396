using LienThong.Embedded.Clock;

namespace LienThong.Embedded.Tests.Simulation;

/// <summary>
/// The threads of one life of the machine, played on one thread. The seed gives every piece of work a rank, and of all that could
/// go on the first in rank does; where the store reads and commits, the work under way draws another rank and lets those before it
/// go first. So a seed does the same in the same order every time, on every machine.
/// </summary>
/// <remarks>Ranks, and not a draw at every step, because work of a late rank then waits while much else happens: few mistakes show
/// when everybody is about equally fast. What is let in between ends before what it interrupted goes on. What awaits goes on here
/// too: these threads are the synchronization context of all that is begun on them.</remarks>
internal sealed class SeededThreads(Draws draws, int life) : Threads
{
    private const int Ranks = 1 << 20;
    private const int Deepest = 16;

    private readonly PriorityQueue<Action, (int Rank, int Number)> _ready = new();
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private Context? _context;
    private int _depth;
    private int _ranks;
    private bool _stopped;
    private volatile Exception? _fault;

    /// <summary>How many ranks have been drawn: the same number only if the same was done.</summary>
    public int Drawn => _ranks;

    /// <inheritdoc />
    public override void Run<T>(Action<T> work, T state) => Add(() => work(state));

    /// <inheritdoc />
    public override void Start(Func<Task> work) => Add(async () => await work());

    /// <inheritdoc />
    public override IRounds Keep(string name, Func<bool> round) => new Rounds(this, round);

    /// <inheritdoc />
    public override void GiveWay()
    {
        if (_depth is > 0 and < Deepest)
        {
            Within(() =>
            {
                var mine = Rank();
                while (_ready.TryPeek(out _, out var next) && next.Rank < mine && Pick())
                {
                }
            });
        }
    }

    /// <summary>Begins something, and lets work go on until it is done or nothing is left to do.</summary>
    /// <exception cref="SeededThreadsException">Work has thrown, or has come from a thread that the seed does not rule.</exception>
    public Task Play(Func<Task> begin)
    {
        var done = Task.CompletedTask;
        Within(() => done = begin());
        PlayUntil(() => done.IsCompleted);
        return done;
    }

    /// <summary>Lets work go on until the condition holds or nothing is left to do.</summary>
    /// <exception cref="SeededThreadsException">Work has thrown, or has come from a thread that the seed does not rule.</exception>
    public void PlayUntil(Func<bool> holds)
    {
        Within(() =>
        {
            while (!holds() && Pick())
            {
            }
        });
        if (_fault is { } fault)
        {
            throw new SeededThreadsException(fault);
        }
    }

    /// <summary>Forgets what is left to do, and all that still comes: the process is dead.</summary>
    public void Stop()
    {
        _stopped = true;
        _ready.Clear();
    }

    private void Add(Action work)
    {
        if (Environment.CurrentManagedThreadId != _thread)
        {
            _fault ??= new InvalidOperationException($"from another thread:{Environment.NewLine}{Environment.StackTrace}");
        }
        else if (!_stopped)
        {
            _ready.Enqueue(work, (Rank(), _ranks));
        }
    }

    private int Rank() => draws.Below(Ranks, "rank", life, _ranks++);

    private bool Pick()
    {
        if (_fault is not null || !_ready.TryDequeue(out var work, out _))
        {
            return false;
        }

        try
        {
            work();
        }
        catch (Exception thrown)
        {
            // Not into what it came between.
            _fault ??= thrown;
        }

        return true;
    }

    private void Within(Action work)
    {
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(_context ??= new Context(this));
        _depth++;
        try
        {
            work();
        }
        finally
        {
            _depth--;
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    private sealed class Context(SeededThreads threads) : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => threads.Add(() => d(state));

        public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException();

        public override SynchronizationContext CreateCopy() => this;
    }

    private sealed class Rounds(SeededThreads threads, Func<bool> round) : IRounds
    {
        private bool _asked;
        private bool _running;
        private bool _over;

        public void Wake()
        {
            if (!_asked)
            {
                _asked = true;
                Come();
            }
        }

        public void Dispose()
        {
            if (!_running && !_over)
            {
                Go();
            }
        }

        private void Come()
        {
            if (!_running)
            {
                threads.Add(Go);
            }
        }

        private void Go()
        {
            if (_over)
            {
                return;
            }

            (_asked, _running) = (false, true);
            _over = !round();
            _running = false;
            if (_asked)
            {
                Come();
            }
        }
    }
}
