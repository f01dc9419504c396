using System.Text.Json;
using LienThong.App.Access;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Faults;

namespace LienThong.App.Population;

/// <summary>How much of a filed declaration was filled in by the state and left so: told by a signed note that the partner got
/// with the prefilled declaration and sends back with the filing. The note holds keyed hashes of what was filled in.</summary>
public sealed class PrefillShares(SignedNotes notes, SecretKeys keys)
{
    private const string Purpose = "prefill";

    /// <summary>A family may sleep over its declaration.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>The note for a prefilled declaration.</summary>
    /// <param name="partner">Who got it.</param>
    /// <param name="procedure">The procedure's code.</param>
    /// <param name="declaration">The declaration so far.</param>
    /// <param name="share">How much of it is filled in.</param>
    /// <param name="fields">The fields that the state can know.</param>
    /// <param name="until">Until when it is good, UTC.</param>
    public string Note(string partner, string procedure, JsonElement declaration, PrefillShare share, IReadOnlyList<PrefilledField> fields, DateTimeOffset until) => notes.Sign(
        Purpose,
        new PrefillNote(partner, procedure, share, fields.Where(f => f.Filled).ToDictionary(f => f.Field, f => HashOf(declaration, f.Field)!)),
        until);

    /// <summary>What is left of it in the filed declaration.</summary>
    /// <returns>The share; or a fault, when the note is not this partner's for this procedure, or no longer good.</returns>
    public (PrefillShare? Share, Fault? Fault) Of(string note, string partner, string procedure, JsonElement declaration) =>
        notes.TryRead<PrefillNote>(Purpose, note, out var said) && said.Partner == partner && said.Procedure == procedure
            ? (said.Share with { Filled = said.Filled.Count(field => HashOf(declaration, field.Key) == field.Value) }, null)
            : (null, new Fault("prefill-not-good", "/prefill",
                "Mã điền sẵn không phải do hệ thống cấp cho đối tác và thủ tục này, hoặc đã hết hạn. Bỏ đi hoặc lấy lại.",
                "The prefill note was not given to this partner for this procedure, or is no longer good. Leave it out or ask anew."));

    // Short: it only tells whether a family has changed what was filled in.
    private string? HashOf(JsonElement declaration, string field) =>
        JsonPointer.TryGet(declaration, field, out var value) ? keys.Hash(Purpose, $"{field}\n{Text(value.Value)}")[..16] : null;

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private sealed record PrefillNote(string Partner, string Procedure, PrefillShare Share, IReadOnlyDictionary<string, string> Filled);
}
