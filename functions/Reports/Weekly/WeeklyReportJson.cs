using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LienThong.Reports.Weekly;

/// <summary>A weekly report as JSON: how it is kept, and what readers of data get. <c>docs/contracts/weekly-report.schema.json</c> says
/// its shape. Equal reports give equal bytes.</summary>
public static class WeeklyReportJson
{
    /// <summary>How it is written; the schema is held against it.</summary>
    internal static JsonSerializerOptions Options { get; } = Create();

    /// <summary>The report in UTF-8.</summary>
    public static byte[] Write(WeeklyReport report) => JsonSerializer.SerializeToUtf8Bytes(report, Options);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="JsonException">It is no such report.</exception>
    public static WeeklyReport Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize<WeeklyReport>(json, Options) ?? throw new JsonException("There is no report.");

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            // Vietnamese stays readable; nobody puts this into a page.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            NumberHandling = JsonNumberHandling.Strict,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
