using LienThong.App.Access;
using LienThong.Procedures.Declarations;
using LienThong.Procedures.Identifiers;

namespace LienThong.App.Dossiers;

/// <summary>What two dossiers for the same child have in common, as keyed hashes.</summary>
public sealed class Fingerprints(SecretKeys keys)
{
    /// <summary>The fingerprint of a hospital paper.</summary>
    public string Certificate(BirthCertificateCode code) => keys.Hash("certificate", code.ToString());

    /// <summary>The fingerprints of a declaration: of its hospital paper, and of the child as that of its mother (or, if she is
    /// not declared, father), its birth date and its place in the birth. Twins differ in the last.</summary>
    public IReadOnlyList<Fingerprint> Of(BirthDeclaration declaration)
    {
        List<Fingerprint> found = [];
        if (declaration.HospitalPaper is { } paper)
        {
            found.Add(new Fingerprint("certificate", Certificate(paper.CertificateCode)));
        }

        if ((declaration.Mother ?? declaration.Father) is { } parent)
        {
            var id = parent.PersonalId?.ToString() ?? parent.Passport ?? $"{parent.FullName.Trim().ToUpperInvariant()} {parent.BirthDate}";
            found.Add(new Fingerprint("child", keys.Hash("child", $"{id} {declaration.Child.BirthDate:yyyy-MM-dd} {declaration.Child.BirthOrder}")));
        }

        return found;
    }
}

/// <summary>One thing that two dossiers can have in common.</summary>
/// <param name="Reason"><c>certificate</c> or <c>child</c>.</param>
public sealed record Fingerprint(string Reason, string Hash);
