using System.Globalization;

namespace LienThong.Benchmarks.Durable;

/// <summary>How the benchmark <c>durable</c> runs.</summary>
internal sealed record Settings
{
    /// <summary>Which workloads run.</summary>
    public IReadOnlyList<string> Workloads { get; init; } = ["W", "H", "R", "I"];

    /// <summary>Instances that wait in R and I.</summary>
    public int Waiting { get; init; } = 100_000;

    /// <summary>Finished instances that are stored in A.</summary>
    public int Ended { get; init; } = 1_000_000;

    /// <summary>How long I is idle, in seconds.</summary>
    public int Seconds { get; init; } = 60;

    /// <summary>SQLite's synchronous mode.</summary>
    public string Synchronous { get; init; } = "FULL";

    /// <summary>Where the data folders are made; each is removed at its end.</summary>
    public string Folder { get; init; } = Path.GetTempPath();

    /// <exception cref="ArgumentException">An option is unknown or out of its bounds.</exception>
    public static Settings Parse(string[] args)
    {
        var settings = new Settings();
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = args.ElementAtOrDefault(i + 1) ?? throw new ArgumentException($"{args[i]} needs a value.");
            settings = args[i] switch
            {
                "--workload" => settings with { Workloads = Named(value) },
                "--waiting" => settings with { Waiting = Number(value, 10_000_000) },
                "--ended" => settings with { Ended = Number(value, 10_000_000) },
                "--seconds" => settings with { Seconds = Number(value, 3_600) },
                "--synchronous" when value is "FULL" or "NORMAL" => settings with { Synchronous = value },
                "--folder" when Directory.Exists(value) => settings with { Folder = value },
                _ => throw new ArgumentException($"{args[i]} {value} is no option of durable."),
            };
        }

        return settings;
    }

    private static List<string> Named(string value)
    {
        var names = value.ToUpperInvariant().Split(',').ToList();
        return names.Find(name => name is not ("W" or "H" or "R" or "I" or "A")) is { } unknown
            ? throw new ArgumentException($"There is no workload '{unknown}': W, H, R, I and A are known.")
            : names;
    }

    private static int Number(string text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most
            ? number
            : throw new ArgumentException($"'{text}' is no number from 1 to {most}.");
}
