using System.Globalization;
using System.Text.Json;
using LienThong.Procedures.Faults;
using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law;

namespace LienThong.Procedures.Declarations;

/// <summary>
/// A hospital's signed data of a birth certificate or death notice (Decree 63/2024/NĐ-CP, art. 25(1)), read by what the law
/// files say of its kind.
/// </summary>
/// <param name="Kind">What kind of notice it is.</param>
/// <param name="Document">The notice: personal data.</param>
public sealed record HospitalNotice(NoticeKind Kind, JsonElement Document)
{
    /// <summary>The paper's code.</summary>
    public string Code => Text(Kind.Code);

    /// <summary>When the paper was issued.</summary>
    public DateTimeOffset IssuedAt => DateTimeOffset.Parse(Text(Kind.IssuedAt), CultureInfo.InvariantCulture);

    /// <summary>The facility that sends it.</summary>
    public FacilityCode Facility => FacilityCode.Parse(Text(Kind.Facility));

    private string Text(string pointer) =>
        JsonPointer.TryGet(Document, pointer, out var found) && found.Value.GetString() is { } text
            ? text
            : throw new KeyNotFoundException($"The notice has nothing at {pointer}.");
}
