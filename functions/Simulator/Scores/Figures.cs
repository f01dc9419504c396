using System.Text.Json;

namespace LienThong.Simulator.Scores;

/// <summary>What became of a play, in numbers.</summary>
internal sealed record Figures
{
    public required int Seed { get; init; }

    public required int Days { get; init; }

    /// <summary>Dossiers that the app has taken in. All that follow up to <see cref="Held"/> add up to it.</summary>
    public required int Filed { get; init; }

    /// <summary>Closed with every step done.</summary>
    public required int Completed { get; init; }

    /// <summary>Closed with some steps done.</summary>
    public required int PartlyCompleted { get; init; }

    /// <summary>Closed by a refusal with no step done.</summary>
    public required int Refused { get; init; }

    /// <summary>Closed because nothing was supplemented in time, with no step done.</summary>
    public required int Rejected { get; init; }

    public required int Withdrawn { get; init; }

    /// <summary>Closed as duplicates of others.</summary>
    public required int Duplicate { get; init; }

    /// <summary>Closed as invalid by an operator.</summary>
    public required int Invalid { get; init; }

    public required int InProgress { get; init; }

    /// <summary>Waiting for a commune to judge whether they are duplicates.</summary>
    public required int Held { get; init; }

    /// <summary>Steps of which a supplement was asked for more than once.</summary>
    public required int SupplementedTwice { get; init; }

    /// <summary>Filed for the applicant, by somebody with the authority to do so.</summary>
    public required int Assisted { get; init; }

    /// <summary>Fields that the state can know, in declarations that it was asked to fill in.</summary>
    public required int PrefillFields { get; init; }

    /// <summary>All fields of the forms of these declarations.</summary>
    public required int FormFields { get; init; }

    /// <summary>Those that it filled in and nobody changed.</summary>
    public required int Prefilled { get; init; }

    /// <summary>Steps that went past their limit.</summary>
    public required int Overdue { get; init; }

    /// <summary>Dossiers, results and requests that should be somewhere and are not. Must be 0.</summary>
    public required int Lost { get; init; }

    /// <summary>What an agency could see done twice. Must be 0.</summary>
    public required int Doubled { get; init; }

    /// <summary>Answers against the contract. Must be 0.</summary>
    public required int Unexpected { get; init; }

    /// <summary>How long the play took in real time.</summary>
    public double ElapsedSeconds { get; init; }

    public required IReadOnlyList<StepFigures> Steps { get; init; }

    /// <summary>What the other systems have.</summary>
    public required IReadOnlyList<SystemFigures> Systems { get; init; }

    /// <summary>What portals and one-stop systems sent.</summary>
    public required SentFigures Sent { get; init; }

    /// <summary>The weekly reports that the app made by itself; where one says something else than the players saw, <see cref="Unexpected"/>
    /// counts it.</summary>
    public required IReadOnlyList<ReportFigures> Reports { get; init; }

    /// <summary>How often each kind of thing happened, as the timelines name it; 0 for what did not is left out.</summary>
    public required IReadOnlyDictionary<string, int> Happened { get; init; }

    /// <summary>How often something happened.</summary>
    public int Times(string type) => Happened.GetValueOrDefault(type);

    /// <summary>Whether everything went as the contract says.</summary>
    public bool AllIsWell() => Lost == 0 && Doubled == 0 && Unexpected == 0;

    /// <summary>One line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);
}

/// <summary>What one of the other systems has.</summary>
/// <param name="Statuses">Numbers that it was told.</param>
/// <param name="Results">Results, and new editions of them.</param>
internal sealed record SystemFigures(string System, int Statuses, int Results);

/// <summary>What portals and one-stop systems sent.</summary>
/// <param name="Sources">How many sent anything.</param>
/// <param name="Batches">Batches taken.</param>
/// <param name="Rows">Rows that count.</param>
/// <param name="RowsRefused">Rows of batches taken that do not.</param>
/// <param name="BatchesRefused">Batches refused as a whole.</param>
/// <param name="SentAgain">Batches taken that had come before.</param>
internal sealed record SentFigures(int Sources, int Batches, int Rows, int RowsRefused, int BatchesRefused, int SentAgain);

/// <summary>A week's report of the country.</summary>
/// <param name="Filed">Dossiers filed in the week.</param>
/// <param name="Done">Dossiers that ended with a result.</param>
/// <param name="Late">Dossiers that ended late.</param>
/// <param name="Sources">Measuring systems that it expects.</param>
/// <param name="Wanting">Those that it names, each with what is wanting: late, silent, clock-off.</param>
/// <param name="Path">Where it is read.</param>
internal sealed record ReportFigures(
    string Week, int Edition, long Filed, long Done, long Late, int Sources, IReadOnlyList<string> Wanting, string Path);

/// <summary>What became of one step over all dossiers.</summary>
/// <param name="Step">Its code.</param>
/// <param name="Begun">Dossiers in which its turn came.</param>
/// <param name="Done">Ended with a result.</param>
/// <param name="Refused">Refused by the agency.</param>
/// <param name="Rejected">Ended because nothing was supplemented in time.</param>
/// <param name="Supplemented">Dossiers in which a supplement was asked for.</param>
/// <param name="Overdue">Dossiers in which it went past its limit.</param>
/// <param name="Open">Begun and not ended.</param>
/// <param name="MedianWorkingHours">From its beginning to its result, over those done; null when none is.</param>
internal sealed record StepFigures(
    string Step, int Begun, int Done, int Refused, int Rejected, int Supplemented, int Overdue, int Open, double? MedianWorkingHours);
