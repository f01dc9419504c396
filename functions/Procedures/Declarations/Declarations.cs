using System.Text.Json;
using LienThong.Procedures.Faults;
using LienThong.Procedures.Law;

namespace LienThong.Procedures.Declarations;

/// <summary>The whole check of a declaration: its form, then its sense, then the records it must bring.</summary>
public static class Declarations
{
    /// <summary>
    /// Checks a declaration. A wrong form hides its sense, so that rules and records are looked at only once the form is
    /// right; within each part every fault is told at once.
    /// </summary>
    /// <param name="version">The procedure version in force on the day of filing.</param>
    /// <param name="declaration">The declaration as it came.</param>
    /// <param name="law">The law.</param>
    /// <param name="filedOn">The day of filing in Vietnam.</param>
    public static DeclarationCheck Check(
        ProcedureVersion version,
        JsonElement declaration,
        LawLibrary law,
        DateOnly filedOn)
    {
        if (law.Forms.Get(version.Form).Check(declaration) is { Count: > 0 } malformed)
        {
            return new(malformed, null);
        }

        var typed = declaration.Deserialize<BirthDeclaration>(DeclarationJson.Options)!;
        return new(
            [.. BirthDeclarationRules.Check(typed, law, filedOn), .. MissingRecords(version, declaration, typed.Records)],
            typed)
        {
            Warnings = BirthDeclarationRules.Warnings(typed),
        };
    }

    private static IEnumerable<Fault> MissingRecords(
        ProcedureVersion version,
        JsonElement declaration,
        IReadOnlyList<DeclaredRecord> records) =>
        version.Records
            .Where(rule => rule.Required?.Holds(declaration) ?? true)
            .Where(rule => !records.Any(record => rule.Types.Contains(record.Type)))
            .Select(rule => new Fault(
                FaultCodes.RecordMissing,
                "/records",
                $"Thiếu giấy tờ: {rule.Name.Vi} (loại: {string.Join(", ", rule.Types)}).",
                $"A record is missing: {rule.Name.En} (type: {string.Join(", ", rule.Types)})."));
}
