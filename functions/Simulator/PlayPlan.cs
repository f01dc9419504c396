using LienThong.Simulator.Stories;

namespace LienThong.Simulator;

/// <summary>What is played, and against which app.</summary>
internal sealed record PlayPlan
{
    /// <summary>The usual seed.</summary>
    public const int UsualSeed = 2026;

    public required int Dossiers { get; init; }

    public required int Seed { get; init; }

    public required int Days { get; init; }

    /// <summary>The procedures that are played, by the names of the command line.</summary>
    public IReadOnlyList<string> Procedures { get; init; } = Catalogue.Names;

    /// <summary>The families' stories in turn; null mixes them.</summary>
    public IReadOnlyList<Story>? Stories { get; init; }

    /// <summary>The app's data folder.</summary>
    public required string Data { get; init; }

    /// <summary>An app that already runs; null starts one in this process, on a virtual clock.</summary>
    public Uri? Url { get; init; }

    /// <summary>Against an app that already runs: seconds of the play in a real second.</summary>
    public double Pace { get; init; } = 1;

    /// <summary>Told how many things the players have seen, after each, from any thread; for whoever wants to act in the middle
    /// of a play.</summary>
    public Action<int>? Noted { get; init; }

    /// <summary>The play that the command line asks for.</summary>
    /// <param name="options">The command line.</param>
    /// <param name="data">The data folder.</param>
    /// <param name="now">The real time, from which a fresh seed comes.</param>
    public static PlayPlan Of(Options options, string data, DateTimeOffset now) => new()
    {
        Dossiers = options.Dossiers,
        // Against an app that already runs, the usual families may have filed before.
        Seed = options.Seed ?? (options.Url is null ? UsualSeed : (int)(now.ToUnixTimeSeconds() % int.MaxValue)),
        Days = options.Days,
        Procedures = options.Procedures,
        Data = data,
        Url = options.Url,
        Pace = options.Pace,
    };

    /// <summary>The play's time. At a fast pace it lies in the past, whole weeks back, so that it never overtakes the app's
    /// clock and keeps its days of the week.</summary>
    public Period PeriodAt(DateTimeOffset now) => Url switch
    {
        null => new Period(Period.FirstMonday, Days),
        _ when Pace > 1 => new Period(now.AddDays(-7 * ((Days / 7) + 1)), Days),
        _ => new Period(now, Days),
    };
}
