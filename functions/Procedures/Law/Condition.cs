using System.Text.Json;
using System.Text.Json.Serialization;
using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Law;

/// <summary>
/// A condition on a declaration, written in the law files as one of
/// <c>{"present": pointer}</c>: something stands there;
/// <c>{"equals": [pointer, value]}</c>: that value stands there;
/// <c>{"differs": [pointer, pointer]}</c>: something stands at both and it is not the same;
/// <c>{"not": condition}</c>, <c>{"all": [conditions]}</c>, <c>{"any": [conditions]}</c>.
/// </summary>
[JsonConverter(typeof(ConditionConverter))]
public abstract record Condition
{
    private const int MaxDepth = 16;

    private Condition()
    {
    }

    /// <summary>The pointers that it looks at.</summary>
    public abstract IEnumerable<string> Pointers { get; }

    /// <summary>Whether it holds for a document.</summary>
    public abstract bool Holds(JsonElement document);

    /// <summary>Something stands at the pointer.</summary>
    public sealed record Present(string Pointer) : Condition
    {
        public override IEnumerable<string> Pointers => [Pointer];

        public override bool Holds(JsonElement document) => JsonPointer.TryGet(document, Pointer, out _);
    }

    /// <summary>The value stands at the pointer.</summary>
    public sealed record Equal(string Pointer, JsonElement Value) : Condition
    {
        public override IEnumerable<string> Pointers => [Pointer];

        public override bool Holds(JsonElement document) =>
            JsonPointer.TryGet(document, Pointer, out var found) && JsonElement.DeepEquals(found.Value, Value);
    }

    /// <summary>Something stands at both pointers, and it is not the same.</summary>
    public sealed record Differ(string First, string Second) : Condition
    {
        public override IEnumerable<string> Pointers => [First, Second];

        public override bool Holds(JsonElement document) =>
            JsonPointer.TryGet(document, First, out var first)
            && JsonPointer.TryGet(document, Second, out var second)
            && !JsonElement.DeepEquals(first.Value, second.Value);
    }

    /// <summary>The other does not hold.</summary>
    public sealed record Not(Condition Other) : Condition
    {
        public override IEnumerable<string> Pointers => Other.Pointers;

        public override bool Holds(JsonElement document) => !Other.Holds(document);
    }

    /// <summary>Every one holds.</summary>
    public sealed record All(IReadOnlyList<Condition> Conditions) : Condition
    {
        public override IEnumerable<string> Pointers => Conditions.SelectMany(condition => condition.Pointers);

        public override bool Holds(JsonElement document) => Conditions.All(condition => condition.Holds(document));
    }

    /// <summary>At least one holds.</summary>
    public sealed record Any(IReadOnlyList<Condition> Conditions) : Condition
    {
        public override IEnumerable<string> Pointers => Conditions.SelectMany(condition => condition.Pointers);

        public override bool Holds(JsonElement document) => Conditions.Any(condition => condition.Holds(document));
    }

    /// <summary>Reads a condition and adds what is wrong with it to the faults; null when anything is.</summary>
    internal static Condition? Read(JsonElement json, string pointer, ICollection<Fault> faults, int depth = 0)
    {
        if (depth == MaxDepth || json.ValueKind != JsonValueKind.Object || json.EnumerateObject().Count() != 1)
        {
            return Malformed(pointer, faults);
        }

        var member = json.EnumerateObject().Single();
        var (at, value) = (JsonPointer.Append(pointer, member.Name), member.Value);
        return member.Name switch
        {
            "present" when PointerOf(value) is { } path => new Present(path),
            "equals" when Pair(value) is var (first, second) && PointerOf(first) is { } path =>
                new Equal(path, second.Clone()),
            "differs" when Pair(value) is var (first, second) && PointerOf(first) is { } a && PointerOf(second) is { } b =>
                new Differ(a, b),
            "not" => Read(value, at, faults, depth + 1) is { } other ? new Not(other) : null,
            "all" when value.ValueKind == JsonValueKind.Array =>
                ReadAll(value, at, faults, depth) is { } conditions ? new All(conditions) : null,
            "any" when value.ValueKind == JsonValueKind.Array =>
                ReadAll(value, at, faults, depth) is { } conditions ? new Any(conditions) : null,
            _ => Malformed(at, faults),
        };
    }

    private static List<Condition>? ReadAll(JsonElement list, string pointer, ICollection<Fault> faults, int depth)
    {
        if (list.GetArrayLength() == 0)
        {
            Malformed(pointer, faults);
            return null;
        }

        var conditions = new List<Condition>();
        var index = 0;
        foreach (var item in list.EnumerateArray())
        {
            if (Read(item, JsonPointer.Append(pointer, index++), faults, depth + 1) is { } condition)
            {
                conditions.Add(condition);
            }
        }

        return conditions.Count == index ? conditions : null;
    }

    private static string? PointerOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text && JsonPointer.Tokens(text) is not null
            ? text
            : null;

    private static (JsonElement First, JsonElement Second)? Pair(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 2 ? (value[0], value[1]) : null;

    private static Condition? Malformed(string pointer, ICollection<Fault> faults)
    {
        faults.Add(new(
            FaultCodes.ConditionMalformed,
            pointer,
            "Điều kiện phải là một trong present, equals, differs, not, all, any và đúng cú pháp.",
            "A condition is one of present, equals, differs, not, all, any, with its operands."));
        return null;
    }
}

/// <summary>Reads and writes conditions in the form that the law files use.</summary>
public sealed class ConditionConverter : JsonConverter<Condition>
{
    public override Condition Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var json = JsonDocument.ParseValue(ref reader);
        var faults = new List<Fault>();
        return Condition.Read(json.RootElement, "", faults)
            ?? throw new JsonException(string.Join(' ', faults.Select(fault => $"{fault.Pointer}: {fault.En}")));
    }

    public override void Write(Utf8JsonWriter writer, Condition value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        switch (value)
        {
            case Condition.Present present:
                writer.WriteString("present", present.Pointer);
                break;
            case Condition.Equal equal:
                writer.WriteStartArray("equals");
                writer.WriteStringValue(equal.Pointer);
                equal.Value.WriteTo(writer);
                writer.WriteEndArray();
                break;
            case Condition.Differ differ:
                writer.WriteStartArray("differs");
                writer.WriteStringValue(differ.First);
                writer.WriteStringValue(differ.Second);
                writer.WriteEndArray();
                break;
            case Condition.Not not:
                writer.WritePropertyName("not");
                Write(writer, not.Other, options);
                break;
            case Condition.All all:
                WriteAll(writer, "all", all.Conditions, options);
                break;
            case Condition.Any any:
                WriteAll(writer, "any", any.Conditions, options);
                break;
        }

        writer.WriteEndObject();
    }

    private void WriteAll(
        Utf8JsonWriter writer,
        string name,
        IReadOnlyList<Condition> conditions,
        JsonSerializerOptions options)
    {
        writer.WriteStartArray(name);
        foreach (var condition in conditions)
        {
            Write(writer, condition, options);
        }

        writer.WriteEndArray();
    }
}
