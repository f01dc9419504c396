using LienThong.Procedures.Calendars;
using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Law;

/// <summary>A kind of notice that hospitals send, for example of a birth.</summary>
public sealed record NoticeKind
{
    /// <summary>Stable code, for example "birth".</summary>
    public required string Kind { get; init; }

    public required Localized Name { get; init; }

    /// <summary>Its form, a name for <see cref="Forms.FormLibrary.Get"/>.</summary>
    public required string Form { get; init; }

    /// <summary>JSON pointer to the paper's code in the notice.</summary>
    public required string Code { get; init; }

    /// <summary>JSON pointer to when the paper was issued.</summary>
    public required string IssuedAt { get; init; }

    /// <summary>JSON pointer to the facility that sends it.</summary>
    public required string Facility { get; init; }

    /// <summary>What two papers of the same event have in common; null when nothing is known that would tell.</summary>
    public FingerprintRule? Alike { get; init; }

    /// <summary>How long the facility has after issuing the paper.</summary>
    public required TimeLimit Limit { get; init; }

    /// <summary>What it must obey beyond its form.</summary>
    public required IReadOnlyList<DocumentRule> Rules { get; init; }

    public required IReadOnlyList<Source> Sources { get; init; }
}
