using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law;

namespace LienThong.Procedures.Units;

/// <summary>A commune, ward or special zone, as named over a span of days. Codes are never reused.</summary>
/// <param name="ValidTo">The last day, inclusive; null while it stands.</param>
public sealed record Commune(
    CommuneCode Code,
    ProvinceCode Province,
    string Name,
    DateOnly ValidFrom,
    DateOnly? ValidTo,
    Source Source);
