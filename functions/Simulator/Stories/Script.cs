namespace LienThong.Simulator.Stories;

/// <summary>What an agency can say about a step.</summary>
internal enum Move
{
    Accept,
    Supplement,
    Verify,
    Refuse,
    Done,

    /// <summary>Says the opposite after it has refused: a mistake that the app must not take.</summary>
    Contradict,
}

/// <summary>A move and when it is made.</summary>
/// <param name="Move">What is said.</param>
/// <param name="Share">The share of the working time left until the step's limit after which it is said, 0 to 1.</param>
/// <param name="Past">Working hours past the limit, in place of the share; null when it is said in time.</param>
internal sealed record Timed(Move Move, double Share, double? Past = null);

/// <summary>How an agency treats one round of one step.</summary>
internal sealed record Script
{
    /// <summary>Deliveries answered 503 before one is taken.</summary>
    public int Unavailable { get; init; }

    /// <summary>Deliveries after those whose connection is dropped without an answer.</summary>
    public int Dropped { get; init; }

    /// <summary>The request is answered 400 with its faults.</summary>
    public bool FindsFaults { get; init; }

    /// <summary>In working time the last move is the very answer to the request.</summary>
    public bool AtOnce { get; init; }

    /// <summary>Every decision is sent twice.</summary>
    public bool Twice { get; init; }

    /// <summary>What is said, one after the other; each share is of the time left after the one before.</summary>
    public required IReadOnlyList<Timed> Moves { get; init; }
}

/// <summary>Writes the scripts of agencies: a pure function of chance, story, step and round.</summary>
internal static class Scripts
{
    /// <summary>The step that everything else waits for.</summary>
    public const string Birth = "birth";

    /// <summary>The police's step.</summary>
    public const string Residence = "residence";

    /// <summary>The step of social insurance, whose machine decides many requests by itself.</summary>
    public const string Insurance = "insurance";

    /// <summary>The step whose result is a card that somebody has to print.</summary>
    public const string Identity = "identity";

    /// <summary>How the agency of a step treats a round of a filing.</summary>
    /// <param name="draws">Chance.</param>
    /// <param name="filing">The filing's number.</param>
    /// <param name="story">The family's story.</param>
    /// <param name="steps">The codes of all steps of the procedure.</param>
    /// <param name="step">The step.</param>
    /// <param name="round">The round of the request, from 1.</param>
    public static Script For(Draws draws, int filing, Story story, IReadOnlyList<string> steps, string step, int round)
    {
        double Share(double from, double to, string what) => draws.Between(from, to, filing, $"{step} {what}", round);
        var special = round == 1 && step == SpecialStep(draws, filing, story, steps);
        var accept = new Timed(Move.Accept, Share(0.02, 0.15, "accept"));
        // Seven working days for a card is much more than an office takes.
        var done = new Timed(Move.Done, step == Identity ? Share(0.05, 0.4, "done") : Share(0.15, 0.85, "done"));
        return (story, special) switch
        {
            (Story.Supplemented or Story.NeverSupplemented, true) =>
                new() { Moves = [accept, new(Move.Supplement, Share(0.1, 0.6, "supplement"))] },
            (Story.Verified, true) =>
                new() { Moves = [accept, new(Move.Verify, Share(0.2, 0.7, "verify")), done] },
            (Story.BirthRefused or Story.ResidenceRefused, true) =>
                new() { Moves = [accept, new(Move.Refuse, Share(0.2, 0.8, "refuse")), new(Move.Contradict, 0.1)] },
            (Story.RequestFaulted, true) => new() { FindsFaults = true, Moves = [] },
            (Story.Overdue, true) => new() { Moves = [accept, new(Move.Done, 0, Share(1, 14, "overdue"))] },
            (Story.AgencyDown, true) => new()
            {
                Unavailable = 1 + draws.Below(5, filing, $"{step} unavailable"),
                Dropped = 1 + draws.Below(3, filing, $"{step} dropped"),
                Moves = [accept, done],
            },
            (Story.Repeated, _) => new() { Twice = true, Moves = [accept, done] },
            // A family that withdraws does so before the commune has decided.
            (Story.Withdrawn, _) when step == Birth => new() { Moves = [accept, new(Move.Done, 0.95)] },
            _ when draws.Chance(AtOnce(step), filing, $"{step} at once", round) => new() { AtOnce = true, Moves = [done] },
            _ when draws.Chance(0.04, filing, $"{step} hiccup", round) => new() { Unavailable = 1, Moves = [accept, done] },
            _ => new() { Moves = [accept, done] },
        };
    }

    private static double AtOnce(string step) => step switch
    {
        Insurance => 0.35,
        Identity => 0,
        _ => 0.1,
    };

    /// <summary>The step to which a family's story happens; null when it is not about a step.</summary>
    public static string? SpecialStep(Draws draws, int filing, Story story, IReadOnlyList<string> steps) => story switch
    {
        Story.BirthRefused or Story.NeverSupplemented => Birth,
        Story.ResidenceRefused or Story.Verified => Residence,
        Story.Supplemented or Story.Overdue => draws.Pick([.. steps.Take(3)], filing, "special step"),
        Story.RequestFaulted or Story.AgencyDown => draws.Pick(steps, filing, "special step"),
        _ => null,
    };
}
