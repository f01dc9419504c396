namespace LienThong.Embedded.Tests.Simulation;

/// <summary>What the world outside will do to the machine, by moment and then by name.</summary>
internal sealed class Agenda
{
    private readonly PriorityQueue<Act, (DateTimeOffset, string)> _acts = new();

    /// <summary>The next moment; null if nothing is left.</summary>
    public DateTimeOffset? Next => _acts.TryPeek(out _, out var when) ? when.Item1 : null;

    public void Add(DateTimeOffset at, string what, Func<SimulatedMachine, Task> act) => _acts.Enqueue(new Act(what, act), (at, what));

    /// <summary>Whether nothing but acts of that name is left: one that a crash cut off may have left another behind.</summary>
    public bool IsLast(string what) => _acts.UnorderedItems.All(act => act.Element.What == what);

    /// <summary>Takes an act that is due.</summary>
    public Act? Take(DateTimeOffset now) => _acts.TryPeek(out _, out var when) && when.Item1 <= now ? _acts.Dequeue() : null;

    /// <summary>Something that somebody does, and repeats until the machine has said that it is done.</summary>
    internal sealed record Act(string What, Func<SimulatedMachine, Task> Do);
}
