namespace LienThong.Embedded.Tests.Simulation;

/// <summary>How a partner treats the request of one step and round.</summary>
internal sealed class Behaviour(Story story, int dossier, int about)
{
    private Draws Draws => story.Draws;

    /// <summary>After so many rounds the partner is content.</summary>
    public required int Rounds { get; init; }

    /// <summary>How often in a row it cannot be reached.</summary>
    public int Unreachable => Draws.Among([0, 0, 0, 0, 1, 2], "unreachable", dossier, about);

    /// <summary>Whether it cannot be reached until an operator mends it.</summary>
    public bool Broken => Draws.OneOf(12, "broken", dossier, about);

    /// <summary>Whether it answers while it is asked.</summary>
    public bool AnswersAtOnce => Draws.OneOf(4, "at once", dossier, about);

    /// <summary>How long it takes to answer.</summary>
    public TimeSpan Delay => TimeSpan.FromMinutes(Draws.Among([0, 1, 30, 61, 150], "delay", dossier, about));

    /// <summary>Whether its answer is sent at once, to be delivered when it is due.</summary>
    public bool Scheduled => Draws.OneOf(4, "scheduled", dossier, about);

    /// <summary>What it decides.</summary>
    public int Value => Draws.Below(1_000, "value", dossier, about);

    /// <summary>When it answers once more with the same message; null for never.</summary>
    public TimeSpan? Repeats => Draws.OneOf(4, "repeats", dossier, about) ? Delay + Minutes("repeat after", 5) : null;

    /// <summary>When it says the same again in another message, even hours later; null for never.</summary>
    public TimeSpan? SaysAgain => Draws.OneOf(4, "again", dossier, about) ? Minutes("again after", 300) : null;

    /// <summary>When it sends what nobody can read; null for never.</summary>
    public TimeSpan? SendsGarbage => Draws.OneOf(8, "garbage", dossier, about) ? Minutes("garbage at", 60) : null;

    /// <summary>When it answers something that was not asked; null for never.</summary>
    public TimeSpan? AnswersWrongly => Draws.OneOf(6, "wrong", dossier, about) ? Minutes("wrong at", 60) : null;

    /// <summary>When it answers about something that does not exist; null for never.</summary>
    public TimeSpan? AnswersNobody => Draws.OneOf(10, "nobody", dossier, about) ? Minutes("nobody at", 60) : null;

    /// <summary>How long the step rests after the last answer.</summary>
    public TimeSpan Rest => TimeSpan.FromMinutes(Draws.Among([0, 0, 5, 90], "rest", dossier, about));

    private TimeSpan Minutes(string question, int most) => TimeSpan.FromMinutes(Draws.Below(most, question, dossier, about));
}
