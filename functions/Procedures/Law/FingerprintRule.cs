using System.Text.Json;
using LienThong.Procedures.Declarations;
using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Law;

/// <summary>What two dossiers for the same case have in common, for example the hospital paper's code.</summary>
/// <param name="Reason">What a reader is told that they share; a stable kebab-case code.</param>
/// <param name="Name">The same in words.</param>
/// <param name="First">Lists of pointers: the first list of which everything is there counts. Without any there is no fingerprint.</param>
/// <param name="With">Pointers to what counts beside it, where it is there.</param>
/// <param name="UnlessDiffers">Two dossiers that have different values here are two cases all the same.</param>
public sealed record FingerprintRule(
    string Reason,
    Localized Name,
    IReadOnlyList<IReadOnlyList<string>> First,
    IReadOnlyList<string> With,
    string? UnlessDiffers = null)
{
    /// <summary>What counts of a declaration, as one text; null when what is needed is not there. Personal data: to be hashed.</summary>
    public string? Of(JsonElement declaration)
    {
        var first = First
            .Select(pointers => pointers.Select(pointer => Text(declaration, pointer)).ToArray())
            .FirstOrDefault(texts => texts.All(text => text is not null));
        return first is null
            ? null
            : string.Join(' ', first.Concat(With.Select(pointer => Text(declaration, pointer)).Where(text => text is not null)));
    }

    /// <summary>Whether two declarations that share the fingerprint are of two cases all the same.</summary>
    public bool AreTwo(JsonElement one, JsonElement other) =>
        UnlessDiffers is not null
        && Text(one, UnlessDiffers) is { } ours && Text(other, UnlessDiffers) is { } theirs
        && ours != theirs;

    /// <summary>A text as it counts: names in two spellings are one name, and what is not a name has one spelling to begin with.</summary>
    public static string Normal(string text) => NameKey.Of(text);

    private static string? Text(JsonElement declaration, string pointer) =>
        JsonPointer.TryGet(declaration, pointer, out var found) && found.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number
            ? Normal(found.Value.ToString())
            : null;
}
