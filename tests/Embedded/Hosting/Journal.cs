namespace LienThong.Embedded.Tests.Hosting;

/// <summary>What the functions of a test have done, and gates that they wait at.</summary>
internal sealed class Journal
{
    private readonly Lock _gate = new();
    private readonly List<string> _entries = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiters = [];
    private readonly Dictionary<string, TaskCompletionSource> _gates = [];

    public IReadOnlyList<string> Entries
    {
        get
        {
            lock (_gate)
            {
                return [.. _entries];
            }
        }
    }

    public void Add(string entry)
    {
        lock (_gate)
        {
            _entries.Add(entry);
            foreach (var waiter in _waiters.Where(waiter => waiter.Count <= _entries.Count))
            {
                waiter.Reached.TrySetResult();
            }
        }
    }

    /// <summary>Completes when so many entries have been made; a test that waits in vain fails instead of hanging.</summary>
    public Task CountAsync(int count)
    {
        lock (_gate)
        {
            if (_entries.Count >= count)
            {
                return Task.CompletedTask;
            }

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((count, reached));
            return reached.Task.WaitAsync(TestApp.Patience);
        }
    }

    /// <summary>A gate: its task completes once it has been opened.</summary>
    public TaskCompletionSource Gate(string name)
    {
        lock (_gate)
        {
            if (!_gates.TryGetValue(name, out var gate))
            {
                _gates[name] = gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            return gate;
        }
    }
}
