using System.Globalization;

namespace LienThong.Benchmarks;

/// <summary>How the benchmark <c>chain</c> runs.</summary>
/// <param name="Count">Dossiers, 1 to 1,000,000.</param>
/// <param name="Concurrency">Dossiers under way at once, 1 to 1,000.</param>
internal sealed record ChainOptions(int Count = 20_000, int Concurrency = 64)
{
    public static ChainOptions Parse(string[] args)
    {
        var options = new ChainOptions();
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = args.ElementAtOrDefault(i + 1) ?? throw new ArgumentException($"{args[i]} needs a value.");
            options = args[i] switch
            {
                "--count" => options with { Count = Number(value, 1_000_000) },
                "--concurrency" => options with { Concurrency = Number(value, 1_000) },
                _ => throw new ArgumentException($"{args[i]} {value} is no option of chain."),
            };
        }

        return options;
    }

    private static int Number(string text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most
            ? number
            : throw new ArgumentException($"'{text}' is no number from 1 to {most}.");
}
