using System.Collections.Frozen;
using System.Text.Json;
using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Forms;

/// <summary>The types of value that a form can ask for.</summary>
internal enum FormType
{
    Any,
    Object,
    Array,
    String,
    Integer,
    Number,
    Boolean,
}

/// <summary>One compiled subschema. Filled once by <see cref="FormCompiler"/>, then only read.</summary>
internal sealed class FormNode
{
    internal FormType Type { get; set; }

    internal FrozenDictionary<string, FormNode> Properties { get; set; } = FrozenDictionary<string, FormNode>.Empty;

    internal IReadOnlyList<string> Required { get; set; } = [];

    /// <summary>Whether members other than <see cref="Properties"/> are refused.</summary>
    internal bool IsClosed { get; set; }

    /// <summary>What other members must be, when they are not refused; null is anything.</summary>
    internal FormNode? Others { get; set; }

    internal int MaxProperties { get; set; } = int.MaxValue;

    internal FormNode? Items { get; set; }

    internal int MinItems { get; set; }

    internal int MaxItems { get; set; } = int.MaxValue;

    internal IReadOnlyList<string>? Choices { get; set; }

    internal JsonElement? Constant { get; set; }

    internal string? Format { get; set; }

    internal int MinLength { get; set; }

    internal int MaxLength { get; set; } = int.MaxValue;

    internal decimal? Minimum { get; set; }

    internal decimal? Maximum { get; set; }

    /// <summary>The node that a pointer into a document leads to; "*" stands for any element of a list.</summary>
    internal FormNode? Find(IEnumerable<string> tokens)
    {
        var at = this;
        foreach (var token in tokens)
        {
            var next = at.Type == FormType.Array ? at.Items : at.Properties.GetValueOrDefault(token);
            if (next is null)
            {
                return null;
            }

            at = next;
        }

        return at;
    }

    /// <summary>Pointers to all that holds no more fields. A definition that stands within itself is not gone into again.</summary>
    internal IEnumerable<string> Fields(string pointer, IReadOnlyList<FormNode> around) =>
        around.Contains(this) ? []
        : Items is { } items ? items.Fields($"{pointer}/*", [.. around, this])
        : Properties.Count > 0 ? Properties.SelectMany(field => field.Value.Fields(JsonPointer.Append(pointer, field.Key), [.. around, this]))
        : [pointer];

    /// <summary>The texts of a format in a value, with their places, in the value's order.</summary>
    internal IEnumerable<(string Pointer, string Text)> Texts(JsonElement value, string pointer, string format) => value.ValueKind switch
    {
        JsonValueKind.String when Format == format => [(pointer, value.GetString()!)],
        JsonValueKind.Array when Items is { } items =>
            value.EnumerateArray().SelectMany((item, index) => items.Texts(item, JsonPointer.Append(pointer, index), format)),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Properties.TryGetValue(member.Name, out var field)
            ? field.Texts(member.Value, JsonPointer.Append(pointer, member.Name), format)
            : []),
        _ => [],
    };
}
