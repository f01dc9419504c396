using System.Buffers;
using System.Text.Json;

namespace LienThong.Reports.Figures;

/// <summary>The facts of one day and province, added up from what its dossiers count for. Facts add up to those of a week, a year, the
/// country; the order in which dossiers come changes nothing.</summary>
public sealed class DayFacts
{
    private readonly SortedDictionary<FactKey, Tally> tallies = [];
    private readonly SortedDictionary<string, LateFact> late = new(StringComparer.Ordinal);

    /// <summary>The tallies in the order of their keys.</summary>
    public IReadOnlyDictionary<FactKey, Tally> Tallies => tallies;

    /// <summary>Adds what a dossier counts for on a day.</summary>
    public void Add(string dossier, DossierFigures figures, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(figures);
        foreach (var entry in figures.Days)
        {
            if (entry.Day != day)
            {
                continue;
            }

            var tally = Of(new FactKey(figures.Commune, figures.Procedure, entry.Part));
            for (var i = 0; i < entry.Counts.Count; i++)
            {
                tally[(Counted)i] += entry.Counts[i];
            }

            if (entry.Duration is { } minutes)
            {
                tally.Durations.Add(minutes);
            }

            foreach (var wait in entry.Waits ?? [])
            {
                tally.Waits.Add(wait);
            }

            if (entry.Late is { } end)
            {
                late[$"{dossier} {entry.Part}"] = new LateFact(dossier, figures.Commune, figures.Procedure, entry.Part, end);
            }
        }
    }

    /// <summary>The tally of a key, begun if there is none.</summary>
    public Tally Of(FactKey key)
    {
        if (!tallies.TryGetValue(key, out var tally))
        {
            tallies.Add(key, tally = new Tally());
        }

        return tally;
    }

    /// <summary>
    /// As they are stored: UTF-8 JSON, the same bytes for equal facts. Communes hold procedures, these hold parts, and a part is a tally.
    /// </summary>
    public byte[] ToBytes()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("communes");
            foreach (var commune in tallies.GroupBy(entry => entry.Key.Commune))
            {
                json.WriteStartObject(commune.Key);
                foreach (var procedure in commune.GroupBy(entry => entry.Key.Procedure))
                {
                    json.WriteStartObject(procedure.Key);
                    foreach (var (key, tally) in procedure)
                    {
                        json.WritePropertyName(key.Part);
                        JsonSerializer.Serialize(json, tally);
                    }

                    json.WriteEndObject();
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WritePropertyName("late");
            JsonSerializer.Serialize(json, late.Values, JsonSerializerOptions.Web);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}

/// <summary>A dossier, or a step of one, that ended late on the day of the facts.</summary>
/// <param name="Part">See <see cref="FactKey.Part"/>.</param>
public sealed record LateFact(string Dossier, string Commune, string Procedure, string Part, LateEnd End);
