using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace LienThong.Embedded.Durable;

/// <summary>Values as JSON, with the web's defaults: camel case, names in any case when read.</summary>
public class JsonDataConverter : DataConverter
{
    /// <summary>The one converter.</summary>
    public static JsonDataConverter Default { get; } = new();

    /// <inheritdoc />
    [return: NotNullIfNotNull(nameof(value))]
    public override string? Serialize(object? value) => value is null ? null : JsonSerializer.Serialize(value, JsonSerializerOptions.Web);

    /// <inheritdoc />
    [return: NotNullIfNotNull(nameof(data))]
    public override object? Deserialize(string? data, Type targetType) =>
        data is null ? null : JsonSerializer.Deserialize(data, targetType, JsonSerializerOptions.Web);
}
