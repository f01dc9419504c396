using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Declarations;

/// <summary>What a check of a declaration found.</summary>
/// <param name="Faults">Everything that is wrong; empty when nothing is.</param>
/// <param name="Declared">The declaration, once its form is right; null before.</param>
public sealed record DeclarationCheck(IReadOnlyList<Fault> Faults, Declared? Declared)
{
    /// <summary>What looks odd but is no reason to refuse, for whoever files and the officer.</summary>
    public IReadOnlyList<Fault> Warnings { get; init; } = [];

    /// <summary>Whether it may be filed.</summary>
    public bool IsAccepted => Faults.Count == 0;
}
