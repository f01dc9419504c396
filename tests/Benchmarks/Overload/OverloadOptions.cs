using System.Globalization;

namespace LienThong.Benchmarks.Overload;

/// <summary>How the benchmark <c>overload</c> runs.</summary>
/// <param name="Seconds">How long more is offered than can be carried, 1 to 600.</param>
/// <param name="Times">How many times what it can carry is offered, 2 to 100.</param>
internal sealed record OverloadOptions(int Seconds = 30, int Times = 10)
{
    public static OverloadOptions Parse(string[] args)
    {
        var options = new OverloadOptions();
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = args.ElementAtOrDefault(i + 1) ?? throw new ArgumentException($"{args[i]} needs a value.");
            options = args[i] switch
            {
                "--seconds" => options with { Seconds = Number(value, 1, 600) },
                "--times" => options with { Times = Number(value, 2, 100) },
                _ => throw new ArgumentException($"{args[i]} {value} is no option of overload."),
            };
        }

        return options;
    }

    private static int Number(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new ArgumentException($"'{text}' is no number from {least} to {most}.");
}
