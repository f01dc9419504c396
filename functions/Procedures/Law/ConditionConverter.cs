using System.Text.Json;
using System.Text.Json.Serialization;
using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Law;

/// <summary>Reads and writes conditions in the form that the law files use.</summary>
public sealed class ConditionConverter : JsonConverter<Condition>
{
    public override Condition Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var json = JsonDocument.ParseValue(ref reader);
        var faults = new List<Fault>();
        return ConditionReader.Read(json.RootElement, "", faults)
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
            case Condition.OneOf oneOf:
                writer.WriteStartArray("oneOf");
                writer.WriteStringValue(oneOf.Pointer);
                writer.WriteStartArray();
                foreach (var item in oneOf.Values)
                {
                    item.WriteTo(writer);
                }

                writer.WriteEndArray();
                writer.WriteEndArray();
                break;
            case Condition.Compared compared:
                writer.WriteStartArray(ConditionReader.Comparisons.Single(entry => entry.Value == compared.By).Key);
                compared.First.Write(writer);
                compared.Second.Write(writer);
                writer.WriteEndArray();
                break;
            case Condition.Some some:
                writer.WriteStartArray("some");
                writer.WriteStringValue(some.List);
                Write(writer, some.Condition, options);
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
