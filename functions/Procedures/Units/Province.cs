using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law;

namespace LienThong.Procedures.Units;

/// <summary>A province or centrally run city, as named over a span of days.</summary>
/// <param name="ValidTo">The last day, inclusive; null while it stands.</param>
public sealed record Province(ProvinceCode Code, string Name, DateOnly ValidFrom, DateOnly? ValidTo, Source Source);
