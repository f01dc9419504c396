using System.Text.Json;
using System.Text.Json.Serialization;

namespace LienThong.Reports.Measurements;

/// <summary>What was measured of an agency on a day, as stated last. The order in which statements come, and how often, changes nothing.</summary>
public sealed class MeasuredDay
{
    /// <summary>The most rows of a day: more than any agency has services, and what fits a document of every store.</summary>
    public const int MaxRows = 3_000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    private readonly SortedDictionary<string, Statement> statements = new(StringComparer.Ordinal);

    /// <summary>The rows that count, the visits first, then by service.</summary>
    public IEnumerable<Measurement> Rows => statements.Values.Select(statement => statement.Row);

    /// <summary>Takes a row in, unless a later statement of it stands.</summary>
    /// <param name="measuredAt">When it was counted.</param>
    /// <param name="batch">The batch that states it: of two of one moment the greater id counts.</param>
    /// <returns>False when it is a row more than a day has.</returns>
    public bool Put(Measurement row, DateTimeOffset measuredAt, string batch)
    {
        ArgumentNullException.ThrowIfNull(row);
        var key = row.Service ?? "";
        if (statements.Count >= MaxRows && !statements.ContainsKey(key))
        {
            return false;
        }

        if (!statements.TryGetValue(key, out var stands)
            || (measuredAt, stands.MeasuredAt) is var (at, before) && (at > before || (at == before && string.CompareOrdinal(batch, stands.Batch) >= 0)))
        {
            statements[key] = new Statement(row, measuredAt.ToUniversalTime(), batch);
        }

        return true;
    }

    /// <summary>As it is stored: UTF-8 JSON, the same bytes for equal statements.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(statements.Values, Json);

    /// <summary>Reads what <see cref="ToBytes"/> wrote; null is a day of which nothing has been stated.</summary>
    public static MeasuredDay Read(ReadOnlyMemory<byte>? bytes)
    {
        var day = new MeasuredDay();
        foreach (var statement in bytes is { } stated ? JsonSerializer.Deserialize<List<Statement>>(stated.Span, Json)! : [])
        {
            day.statements.Add(statement.Row.Service ?? "", statement);
        }

        return day;
    }

    private sealed record Statement(Measurement Row, DateTimeOffset MeasuredAt, string Batch);
}
