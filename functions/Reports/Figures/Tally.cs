using System.Text.Json.Serialization;

namespace LienThong.Reports.Figures;

/// <summary>Counts and durations that add up: of a day or of many, of a commune or of the country.</summary>
[JsonConverter(typeof(TallyJson))]
public sealed class Tally
{
    private static readonly int Kinds = Enum.GetValues<Counted>().Length;

    private readonly long[] counts = new long[Kinds];

    /// <summary>A count.</summary>
    public long this[Counted counted]
    {
        get => counts[(int)counted];
        set => counts[(int)counted] = value;
    }

    /// <summary>The counts in the order of <see cref="Counted"/>.</summary>
    public ReadOnlySpan<long> Counts => counts;

    /// <summary>Working minutes from the beginning to the end of what ended done, without the time of supplements.</summary>
    public Histogram Durations { get; } = new();

    /// <summary>Working minutes from a request's sending to the agency's first answer, in full once it came.</summary>
    public Histogram Waits { get; } = new();

    /// <summary>Adds another.</summary>
    public void Add(Tally other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (var i = 0; i < counts.Length; i++)
        {
            counts[i] += other.counts[i];
        }

        Durations.Add(other.Durations);
        Waits.Add(other.Waits);
    }

    /// <summary>Sets everything to nothing.</summary>
    public void Clear()
    {
        Array.Clear(counts);
        Durations.Clear();
        Waits.Clear();
    }
}
