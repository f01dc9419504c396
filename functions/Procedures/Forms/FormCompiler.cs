using System.Collections.Frozen;
using System.Text.Json;
using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Forms;

/// <summary>
/// Reads a JSON Schema of the subset that <see cref="Form"/> keeps to, and lists everything in it that it does not
/// understand: a keyword that is silently ignored would be a rule that is silently not kept. Objects must be closed or
/// bounded, texts and lists bounded, so that no form can ask for unlimited input.
/// </summary>
internal sealed class FormCompiler
{
    private static readonly FrozenDictionary<string, FormType> Types = new Dictionary<string, FormType>
    {
        ["object"] = FormType.Object,
        ["array"] = FormType.Array,
        ["string"] = FormType.String,
        ["integer"] = FormType.Integer,
        ["number"] = FormType.Number,
        ["boolean"] = FormType.Boolean,
    }.ToFrozenDictionary();

    private static readonly FrozenSet<string> RootOnly = new[] { "$schema", "$id", "$defs" }.ToFrozenSet();

    private readonly JsonElement root;
    private readonly Dictionary<string, FormNode> definitions = [];
    private readonly List<Fault> faults = [];

    private FormCompiler(JsonElement root) => this.root = root;

    /// <summary>Compiles a schema; the node is only of use when there are no faults.</summary>
    internal static (FormNode Node, IReadOnlyList<Fault> Faults) Compile(JsonElement schema)
    {
        var compiler = new FormCompiler(schema);
        var node = compiler.Node(schema, "");
        if (schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("$defs", out var defined))
        {
            foreach (var definition in compiler.Members(defined, "/$defs"))
            {
                compiler.Definition(definition.Name);
            }
        }

        return (node, compiler.faults);
    }

    private FormNode Node(JsonElement schema, string pointer)
    {
        var node = new FormNode();
        Fill(node, schema, pointer);
        return node;
    }

    private FormNode? Definition(string name)
    {
        if (definitions.TryGetValue(name, out var known))
        {
            return known;
        }

        if (!JsonPointer.TryGet(root, JsonPointer.Append("/$defs", name), out var schema))
        {
            return null;
        }

        // Known before it is filled, so that a definition may refer to itself.
        var node = new FormNode();
        definitions[name] = node;
        Fill(node, schema.Value, JsonPointer.Append("/$defs", name));
        return node;
    }

    private void Fill(FormNode node, JsonElement schema, string pointer)
    {
        var keywords = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in Members(schema, pointer))
        {
            var (keyword, value) = (member.Name, member.Value);
            keywords.Add(keyword);
            var at = JsonPointer.Append(pointer, keyword);
            switch (keyword)
            {
                case "title" or "description" or "$comment" or "examples":
                    break;
                case var _ when RootOnly.Contains(keyword) && pointer.Length == 0:
                    break;
                case "type":
                    node.Type = value.ValueKind == JsonValueKind.String
                        && Types.TryGetValue(value.GetString()!, out var type)
                            ? type
                            : Malformed(at, "one of object, array, string, integer, number, boolean", FormType.Any);
                    break;
                case "properties":
                    node.Properties = Members(value, at)
                        .ToFrozenDictionary(
                            member => member.Name,
                            member => Reference(member.Value, JsonPointer.Append(at, member.Name)));
                    break;
                case "required":
                    node.Required = Texts(value, at);
                    break;
                case "additionalProperties":
                    node.IsClosed = value.ValueKind == JsonValueKind.False;
                    node.Others = node.IsClosed ? null : Reference(value, at);
                    break;
                case "maxProperties":
                    node.MaxProperties = Count(value, at);
                    break;
                case "items":
                    node.Items = Reference(value, at);
                    break;
                case "enum":
                    node.Choices = Texts(value, at);
                    break;
                case "const":
                    node.Constant = value.Clone();
                    break;
                case "format":
                    node.Format = Format(value, at);
                    break;
                case "minItems":
                    node.MinItems = Count(value, at);
                    break;
                case "maxItems":
                    node.MaxItems = Count(value, at);
                    break;
                case "minLength":
                    node.MinLength = Count(value, at);
                    break;
                case "maxLength":
                    node.MaxLength = Count(value, at);
                    break;
                case "minimum":
                    node.Minimum = Number(value, at);
                    break;
                case "maximum":
                    node.Maximum = Number(value, at);
                    break;
                default:
                    faults.Add(new(
                        FaultCodes.SchemaKeywordUnsupported,
                        at,
                        $"Từ khóa '{keyword}' không được hỗ trợ.",
                        $"The keyword '{keyword}' is not supported."));
                    break;
            }
        }

