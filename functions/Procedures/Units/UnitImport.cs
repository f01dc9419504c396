using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Units;

/// <summary>A fault in a list of units.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Fault">What is wrong; its pointer is the column's name.</param>
public sealed record UnitFault(int Line, Fault Fault);

/// <summary>What an official list of communes holds, and all that is wrong with it.</summary>
public sealed record UnitImportResult(IReadOnlyList<Commune> Units, IReadOnlyList<UnitFault> Faults);

/// <summary>Reads an official list of communes: province,code,name,validFrom,validTo.</summary>
public static class UnitImport
{
    public static UnitImportResult Parse(string csv) => throw new NotImplementedException(csv);
}
