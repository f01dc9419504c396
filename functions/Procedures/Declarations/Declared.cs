using System.Text.Json;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Faults;
using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law;

namespace LienThong.Procedures.Declarations;

/// <summary>A declaration of the right form, read by what its procedure says of it.</summary>
/// <param name="Law">The procedure version.</param>
/// <param name="Document">The declaration.</param>
public sealed record Declared(ProcedureVersion Law, JsonElement Document)
{
    /// <summary>The commune whose applicants' filing it is.</summary>
    public CommuneCode Intake => CommuneCode.Parse(Text(Law.Declaration.Intake) ?? "");

    /// <summary>The records that it names.</summary>
    public IReadOnlyList<RecordReference> Records =>
        JsonPointer.TryGet(Document, Law.Declaration.Records, out var list)
            ? [.. list.Value.EnumerateArray().Select(record =>
                new RecordReference(record.GetProperty("type").GetString()!, record.GetProperty("sha256").GetString()!))]
            : [];

    /// <summary>The persons that are there, each with the pointer to it.</summary>
    public IReadOnlyList<(DeclaredPerson Person, string Pointer)> Persons =>
    [
        .. from person in Law.Declaration.Persons
           from pointer in JsonPointer.Expand(Document, person.At)
           select (person, pointer),
    ];

    /// <summary>Pointers to the persons of a role: one of <see cref="Persons"/>, or the newborn.</summary>
    public IReadOnlyList<string> PlacesOf(string role) =>
        Law.Declaration.PlaceOf(role) is { } place ? [.. JsonPointer.Expand(Document, place)] : [];

    /// <summary>The personal number of the person at a pointer; null when there is none.</summary>
    public PersonalId? NumberAt(string person) => PersonalId.TryParse(Text($"{person}/personalId"), out var number, out _) ? number : null;

    /// <summary>The code of the hospital's paper; null when none is declared or the procedure knows none.</summary>
    public string? NoticeCode => Law.Declaration.Notice is { } notice ? Text(notice.Code) : null;

    /// <summary>The text at a pointer; null when there is none.</summary>
    public string? Text(string pointer) =>
        JsonPointer.TryGet(Document, pointer, out var found) && found.Value.ValueKind == JsonValueKind.String
            ? found.Value.GetString()
            : null;
}
