using LienThong.Procedures.Law;

namespace LienThong.Simulator.Stories;

/// <summary>The procedures that can be played.</summary>
internal static class Catalogue
{
    private const string Birth = "3.000722";
    private const string Death = "2.002913";

    private static readonly Dictionary<string, string> Codes = new(StringComparer.Ordinal)
    {
        ["birth"] = Birth,
        ["death"] = Death,
        ["criminal-record"] = "2.000488",
        ["passport"] = "1.001456",
        ["driving-licence"] = "1.002809",
    };

    /// <summary>What the command line calls them.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Codes.Keys];

    /// <summary>The versions in force on a day of the procedures that have these names.</summary>
    public static IReadOnlyList<ProcedureVersion> InForce(LawLibrary law, IReadOnlyList<string> names, DateOnly day) =>
        [.. names.Select(name => law.InForce(Codes[name], day))];

    /// <summary>The cases of some procedures.</summary>
    /// <param name="versions">The procedures.</param>
    /// <param name="law">The law that they stand in.</param>
    /// <param name="draws">Chance.</param>
    /// <param name="world">Where they happen.</param>
    /// <param name="period">When.</param>
    /// <param name="today">The app's day, which at a fast pace is later than the play's.</param>
    public static IReadOnlyList<ICaseload> Of(
        IReadOnlyList<ProcedureVersion> versions, LawLibrary law, Draws draws, World world, Period period, DateOnly today)
    {
        var services = versions.Where(version => Services.Known.Contains(version.Code)).ToList();
        return
        [
            .. versions.Where(version => version.Code == Birth).Select(version => new Births(draws, world, period, law.Calendar, version)),
            .. versions.Where(version => version.Code == Death).Select(version => new Deaths(draws, world, period, law.Calendar, version, today)),
            .. services.Count == 0 ? Array.Empty<ICaseload>() : [new Services(draws, world, period, services)],
        ];
    }
}
