using LienThong.Procedures.Calendars;

namespace LienThong.Procedures.Law;

/// <summary>Persons who must agree before a step begins: in VNeID, or on paper. Their time is not the agency's.</summary>
/// <param name="People">JSON pointer to the person in the declaration, or with <c>/*</c> to each person of a list.</param>
/// <param name="When">When a person is asked, <c>/*</c> being that person; null is always.</param>
/// <param name="Window">How long to wait before they are reminded and the operator looks.</param>
/// <param name="PaperType">The type of record that stands in for their confirmation; null when none does.</param>
/// <param name="Sources">Where the rule comes from.</param>
public sealed record ConfirmationRule(
    string People,
    Condition? When,
    TimeLimit Window,
    string? PaperType,
    IReadOnlyList<Source> Sources)
{
    /// <summary>The list whose elements are asked; null when one person is.</summary>
    internal string? List => People.EndsWith("/*", StringComparison.Ordinal) ? People[..^2] : null;

    /// <summary>JSON pointers to those who are asked; nobody when the paper is among the records already.</summary>
    /// <param name="facts">The declaration.</param>
    /// <param name="records">The types of the records that came with it.</param>
    public IReadOnlyList<string> AskedOf(Facts facts, IEnumerable<string> records) =>
        PaperType is not null && records.Contains(PaperType)
            ? []
            : [.. (List is { } list ? facts.Each(list) : [facts])
                .Where(person => person.At(People) is not null && (When?.Holds(person) ?? true))
                .Select(person => person.Resolve(People))];
}
