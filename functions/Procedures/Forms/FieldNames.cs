using System.Globalization;
using System.Text.Json;
using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Forms;

/// <summary>
/// What people call a field of a form: the titles on the way to it, which are Vietnamese, and of the descriptions what stands
/// before the first semicolon or bracket, in English.
/// </summary>
internal static class FieldNames
{
    private const string Definition = "#/$defs/";

    /// <summary>The name of what a pointer into a document leads to, as far as the form knows the way.</summary>
    internal static Localized Of(JsonElement form, string pointer)
    {
        List<Localized> names = [];
        var at = form;
        foreach (var token in JsonPointer.Tokens(pointer) ?? [])
        {
            var within = Resolved(at, form);
            if (names.Count > 0 && within.TryGetProperty("items", out var item))
            {
                names[^1] = Numbered(Of(item, form), token);
                at = item;
            }
            else if (within.TryGetProperty("properties", out var fields) && fields.TryGetProperty(token, out var field))
            {
                names.Add(Of(field, form));
                at = field;
            }
            else
            {
                break;
            }
        }

        return names.Count == 0
            ? Of(form, form)
            : new(string.Join(" – ", names.Select(name => name.Vi)), string.Join(" – ", names.Select(name => name.En)));
    }

    private static Localized Of(JsonElement schema, JsonElement form)
    {
        var title = Text("title");
        var description = Text("description");
        return new(title ?? "mục khác", description?.Split(';', '(')[0].TrimEnd() ?? title ?? "another field");

        // What stands beside a reference goes before what the definition says of itself.
        string? Text(string keyword) =>
            (schema.TryGetProperty(keyword, out var own) || Resolved(schema, form).TryGetProperty(keyword, out own)) ? own.GetString() : null;
    }

    private static JsonElement Resolved(JsonElement schema, JsonElement form) =>
        schema.TryGetProperty("$ref", out var reference)
            ? form.GetProperty("$defs").GetProperty(reference.GetString()![Definition.Length..])
            : schema;

    private static Localized Numbered(Localized name, string index) =>
        int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new($"{name.Vi} {number + 1}", $"{name.En} {number + 1}")
            : name;
}
