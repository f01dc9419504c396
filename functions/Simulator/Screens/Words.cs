using System.Globalization;
using LienThong.Simulator.Scores;

namespace LienThong.Simulator.Screens;

/// <summary>Figures in words.</summary>
internal static class Words
{
    /// <summary>What became of the dossiers.</summary>
    public static string Outcome(Figures figures) => string.Create(
        CultureInfo.InvariantCulture,
        $"{figures.Filed} dossiers: {string.Join(", ", Parts(figures).Where(part => part.Count > 0).Select(part => $"{part.Count} {part.Name}"))}.");

    /// <summary>Whether all is well.</summary>
    public static string Verdict(Figures figures) => string.Create(
        CultureInfo.InvariantCulture,
        $"Lost {figures.Lost}, done twice {figures.Doubled}, against the contract {figures.Unexpected}. {figures.Days} days in {figures.ElapsedSeconds:0.0} s, seed {figures.Seed}.");

    private static IEnumerable<(string Name, int Count)> Parts(Figures figures) =>
    [
        ("completed", figures.Completed),
        ("completed in part", figures.PartlyCompleted),
        ("refused", figures.Refused),
        ("rejected for want of a supplement", figures.Rejected),
        ("withdrawn", figures.Withdrawn),
        ("closed as duplicates", figures.Duplicate),
        ("in progress", figures.InProgress),
        ("held as possible duplicates", figures.Held),
    ];
}
