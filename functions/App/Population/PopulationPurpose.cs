namespace LienThong.App.Population;

/// <summary>What somebody is looked up for; every call says it.</summary>
/// <param name="Procedure">The code of the procedure.</param>
/// <param name="LegalBasis">The instrument that orders it, at most 500 characters.</param>
public sealed record PopulationPurpose(string Procedure, string LegalBasis);
