using LienThong.Embedded.Clock;

namespace LienThong.Embedded.Tests.Simulation;

/// <summary>What the world outside the machine knows: what it was told was taken, and what it saw done. No crash touches it.</summary>
internal sealed class Ledger(VirtualClock clock)
{
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private readonly List<string> _broken = [];
    private readonly HashSet<(string Queue, string Id)> _accepted = [];
    private readonly Dictionary<string, int> _handled = [];
    private readonly Dictionary<string, HashSet<string>> _receipts = [];
    private readonly Dictionary<string, HashSet<int>> _drawn = [];
    private readonly Dictionary<string, HashSet<int>> _asked = [];
    private readonly HashSet<string> _mended = [];
    private readonly HashSet<string> _known = [];
    private int _tokens;

    /// <summary>What happened, in order.</summary>
    public IReadOnlyList<string> Lines => Copy(_lines);

    /// <summary>The promises that were seen broken on the way.</summary>
    public IReadOnlyList<string> Broken => Copy(_broken);

    /// <summary>The messages whose senders were told that they were taken.</summary>
    public IReadOnlyList<(string Queue, string Id)> Accepted => Copy(_accepted);

    /// <summary>How often activities ran.</summary>
    public int Activities { get; private set; }

    public void Say(string line)
    {
        lock (_gate)
        {
            _lines.Add($"{clock.GetUtcNow():MM-dd HH:mm:ss} {line}");
        }
    }

    public void Break(string promise)
    {
        lock (_gate)
        {
            _broken.Add(promise);
        }

        Say($"BROKEN: {promise}");
    }

    public void Accept(string queue, string id)
    {
        lock (_gate)
        {
            _accepted.Add((queue, id));
        }
    }

    public void Handle(string id)
    {
        lock (_gate)
        {
            _handled[id] = _handled.GetValueOrDefault(id) + 1;
        }
    }

    /// <summary>How often a message's handler came to its end.</summary>
    public int Handled(string id) => Locked(() => _handled.GetValueOrDefault(id));

    public void Receive(string decision, string receipt)
    {
        lock (_gate)
        {
            Of(_receipts, decision).Add(receipt);
        }
    }

    /// <summary>How many different receipts came of a decision.</summary>
    public int Receipts(string decision) => Locked(() => _receipts.GetValueOrDefault(decision)?.Count ?? 0);

    public int Draw(string instance)
    {
        lock (_gate)
        {
            Activities++;
            Of(_drawn, instance).Add(++_tokens);
            return _tokens;
        }
    }

    public void Ran()
    {
        lock (_gate)
        {
            Activities++;
        }
    }

    public void Ask(string step, int token)
    {
        lock (_gate)
        {
            Of(_asked, step).Add(token);
        }
    }

    /// <summary>The tokens that a step's partner was shown: one, if results are what was saved.</summary>
    public IReadOnlyCollection<int> Shown(string step) => Locked(() => (IReadOnlyCollection<int>)[.. _asked.GetValueOrDefault(step) ?? []]);

    /// <summary>Whether it is heard for the first time.</summary>
    public bool First(string what) => Locked(() => _known.Add(what));

    public void Mend(string message) => Locked(() => _mended.Add(message));

    public bool IsMended(string message) => Locked(() => _mended.Contains(message));

    private static HashSet<T> Of<T>(Dictionary<string, HashSet<T>> sets, string key)
    {
        if (!sets.TryGetValue(key, out var set))
        {
            sets[key] = set = [];
        }

        return set;
    }

    private List<T> Copy<T>(IEnumerable<T> items) => Locked(() => items.ToList());

    private T Locked<T>(Func<T> read)
    {
        lock (_gate)
        {
            return read();
        }
    }
}
