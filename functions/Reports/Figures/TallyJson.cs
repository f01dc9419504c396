using System.Text.Json;
using System.Text.Json.Serialization;

namespace LienThong.Reports.Figures;

/// <summary>A tally as three JSON arrays: its counts without the zeros at the end, its durations and its waits, the last two as pairs of
/// minutes and times.</summary>
internal sealed class TallyJson : JsonConverter<Tally>
{
    public override Tally Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var tally = new Tally();
        ReadInto(ref reader, tally);
        return tally;
    }

    public override void Write(Utf8JsonWriter writer, Tally value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteStartArray();
        foreach (var count in value.Counts.TrimEnd(0))
        {
            writer.WriteNumberValue(count);
        }

        writer.WriteEndArray();
        Write(writer, value.Durations);
        Write(writer, value.Waits);
        writer.WriteEndArray();
    }

    /// <summary>Reads the tally that begins here into an empty one.</summary>
    internal static void ReadInto(ref Utf8JsonReader reader, Tally tally)
    {
        reader.Read();
        for (var i = 0; reader.Read() && reader.TokenType == JsonTokenType.Number; i++)
        {
            tally[(Counted)i] = reader.GetInt64();
        }

        Read(ref reader, tally.Durations);
        Read(ref reader, tally.Waits);
        reader.Read();
    }

    private static void Read(ref Utf8JsonReader reader, Histogram histogram)
    {
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.Number)
        {
            var minutes = reader.GetInt32();
            reader.Read();
            histogram.Add(minutes, reader.GetInt64());
        }
    }

    private static void Write(Utf8JsonWriter writer, Histogram histogram)
    {
        writer.WriteStartArray();
        foreach (var (minutes, times) in histogram.Entries)
        {
            writer.WriteNumberValue(minutes);
            writer.WriteNumberValue(times);
        }

        writer.WriteEndArray();
    }
}
