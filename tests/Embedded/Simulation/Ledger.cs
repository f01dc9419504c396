using LienThong.Embedded.Clock;

namespace LienThong.Embedded.Tests.Simulation;

/// <summary>What the world outside the machine knows: what it was told was taken, and what it saw done. No crash touches it.</summary>
internal sealed class Ledger(VirtualClock clock)
{
    private readonly List<(DateTimeOffset At, string What)> _lines = [];
    private readonly List<string> _broken = [];
    private readonly HashSet<(string Queue, string Id)> _accepted = [];
    private readonly Dictionary<string, int> _handled = [];
    private readonly Dictionary<string, HashSet<string>> _receipts = [];
    private readonly Dictionary<string, HashSet<int>> _asked = [];
    private readonly HashSet<string> _mended = [];
    private readonly HashSet<string> _known = [];
    private int _tokens;

    /// <summary>What happened, in order.</summary>
    public IReadOnlyList<string> Lines => [.. _lines.Select(line => $"{line.At:MM-dd HH:mm:ss} {line.What}")];

    /// <summary>The promises that were seen broken on the way.</summary>
    public IReadOnlyList<string> Broken => _broken;

    /// <summary>The messages whose senders were told that they were taken.</summary>
    public IReadOnlyCollection<(string Queue, string Id)> Accepted => _accepted;

    /// <summary>How often activities ran.</summary>
    public int Activities { get; private set; }

    public void Say(string line) => _lines.Add((clock.GetUtcNow(), line));

    public void Break(string promise)
    {
        _broken.Add(promise);
        Say($"BROKEN: {promise}");
    }

    public void Accept(string queue, string id)
    {
        _accepted.Add((queue, id));
        Say($"{queue} took {id}");
    }

    public void Handle(string id)
    {
        _handled[id] = Handled(id) + 1;
        Say($"{id} is handled");
    }

    /// <summary>How often a message's handler came to its end.</summary>
    public int Handled(string id) => _handled.GetValueOrDefault(id);

    public void Receive(string decision, string receipt)
    {
        Of(_receipts, decision).Add(receipt);
        Say($"{decision} has its receipt");
    }

    /// <summary>How many different receipts came of a decision.</summary>
    public int Receipts(string decision) => _receipts.GetValueOrDefault(decision)?.Count ?? 0;

    /// <summary>A number that nobody was given before.</summary>
    public int Draw() => ++_tokens;

    public void Ran(string activity, string instance)
    {
        Activities++;
        Say($"{activity} runs for {instance}");
    }

    public void Ask(string step, int token)
    {
        Of(_asked, step).Add(token);
        Say($"{step} shows its partner {token}");
    }

    /// <summary>The tokens that a step's partner was shown: one, if results are what was saved.</summary>
    public IReadOnlyCollection<int> Shown(string step) => _asked.GetValueOrDefault(step) ?? [];

    /// <summary>Whether it is heard for the first time.</summary>
    public bool First(string what) => _known.Add(what);

    public void Mend(string message) => _mended.Add(message);

    public bool IsMended(string message) => _mended.Contains(message);

    private static HashSet<T> Of<T>(Dictionary<string, HashSet<T>> sets, string key)
    {
        if (!sets.TryGetValue(key, out var set))
        {
            sets[key] = set = [];
        }

        return set;
    }
}
