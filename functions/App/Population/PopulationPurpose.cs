using LienThong.Procedures.Law;

namespace LienThong.App.Population;

/// <summary>What somebody is looked up for; every call says it.</summary>
/// <param name="Procedure">The code of the procedure.</param>
/// <param name="LegalBasis">The instrument that orders it, at most 500 characters.</param>
public sealed record PopulationPurpose(string Procedure, string LegalBasis);

/// <summary>Purposes as the law files have them.</summary>
public static class PopulationPurposes
{
    private const int MaxLength = 500;

    /// <summary>The purpose of a procedure version: its first source is the instrument that orders it.</summary>
    public static PopulationPurpose Of(ProcedureVersion version)
    {
        var basis = version.Sources[0].Text;
        return new PopulationPurpose(version.Code, (basis.Length <= MaxLength ? basis : basis[..MaxLength]).Trim());
    }
}