        CheckBounds(node, keywords, pointer);
    }

    /// <summary>A subschema, or the definition that it refers to.</summary>
    private FormNode Reference(JsonElement schema, string pointer)
    {
        if (schema.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("$ref", out var reference))
        {
            return Node(schema, pointer);
        }

        foreach (var member in Members(schema, pointer))
        {
            if (member.Name is not ("$ref" or "title" or "description" or "$comment"))
            {
                faults.Add(new(
                    FaultCodes.SchemaKeywordUnsupported,
                    JsonPointer.Append(pointer, member.Name),
                    $"Từ khóa '{member.Name}' không được đứng cạnh $ref.",
                    $"The keyword '{member.Name}' is not supported beside $ref."));
            }
        }

        const string Local = "#/$defs/";
        var target = reference.ValueKind == JsonValueKind.String ? reference.GetString()! : "";
        if (target.StartsWith(Local, StringComparison.Ordinal) && Definition(target[Local.Length..]) is { } definition)
        {
            return definition;
        }

        faults.Add(new(
            FaultCodes.SchemaReferenceUnknown,
            JsonPointer.Append(pointer, "$ref"),
            $"$ref '{target}' không dẫn đến định nghĩa nào trong $defs.",
            $"$ref '{target}' leads to no definition in $defs."));
        return new FormNode();
    }

    private void CheckBounds(FormNode node, HashSet<string> keywords, string pointer)
    {
        foreach (var name in node.Required.Where(name => !node.Properties.ContainsKey(name)))
        {
            faults.Add(new(
                FaultCodes.SchemaRequiredUnknown,
                JsonPointer.Append(pointer, "required"),
                $"Trường bắt buộc '{name}' không có trong properties.",
                $"The required field '{name}' is not among the properties."));
        }

        if (keywords.Contains("properties") && !node.IsClosed && node.Others is null)
        {
            faults.Add(new(
                FaultCodes.SchemaNotClosed,
                pointer,
                "Đối tượng phải nêu additionalProperties.",
                "An object must say additionalProperties."));
        }

        var isBounded = node.Type switch
        {
            FormType.String => node.MaxLength < int.MaxValue
                || node.Choices is not null
                || node.Constant is not null
                || (node.Format is { } format && Formats.IsBounded(format)),
            FormType.Array => node.MaxItems < int.MaxValue && node.Items is not null,
            FormType.Object => node.Others is null || node.MaxProperties < int.MaxValue,
            _ => true,
        };
        if (!isBounded)
        {
            faults.Add(new(
                FaultCodes.SchemaNotBounded,
                pointer,
                "Chuỗi phải có maxLength, enum hoặc định dạng có độ dài giới hạn; danh sách phải có items và maxItems; đối tượng mở phải có maxProperties.",
                "A string needs maxLength, enum, or a format of bounded length; a list items and maxItems; an open object maxProperties."));
        }
    }

    private JsonElement.ObjectEnumerator Members(JsonElement value, string pointer) =>
        value.ValueKind == JsonValueKind.Object
            ? value.EnumerateObject()
            : Malformed<JsonElement.ObjectEnumerator>(pointer, "an object", default);

    private string? Format(JsonElement value, string pointer)
    {
        var format = value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        if (Formats.Contains(format))
        {
            return format;
        }

        faults.Add(new(
            FaultCodes.SchemaFormatUnknown,
            pointer,
            $"Không có định dạng '{format}'.",
            $"There is no format '{format}'."));
        return null;
    }

    private string[] Texts(JsonElement value, string pointer) =>
        value.ValueKind == JsonValueKind.Array
        && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(item => item.GetString()!)]
            : Malformed<string[]>(pointer, "a list of strings", []);

    private int Count(JsonElement value, string pointer) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var count) && count >= 0
            ? count
            : Malformed(pointer, "a count", 0);

    private decimal? Number(JsonElement value, string pointer) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number)
            ? number
            : Malformed<decimal?>(pointer, "a number", null);

    private T Malformed<T>(string pointer, string expected, T fallback)
    {
        faults.Add(new(
            FaultCodes.SchemaKeywordMalformed,
            pointer,
            $"Giá trị của từ khóa không đúng (cần: {expected}).",
            $"The keyword's value is wrong (expected {expected})."));
        return fallback;
    }
}
