using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Identifiers;

/// <summary>What all identifiers share: trusted parsing, ASCII tests, and the fault's making.</summary>
internal static class Identifier
{
    internal static T Parse<T>(string text)
        where T : struct, IIdentifier<T> =>
        T.TryParse(text, out var value, out var fault) ? value : throw new FormatException(fault.En);

    internal static bool IsDigits([NotNullWhen(true)] string? text, int length) =>
        text is not null && text.Length == length && IsDigits(text.AsSpan());

    internal static bool IsDigits(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');

    internal static bool Accept<T>(T good, out T value, [NotNullWhen(false)] out Fault? fault)
    {
        value = good;
        fault = null;
        return true;
    }

    internal static bool Refuse<T>(string code, string vi, string en, out T value, [NotNullWhen(false)] out Fault? fault)
        where T : struct
    {
        value = default;
        fault = new Fault(code, "", vi, en);
        return false;
    }
}

/// <summary>Writes an identifier as a plain JSON string, and reads it back or says why not.</summary>
public sealed class IdentifierConverter<T> : JsonConverter<T>
    where T : struct, IIdentifier<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? FromText(reader.GetString())
            : throw new JsonException($"{typeof(T).Name} is written as a string.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        FromText(reader.GetString());

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.ToString() ?? "");

    private static T FromText(string? text) =>
        T.TryParse(text, out var value, out var fault) ? value : throw new JsonException(fault.En);
}
