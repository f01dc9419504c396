using System.Globalization;
using System.Text.Json;
using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Forms;

/// <summary>One check of one document: walks document and form together and collects the faults.</summary>
internal sealed class FormCheck
{
    /// <summary>More faults than this help nobody and let a sender make the answer larger than the question.</summary>
    internal const int MaxFaults = 100;

    internal const int MaxDepth = 32;

    private readonly List<Fault> faults = [];
    private int depth;

    internal IReadOnlyList<Fault> Faults => faults;

    private bool IsFull => faults.Count > MaxFaults;

    internal void Value(FormNode node, JsonElement value, string pointer)
    {
        if (IsFull)
        {
            return;
        }

        if (!IsOfType(node.Type, value))
        {
            Add(FaultCodes.WrongType, pointer, $"Giá trị phải là {Vi(node.Type)}.", $"The value must be {En(node.Type)}.");
            return;
        }

        if (node.Constant is { } constant && !JsonElement.DeepEquals(constant, value))
        {
            Add(
                FaultCodes.ValueNotAllowed,
                pointer,
                $"Giá trị phải là {constant.GetRawText()}.",
                $"The value must be {constant.GetRawText()}.");
        }

        if (depth == MaxDepth)
        {
            Add(
                FaultCodes.DocumentTooDeep,
                pointer,
                $"Tài liệu lồng nhau quá {MaxDepth} cấp.",
                $"The document is nested deeper than {MaxDepth} levels.");
            return;
        }

        depth++;
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                Object(node, value, pointer);
                break;
            case JsonValueKind.Array:
                Array(node, value, pointer);
                break;
            case JsonValueKind.String:
                Text(node, value, pointer);
                break;
            case JsonValueKind.Number:
                Number(node, value, pointer);
                break;
        }

