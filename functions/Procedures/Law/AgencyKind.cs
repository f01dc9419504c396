using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Law;

/// <summary>A kind of agency that decides steps, for example the civil-status office of a commune.</summary>
/// <param name="Code">Lower-case kebab, the first part of an <see cref="Identifiers.AgencyCode"/>.</param>
public sealed record AgencyKind(string Code, Localized Name, IReadOnlyList<Source> Sources);
