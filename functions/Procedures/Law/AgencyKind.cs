using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Law;

/// <summary>A kind of agency that decides steps, for example the civil-status office of a commune.</summary>
/// <param name="Code">Lower-case kebab, the first part of an <see cref="Identifiers.AgencyCode"/>.</param>
/// <param name="Name">What the reader sees.</param>
/// <param name="Sources">Where it comes from.</param>
public sealed record AgencyKind(string Code, Localized Name, IReadOnlyList<Source> Sources)
{
    /// <summary>Kinds of partners that are no agency; no agency kind bears such a name.</summary>
    public static IReadOnlyList<string> Reserved { get; } = ["portal", "vneid", "agent", "counter", "hospital", "province", "linked", "repository", "post", "source", "operator"];
}
