using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using LienThong.Procedures.Dossiers;

namespace LienThong.Storage.Cosmos;

/// <summary>How items are written: as dossiers are, with times that sort as text, because Cosmos DB orders and compares text.</summary>
internal static class CosmosJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>A time as items hold it: UTC, always seven decimals.</summary>
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(DossierJson.Options) { Converters = { new SortableTime() } };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    private sealed class SortableTime : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(Text(value));
    }
}
