using System.Text.Json;
using LienThong.Reports.Figures;
using LienThong.Reports.Weekly;

namespace LienThong.Reports.Making;

/// <summary>Everything that is counted of a unit for one report. Those of communes add up to a province's, and those of provinces to the
/// country's, late dossiers aside, which only provinces and communes list.</summary>
public sealed class UnitTally
{
    private readonly SortedDictionary<string, SortedDictionary<string, CaseTally>> procedures;
    private readonly Tally[] trend;
    private (string Procedure, SortedDictionary<string, CaseTally> Parts)? last;

    /// <summary>An empty one.</summary>
    /// <param name="weeks">How many weeks its trend has.</param>
    public UnitTally(int weeks)
        : this(new(StringComparer.Ordinal), [.. Enumerable.Range(0, weeks).Select(_ => new Tally())])
    {
    }

    private UnitTally(SortedDictionary<string, SortedDictionary<string, CaseTally>> procedures, Tally[] trend) =>
        (this.procedures, this.trend) = (procedures, trend);

    /// <summary>The procedures of which anything was counted.</summary>
    public IEnumerable<string> Procedures => procedures.Keys;

    /// <summary>Whole dossiers of every procedure, week by week.</summary>
    public IReadOnlyList<Tally> Trend => trend;

    /// <summary>The dossiers that were late, by code.</summary>
    public List<LateDossier> Late { get; } = [];

    /// <summary>The parts of a procedure of which anything was counted.</summary>
    public IReadOnlyDictionary<string, CaseTally> Parts(string procedure) =>
        procedures.TryGetValue(procedure, out var parts) ? parts : new SortedDictionary<string, CaseTally>();

    /// <summary>The tally of a part, begun if there is none.</summary>
    public CaseTally Of(string procedure, string part)
    {
        // Facts of one procedure stand together.
        if (last is not var (known, parts) || known != procedure)
        {
            if (!procedures.TryGetValue(procedure, out parts))
            {
                procedures.Add(procedure, parts = new(StringComparer.Ordinal));
            }

            last = (procedure, parts);
        }

        if (!parts.TryGetValue(part, out var tally))
        {
            parts.Add(part, tally = new CaseTally());
        }

        return tally;
    }

    /// <summary>Adds the counts of another.</summary>
    public void Add(UnitTally other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach (var (procedure, parts) in other.procedures)
        {
            foreach (var (part, tally) in parts)
            {
                Of(procedure, part).Add(tally);
            }
        }

        for (var i = 0; i < trend.Length; i++)
        {
            trend[i].Add(other.trend[i]);
        }
    }

    /// <summary>The counts as they are kept between making provinces' reports and the country's: UTF-8 JSON.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(new Stored(procedures, trend));

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    public static UnitTally Read(ReadOnlySpan<byte> bytes)
    {
        var stored = JsonSerializer.Deserialize<Stored>(bytes)!;
        var read = new UnitTally(new(StringComparer.Ordinal), stored.Trend);
        foreach (var (procedure, parts) in stored.Procedures)
        {
            read.procedures.Add(procedure, new(parts, StringComparer.Ordinal));
        }

        return read;
    }

    private sealed record Stored(SortedDictionary<string, SortedDictionary<string, CaseTally>> Procedures, Tally[] Trend);
}
