using System.Text.Json;
using System.Text.Json.Serialization;

namespace LienThong.Procedures.Declarations;

/// <summary>How declarations and notices are written in JSON: camelCase names, kebab-case choices, nulls left out.</summary>
public static class DeclarationJson
{
    public static JsonSerializerOptions Options { get; } = Make();

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            PropertyNameCaseInsensitive = false,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
