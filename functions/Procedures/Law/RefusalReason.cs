using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Law;

/// <summary>A reason for which a step is refused or a dossier closed as invalid. Whoever does so names one and adds words.</summary>
/// <param name="Code">Stable kebab-case code, for example "not-eligible".</param>
/// <param name="Name">What the applicant reads.</param>
/// <param name="GivenBy">The kinds of agency that may give it; <c>*</c> is every kind; <c>operator</c> is who runs the system.</param>
/// <param name="Sources">Where it comes from.</param>
public sealed record RefusalReason(string Code, Localized Name, IReadOnlyList<string> GivenBy, IReadOnlyList<Source> Sources)
{
    /// <summary>The one who runs the system, among <see cref="GivenBy"/>.</summary>
    public const string Operator = "operator";

    /// <summary>Every kind of agency, among <see cref="GivenBy"/>.</summary>
    public const string EveryAgency = "*";

    /// <summary>Whether it may be given by an agency of a kind, or by "operator".</summary>
    public bool MayBeGivenBy(string kind) =>
        GivenBy.Contains(kind) || (kind != Operator && GivenBy.Contains(EveryAgency));
}
