using System.Text.Json;

namespace LienThong.Reports.Figures;

/// <summary>Reads stored facts of days, many of them one after the other: a year of a country is hundreds of megabytes, so that nothing is
/// made that is not kept.</summary>
public sealed class DayFactsReader
{
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> names = new HashSet<string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    private readonly Tally row = new();

    /// <summary>Gives each tally of a day to <paramref name="add"/>, which must not keep it: the next one stands in its place.</summary>
    /// <returns>Who ended late on the day.</returns>
    public IReadOnlyList<LateFact> Read(ReadOnlySpan<byte> facts, Action<FactKey, Tally> add)
    {
        ArgumentNullException.ThrowIfNull(add);
        var json = new Utf8JsonReader(facts);
        json.Read();
        json.Read();
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            ReadCommune(ref json, Name(ref json), add);
        }

        json.Read();
        json.Read();
        return JsonSerializer.Deserialize<List<LateFact>>(ref json, JsonSerializerOptions.Web)!;
    }

    private void ReadCommune(ref Utf8JsonReader json, string commune, Action<FactKey, Tally> add)
    {
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var procedure = Name(ref json);
            json.Read();
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var part = Name(ref json);
                row.Clear();
                json.Read();
                TallyJson.ReadInto(ref json, row);
                add(new FactKey(commune, procedure, part), row);
            }
        }
    }

    // The same few thousand names over and over.
    private string Name(ref Utf8JsonReader json)
    {
        Span<char> name = stackalloc char[256];
        if (json.ValueSpan.Length > name.Length)
        {
            return json.GetString()!;
        }

        var text = name[..json.CopyString(name)];
        if (names.TryGetValue(text, out var known))
        {
            return known;
        }

        names.Add(text);
        return names.TryGetValue(text, out known) ? known : text.ToString();
    }
}
