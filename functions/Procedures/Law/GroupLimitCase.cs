using LienThong.Procedures.Calendars;

namespace LienThong.Procedures.Law;

/// <summary>Another limit of the whole group, for some declarations.</summary>
/// <param name="When">For which declarations.</param>
/// <param name="Limit">The limit.</param>
/// <param name="LimitWithVerification">The longer limit when an agency must verify; null when the law gives none.</param>
/// <param name="Sources">Where it comes from.</param>
public sealed record GroupLimitCase(
    Condition When, TimeLimit Limit, TimeLimit? LimitWithVerification, IReadOnlyList<Source> Sources);
