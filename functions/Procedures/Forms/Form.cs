using System.Text.Json;
using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Forms;

/// <summary>
/// A declaration's or notice's form: a JSON Schema that partners get as it is, and the check by it. The schema keeps to
/// a subset of draft 2020-12: type (one), properties with additionalProperties, maxProperties, required, items, minItems,
/// maxItems, enum of strings, const, format (one of <see cref="Formats"/>, always checked), minLength, maxLength,
/// minimum, maximum, and $ref to $defs. Two things are stricter than the standard: an integer has no decimal point, and
/// no name stands twice in an object.
/// </summary>
public sealed class Form
{
    private readonly FormNode root;

    private Form(string name, JsonElement schema, FormNode root) => (Name, Schema, this.root) = (name, schema, root);

    /// <summary>The form's name, for example "birth.decree-301-2026".</summary>
    public string Name { get; }

    /// <summary>The JSON Schema (draft 2020-12) as it is served.</summary>
    public JsonElement Schema { get; }

    /// <summary>Reads a form from its schema.</summary>
    /// <param name="name">The form's name.</param>
    /// <param name="schema">The schema; it is copied.</param>
    /// <param name="faults">Everything in the schema that is not understood; the form is null when there is any.</param>
    public static Form? Read(string name, JsonElement schema, out IReadOnlyList<Fault> faults)
    {
        var copy = schema.Clone();
        (var root, faults) = FormCompiler.Compile(copy);
        return faults.Count == 0 ? new Form(name, copy, root) : null;
    }

    /// <summary>
    /// Everything in which a document departs from the form, in the document's order; empty when nothing does. Ends with
    /// "too-many-faults" when there is more than anyone would read.
    /// </summary>
    public IReadOnlyList<Fault> Check(JsonElement document)
    {
        var check = new FormCheck();
        check.Value(root, document, "");
        return check.Faults;
    }

    /// <summary>The texts of a format in a document of the right form, with their places, in the document's order.</summary>
    internal IEnumerable<(string Pointer, string Text)> Texts(JsonElement document, string format) => root.Texts(document, "", format);

    /// <summary>What people call the field at a pointer into a document, with what it is part of: "Người mẹ – Ngày sinh". Of a field that
    /// the form does not know, what it would be part of.</summary>
    public Localized NameOf(string pointer) => FieldNames.Of(Schema, pointer);

    /// <summary>Pointers to all fields that can be filled in: no objects, and of a list one element ("*").</summary>
    public IEnumerable<string> Fields => root.Fields("", []);

    /// <summary>Whether the form has a field at a pointer ("*" for any element of a list).</summary>
    public bool Knows(string pointer) => Find(pointer) is not null;

    /// <summary>What the form asks for at a pointer ("*" for any element of a list); null when it knows no such field.</summary>
    internal FormNode? Find(string pointer) => JsonPointer.Tokens(pointer) is { } tokens ? root.Find(tokens) : null;
}
