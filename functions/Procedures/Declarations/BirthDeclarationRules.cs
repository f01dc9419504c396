using LienThong.Procedures.Faults;
using LienThong.Procedures.Law;

namespace LienThong.Procedures.Declarations;

/// <summary>What a birth declaration must obey beyond its form.</summary>
public static class BirthDeclarationRules
{
    /// <param name="filedOn">The day of filing in Vietnam.</param>
    public static IReadOnlyList<Fault> Check(BirthDeclaration declaration, LawLibrary law, DateOnly filedOn) =>
        throw new NotImplementedException();
}
