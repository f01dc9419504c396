using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Law;

/// <summary>What a declaration or notice must obey beyond its form.</summary>
/// <param name="Code">The stable code of the fault.</param>
/// <param name="Pointer">Where the fault is told.</param>
/// <param name="Each">The list that is looked at element by element, which is <c>/*</c> behind it; null is the whole document.</param>
/// <param name="When">When it is broken.</param>
/// <param name="Text">What is wrong then.</param>
/// <param name="IsWarning">It refuses nothing: whoever files is told, and the agencies that see the place.</param>
/// <param name="Sources">Where the rule comes from.</param>
public sealed record DocumentRule(
    string Code,
    string Pointer,
    Condition When,
    Localized Text,
    IReadOnlyList<Source> Sources,
    string? Each = null,
    bool IsWarning = false)
{
    /// <summary>The faults of a document.</summary>
    public IEnumerable<Fault> Check(Facts facts) =>
        from one in Each is null ? [facts] : facts.Each(Each)
        where When.Holds(one)
        select new Fault(Code, one.Resolve(Pointer), Text.Vi, Text.En);
}
