using System.Text.Json;
using System.Text.Json.Serialization;

namespace LienThong.Embedded.Engine;

/// <summary>JSON kept as text stands in a history as the JSON it is, not as a quoted string.</summary>
internal sealed class RawJsonConverter : JsonConverter<string>
{
    /// <inheritdoc />
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var value = JsonDocument.ParseValue(ref reader);
        return value.RootElement.GetRawText();
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value, skipInputValidation: true);
}
