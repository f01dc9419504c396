using LienThong.Procedures.Dossiers;

namespace LienThong.App.Errands;

/// <summary>What became of an errand.</summary>
public abstract record ErrandResult
{
    /// <summary>The system has confirmed, now or earlier.</summary>
    /// <param name="Happened">What was learned by it, appended in the same write as <see cref="ErrandDone"/>: made for the dossier
    /// as it stands when it is written, because others may have written meanwhile.</param>
    public sealed record Done(Func<Dossier, DossierRules, DateTimeOffset, IReadOnlyList<DossierEvent>>? Happened = null) : ErrandResult;

    /// <summary>The system has it and confirms later; it is asked again.</summary>
    public sealed record Taken(TimeSpan? After = null) : ErrandResult;

    /// <summary>Something that passes.</summary>
    /// <param name="Why">In a word without personal data, for logs.</param>
    /// <param name="After">When the system wants to be asked again; null leaves it to the back-off.</param>
    public sealed record Later(string Why, TimeSpan? After = null) : ErrandResult
    {
        /// <summary>The code under which the lane is parked when it does not pass.</summary>
        public string Code { get; init; } = "receiver-unreachable";
    }

    /// <summary>The system will never take it as it is: its lane waits for an operator.</summary>
    /// <param name="Code">A stable code.</param>
    /// <param name="Text">What the system says, without personal data.</param>
    public sealed record Parked(string Code, string Text) : ErrandResult;
}
