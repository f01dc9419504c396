using System.Text.Json;
using System.Text.Json.Serialization;

namespace LienThong.Benchmarks.Durable;

/// <summary>What a benchmark prints: one line of JSON. What does not apply is left out.</summary>
internal sealed record Line(string Bench, Measured Measured, string Synchronous, long Rss)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>R: milliseconds from the start of the process to the first answer of a function.</summary>
    public double? ReadyMs { get; init; }

    /// <summary>R and I: instances that wait.</summary>
    public int? Waiting { get; init; }

    /// <summary>I: how long nothing was asked.</summary>
    public int? IdleSeconds { get; init; }

    /// <summary>I: processor time that was used meanwhile.</summary>
    public double? CpuSeconds { get; init; }

    /// <summary>I: transactions that were committed meanwhile.</summary>
    public long? Commits { get; init; }

    /// <summary>A: finished instances that were stored.</summary>
    public int? Ended { get; init; }

    /// <summary>A: workflows a second, as a part of those on an empty store; the median over pairs of rounds.</summary>
    public double? ToEmpty { get; init; }

    /// <summary>A: instances that were removed meanwhile.</summary>
    public long? Purged { get; init; }

    public void Print() => Console.WriteLine(JsonSerializer.Serialize(
        new
        {
            Bench,
            Measured.Concurrency,
            Measured.Count,
            Measured.PerSecond,
            Measured.P50Ms,
            Measured.P99Ms,
            Synchronous,
            RssMb = Rss / 1024 / 1024,
            ReadyMs,
            Waiting,
            IdleSeconds,
            CpuSeconds,
            Commits,
            Ended,
            ToEmpty,
            Purged,
        },
        Json));
}
