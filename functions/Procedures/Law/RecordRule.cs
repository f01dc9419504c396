using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Law;

/// <summary>A record (paper) that a declaration must bring.</summary>
/// <param name="Types">Record types of which any one will do, for example witness-statement; never empty.</param>
/// <param name="Name">What the reader sees.</param>
/// <param name="Required">When it must be there; null is always.</param>
/// <param name="Sources">Where the rule comes from.</param>
public sealed record RecordRule(
    IReadOnlyList<string> Types,
    Localized Name,
    Condition? Required,
    IReadOnlyList<Source> Sources);
