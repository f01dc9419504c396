namespace LienThong.Simulator.Stories;

/// <summary>What an agency can say about a step.</summary>
internal enum Move
{
    Accept,
    Supplement,
    Verify,
    Refuse,
    Done,

    /// <summary>Hands the step on to another commune of the province.</summary>
    Transfer,

    /// <summary>Gives a new edition of the result.</summary>
    Correct,

    /// <summary>Adds to the result what was not known when it was given.</summary>
    Complete,

    /// <summary>Says the opposite after it has refused: a mistake that the app must not take.</summary>
    Contradict,
}

/// <summary>A move and when it is made.</summary>
/// <param name="Move">What is said.</param>
/// <param name="Share">The share of the working time left until the step's limit after which it is said, 0 to 1.</param>
/// <param name="Past">Working hours past the limit, in place of the share; null when it is said in time.</param>
/// <param name="After">Working hours after the move before, in place of both; null when a limit still runs.</param>
internal sealed record Timed(Move Move, double Share, double? Past = null, double? After = null);

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
    // Seven working days for a card, or ten for an allowance, is much more than an office takes.
    private static readonly HashSet<string> Slow =
        new(["identity", "certificate", "passport", "funeral-insurance", "funeral-merit", "survivorship"], StringComparer.Ordinal);

    /// <summary>How the agency of a step treats a round of a filing.</summary>
    /// <param name="draws">Chance.</param>
    /// <param name="filing">The filing's number.</param>
    /// <param name="story">The family's story.</param>
    /// <param name="steps">The codes of all steps of the filing.</param>
    /// <param name="step">The step.</param>
    /// <param name="round">The round of the request, from 1.</param>
    public static Script For(Draws draws, int filing, Story story, IReadOnlyList<string> steps, string step, int round)
    {
        double Share(double from, double to, string what) => draws.Between(from, to, filing, $"{step} {what}", round);
        var special = (round == 1 || (round == 2 && story == Story.SupplementedTwice)) && step == SpecialStep(draws, filing, story, steps);
        var accept = new Timed(Move.Accept, Share(0.02, 0.15, "accept"));
        var done = new Timed(Move.Done, Slow.Contains(step) ? Share(0.05, 0.4, "done") : Share(0.15, 0.85, "done"));
        return (story, special) switch
        {
            (Story.Supplemented or Story.SupplementedTwice or Story.NeverSupplemented, true) =>
                new() { Moves = [accept, new(Move.Supplement, Slow.Contains(step) ? Share(0.02, 0.2, "supplement") : Share(0.1, 0.6, "supplement"))] },
            (Story.Verified, true) =>
                new() { Moves = [accept, new(Move.Verify, Share(0.2, 0.7, "verify")), done] },
            (Story.FirstRefused or Story.LaterRefused, true) =>
                new() { Moves = [accept, new(Move.Refuse, Share(0.2, 0.8, "refuse")), new(Move.Contradict, 0.1)] },
            (Story.Transferred, true) => new() { Moves = [accept, new(Move.Transfer, Share(0.1, 0.5, "transfer"))] },
            (Story.Corrected, true) => new() { Moves = [accept, done, new(Move.Correct, 0, After: Share(1, 20, "correct"))] },
            (Story.NumberFromOffice, true) => new() { Moves = [accept, done, new(Move.Complete, 0, After: Share(8, 14, "complete"))] },
            (Story.RequestFaulted, true) => new() { FindsFaults = true, Moves = [] },
            (Story.Overdue, true) => new() { Moves = [accept, new(Move.Done, 0, Past: Share(1, 14, "overdue"))] },
            (Story.AgencyDown, true) => new()
            {
                Unavailable = 1 + draws.Below(5, filing, $"{step} unavailable"),
                Dropped = 1 + draws.Below(3, filing, $"{step} dropped"),
                Moves = [accept, done],
            },
            (Story.Repeated, _) => new() { Twice = true, Moves = [accept, done] },
            // Whoever withdraws, or filed by mistake, is faster than the first agency.
            (Story.Withdrawn or Story.Invalidated, _) when step == steps[0] => new() { Moves = [accept, new(Move.Done, 0.95)] },
            _ when draws.Chance(AtOnce(step), filing, $"{step} at once", round) => new() { AtOnce = true, Moves = [done] },
            _ when draws.Chance(0.04, filing, $"{step} hiccup", round) => new() { Unavailable = 1, Moves = [accept, done] },
            _ => new() { Moves = [accept, done] },
        };
    }

    // Social insurance has a machine that decides many requests by itself.
    private static double AtOnce(string step) => step == "insurance" ? 0.35 : Slow.Contains(step) ? 0 : 0.1;

    /// <summary>The step to which a family's story happens; null when it is not about a step.</summary>
    public static string? SpecialStep(Draws draws, int filing, Story story, IReadOnlyList<string> steps) => story switch
    {
        Story.FirstRefused or Story.NeverSupplemented or Story.Transferred or Story.Corrected or Story.NumberFromOffice => steps[0],
        Story.LaterRefused or Story.Verified => steps[1],
        Story.Supplemented or Story.SupplementedTwice or Story.Overdue => draws.Pick([.. steps.Take(3).Where(step => steps.Count == 1 || !Slow.Contains(step))], filing, "special step"),
        Story.RequestFaulted or Story.AgencyDown => draws.Pick(steps, filing, "special step"),
        _ => null,
    };
}
