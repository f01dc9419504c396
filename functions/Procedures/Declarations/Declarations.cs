using System.Text.Json;
using LienThong.Procedures.Faults;
using LienThong.Procedures.Forms;
using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law;
using LienThong.Procedures.Units;

namespace LienThong.Procedures.Declarations;

/// <summary>
/// The whole check of a declaration of any procedure: its form, then the procedure's rules, then what every declaration
/// obeys, then the records that it must bring.
/// </summary>
public static class Declarations
{
    /// <summary>
    /// Checks a declaration. A wrong form hides its sense, so that the rest is looked at only once the form is right; within
    /// each part every fault is told at once.
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
        var form = law.Forms.Get(version.Form);
        if (form.Check(declaration) is { Count: > 0 } malformed)
        {
            return new(malformed, null);
        }

        var facts = Facts.On(declaration, filedOn);
        var declared = new Declared(version, declaration);
        return new(
            [
                .. version.Rules.Where(rule => !rule.IsWarning).SelectMany(rule => rule.Check(facts)),
                .. UnitsStand(form, declaration, law.Units, filedOn),
                .. RecordsStandOnce(declared),
                .. MissingRecords(declared, facts),
            ],
            declared)
        {
            Warnings = Warnings(declared, filedOn),
        };
    }

    /// <summary>What looks odd in a declaration but is no reason to refuse: for whoever files to look at once more, and for the officer.</summary>
    /// <param name="declared">The declaration.</param>
    /// <param name="filedOn">The day of filing in Vietnam.</param>
    /// <param name="sees">Whether who is told sees a place of the declaration, a JSON pointer: a warning tells of all that it was found by. Null: everything.</param>
    public static IReadOnlyList<Fault> Warnings(Declared declared, DateOnly filedOn, Func<string, bool>? sees = null) =>
    [
        .. declared.Law.Rules.Where(rule => rule.IsWarning && (sees is null || rule.When.Pointers.All(sees)))
            .SelectMany(rule => rule.Check(Facts.On(declared.Document, filedOn)))
            .Concat(NumbersThatDoNotFit(declared))
            .Where(warning => sees is null || sees(warning.Pointer)),
    ];

    /// <summary>Units are named by codes that stand on a day (Decision 19/2025/QĐ-TTg); of an older code today's is told.</summary>
    internal static IEnumerable<Fault> UnitsStand(Form form, JsonElement document, AdministrativeUnits units, DateOnly day)
    {
        foreach (var (pointer, text) in form.Texts(document, Formats.CommuneCode))
        {
            var code = CommuneCode.Parse(text);
            if (units.TryGetCommune(code, day, out _))
            {
                continue;
            }

            // Not put in its place silently: of a commune that was divided only the family knows the part.
            var successors = string.Join(", ", units.SuccessorsOf(code, day));
            yield return successors.Length > 0
                ? new(
                    FaultCodes.UnitMerged,
                    pointer,
                    $"Mã xã {text} không còn dùng; mã hiện nay: {successors}.",
                    $"The commune code {text} no longer stands; today's is {successors}.")
                : new(
                    FaultCodes.UnitUnknown,
                    pointer,
                    $"Không có đơn vị hành chính cấp xã mã {text} vào ngày này.",
                    $"There is no commune with code {text} on that day.");
        }
    }

    /// <summary>A record is named once; twice is a slip in which another was forgotten.</summary>
    private static IEnumerable<Fault> RecordsStandOnce(Declared declared)
    {
        var records = declared.Records;
        for (var i = 1; i < records.Count; i++)
        {
            if (records.Take(i).Any(other => other.Sha256 == records[i].Sha256))
            {
                yield return new(
                    FaultCodes.RecordTwice,
                    $"{declared.Law.Declaration.Records}/{i}",
                    "Giấy tờ này đã được nêu ở trên.",
                    "This record stands above already.");
            }
        }
    }

    private static IEnumerable<Fault> MissingRecords(Declared declared, Facts facts) =>
        declared.Law.Records
            .Where(rule => rule.Required?.Holds(facts) ?? true)
            .Where(rule => !declared.Records.Any(record => rule.Types.Contains(record.Type)))
            .Select(rule => new Fault(
                FaultCodes.RecordMissing,
                declared.Law.Declaration.Records,
                $"Thiếu giấy tờ: {rule.Name.Vi} (loại: {string.Join(", ", rule.Types)}).",
                $"A record is missing: {rule.Name.En} (type: {string.Join(", ", rule.Types)})."));

    /// <summary>Numbers that do not fit the person, by the practice of Decree 137/2015/NĐ-CP, which is no longer law.</summary>
    private static IEnumerable<Fault> NumbersThatDoNotFit(Declared declared) =>
        from entry in declared.Persons
        let number = $"{entry.Pointer}/personalId"
        where PersonalId.TryParse(declared.Text(number), out _, out _)
        let born = PartialDate.TryParse(declared.Text($"{entry.Pointer}/birthDate"), out var date, out _) ? date : (PartialDate?)null
        let isFemale = (entry.Person.Sex ?? declared.Text($"{entry.Pointer}/sex")) switch
        {
            "female" => true,
            "male" => false,
            _ => (bool?)null,
        }
        from warning in PersonalId.Parse(declared.Text(number)!).Warnings(born, isFemale)
        select warning.Under(number);
}
