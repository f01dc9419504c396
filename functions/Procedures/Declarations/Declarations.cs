using System.Text.Json;
using LienThong.Procedures.Law;

namespace LienThong.Procedures.Declarations;

/// <summary>The whole check of a declaration: its form, then its sense, then the records it must bring.</summary>
public static class Declarations
{
    /// <param name="version">The procedure version in force on the day of filing.</param>
    /// <param name="declaration">The declaration as it came.</param>
    /// <param name="law">The law.</param>
    /// <param name="filedOn">The day of filing in Vietnam.</param>
    public static DeclarationCheck Check(
        ProcedureVersion version,
        JsonElement declaration,
        LawLibrary law,
        DateOnly filedOn) => throw new NotImplementedException();
}