        depth--;
    }

    private void Object(FormNode node, JsonElement value, string pointer)
    {
        if (value.GetPropertyCount() > node.MaxProperties)
        {
            Add(
                FaultCodes.ListTooLong,
                pointer,
                $"Đối tượng có nhiều nhất {node.MaxProperties} trường.",
                $"The object has at most {node.MaxProperties} fields.");
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            if (IsFull)
            {
                return;
            }

            if (Name(member) is not { } name)
            {
                Add(FaultCodes.FieldUnknown, pointer, "Có trường không đọc được tên.", "A field's name cannot be read.");
                continue;
            }

            var at = JsonPointer.Append(pointer, name);
            if (!seen.Add(name))
            {
                Add(FaultCodes.FieldTwice, at, $"Trường '{Short(name)}' xuất hiện hai lần.", $"The field '{Short(name)}' stands twice.");
            }
            else if (node.Properties.TryGetValue(name, out var field))
            {
                Value(field, member.Value, at);
            }
            else if (node.IsClosed)
            {
                Add(FaultCodes.FieldUnknown, Short(at), $"Không có trường '{Short(name)}'.", $"There is no field '{Short(name)}'.");
            }
            else if (node.Others is { } others)
            {
                Value(others, member.Value, at);
            }
        }

        foreach (var name in node.Required)
        {
            if (!seen.Contains(name))
            {
                Add(
                    FaultCodes.FieldMissing,
                    JsonPointer.Append(pointer, name),
                    $"Thiếu trường '{name}'.",
                    $"The field '{name}' is missing.");
            }
        }
    }

    private void Array(FormNode node, JsonElement value, string pointer)
    {
        var length = value.GetArrayLength();
        if (length < node.MinItems)
        {
            Add(
                FaultCodes.ListTooShort,
                pointer,
                $"Danh sách phải có ít nhất {node.MinItems} phần tử.",
                $"The list needs at least {node.MinItems} elements.");
        }

        if (length > node.MaxItems)
        {
            Add(
                FaultCodes.ListTooLong,
                pointer,
                $"Danh sách có nhiều nhất {node.MaxItems} phần tử.",
                $"The list has at most {node.MaxItems} elements.");
            return;
        }

        if (node.Items is { } items)
        {
            var index = 0;
            foreach (var item in value.EnumerateArray())
            {
                Value(items, item, JsonPointer.Append(pointer, index++));
            }
        }
    }

    private void Text(FormNode node, JsonElement value, string pointer)
    {
        if (TextOf(value) is not { } text)
        {
            Add(FaultCodes.TextMalformed, pointer, "Chuỗi không phải Unicode hợp lệ.", "The text is not valid Unicode.");
            return;
        }

        // JSON Schema counts characters, not UTF-16 units.
        var length = text.EnumerateRunes().Count();
        if (length < node.MinLength)
        {
            Add(
                FaultCodes.TextTooShort,
                pointer,
                $"Nội dung phải có ít nhất {node.MinLength} ký tự.",
                $"The text needs at least {node.MinLength} characters.");
        }

        if (length > node.MaxLength)
        {
            Add(
                FaultCodes.TextTooLong,
                pointer,
                $"Nội dung có nhiều nhất {node.MaxLength} ký tự.",
                $"The text has at most {node.MaxLength} characters.");
            return;
        }

        if (node.Choices is { } choices && !choices.Contains(text, StringComparer.Ordinal))
        {
            var listed = string.Join(", ", choices);
            Add(FaultCodes.ValueNotAllowed, pointer, $"Giá trị phải là một trong: {listed}.", $"The value must be one of: {listed}.");
        }

        if (node.Format is { } format && Formats.Check(format, text) is { } fault)
        {
            Add(fault.Code, pointer, fault.Vi, fault.En);
        }
    }

    private void Number(FormNode node, JsonElement value, string pointer)
    {
        if (!value.TryGetDecimal(out var number))
        {
            Add(FaultCodes.NumberTooLarge, pointer, "Số nằm ngoài phạm vi.", "The number is out of range.");
            return;
        }

        if (number < node.Minimum)
        {
            Add(
                FaultCodes.NumberTooSmall,
                pointer,
                string.Create(CultureInfo.InvariantCulture, $"Số phải từ {node.Minimum} trở lên."),
                string.Create(CultureInfo.InvariantCulture, $"The number must be at least {node.Minimum}."));
        }

        if (number > node.Maximum)
        {
            Add(
                FaultCodes.NumberTooLarge,
                pointer,
                string.Create(CultureInfo.InvariantCulture, $"Số không được lớn hơn {node.Maximum}."),
                string.Create(CultureInfo.InvariantCulture, $"The number must be at most {node.Maximum}."));
        }
    }

    private void Add(string code, string pointer, string vi, string en)
    {
        if (faults.Count < MaxFaults)
        {
            faults.Add(new(code, pointer, vi, en));
        }
        else if (faults.Count == MaxFaults)
        {
            faults.Add(new(
                FaultCodes.TooManyFaults,
                "",
                $"Có nhiều hơn {MaxFaults} lỗi; các lỗi còn lại không được liệt kê.",
                $"There are more than {MaxFaults} faults; the others are not listed."));
        }
    }

    /// <summary>A text from outside, cut so that a fault never echoes a whole document.</summary>
    private static string Short(string text) => text.Length <= 100 ? text : text[..100] + "…";

    // The reader lets lone surrogates through and throws only when the text is asked for.
    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string? Name(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static bool IsOfType(FormType type, JsonElement value) => type switch
    {
        FormType.Any => true,
        FormType.Object => value.ValueKind == JsonValueKind.Object,
        FormType.Array => value.ValueKind == JsonValueKind.Array,
        FormType.String => value.ValueKind == JsonValueKind.String,
        FormType.Integer => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        FormType.Number => value.ValueKind == JsonValueKind.Number,
        FormType.Boolean => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => false,
    };

    private static string Vi(FormType type) => type switch
    {
        FormType.Object => "một đối tượng",
        FormType.Array => "một danh sách",
        FormType.String => "một chuỗi",
        FormType.Integer => "một số nguyên",
        FormType.Number => "một số",
        FormType.Boolean => "true hoặc false",
        _ => "một giá trị",
    };

    private static string En(FormType type) => type switch
    {
        FormType.Object => "an object",
        FormType.Array => "a list",
        FormType.String => "a string",
        FormType.Integer => "a whole number",
        FormType.Number => "a number",
        FormType.Boolean => "true or false",
        _ => "a value",
    };
}
