using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law;

namespace LienThong.Procedures.Units;

/// <summary>A commune's code of earlier days, and one that stands for it, or a part of it, since.</summary>
/// <param name="Old">The code that no longer stands.</param>
/// <param name="New">The code that stands for it; a commune that was divided has several.</param>
/// <param name="Since">The first day of the new code.</param>
/// <param name="Source">Where it comes from.</param>
public sealed record CommuneMerger(CommuneCode Old, CommuneCode New, DateOnly Since, Source Source);
