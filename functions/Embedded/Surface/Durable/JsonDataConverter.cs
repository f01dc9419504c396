using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace LienThong.Embedded.Durable;

/// <summary>Values as JSON: members under their own names, fields included, as the packages write them.</summary>
public sealed class JsonDataConverter : DataConverter
{
    private static readonly JsonSerializerOptions Options = new() { IncludeFields = true };

    private JsonDataConverter()
    {
    }

    /// <summary>The one converter.</summary>
    public static JsonDataConverter Default { get; } = new();

    /// <inheritdoc />
    [return: NotNullIfNotNull(nameof(value))]
    public override string? Serialize(object? value) => value is null ? null : JsonSerializer.Serialize(value, Options);

    /// <inheritdoc />
    [return: NotNullIfNotNull(nameof(data))]
    public override object? Deserialize(string? data, Type targetType) =>
        data is null ? null : JsonSerializer.Deserialize(data, targetType, Options);
}
