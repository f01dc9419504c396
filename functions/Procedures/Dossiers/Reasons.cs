using LienThong.Procedures.Faults;
using LienThong.Procedures.Law;

namespace LienThong.Procedures.Dossiers;

/// <summary>Whoever says no says why: with a code of the catalogue and in words that the applicant can read.</summary>
internal static class Reasons
{
    /// <summary>Everything that is wrong with a reason.</summary>
    /// <param name="giver">The kind of agency that gives it, or <see cref="RefusalReason.Operator"/>.</param>
    public static IReadOnlyList<Fault> Check(string? code, string? text, string giver, LawLibrary law)
    {
        List<Fault> faults = [];
        if (string.IsNullOrWhiteSpace(code))
        {
            faults.Add(DossierFaults.ReasonMissing("reasonCode"));
        }
        else if (law.Reason(code)?.MayBeGivenBy(giver) != true)
        {
            faults.Add(DossierFaults.ReasonUnknown(code));
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            faults.Add(DossierFaults.ReasonMissing("reason"));
        }

        return faults;
    }
}
