using System.Text.Json.Serialization;

namespace LienThong.Procedures.Law;

/// <summary>What is not known of the working days to come. Limits that reach them may end later than they are said to.</summary>
/// <param name="Undecided">Days of which it is not decided whether they are off, in order; they count as usual days.</param>
/// <param name="YearsNotCovered">Years without a file: all their weekdays count as worked.</param>
public sealed record CalendarDoubts(IReadOnlyList<UndecidedDay> Undecided, IReadOnlyList<int> YearsNotCovered)
{
    /// <summary>How many days ahead it looks: further than the longest limit, supplemented and verified, of what is filed today.</summary>
    public const int DaysAhead = 90;

    /// <summary>Nothing is in doubt.</summary>
    [JsonIgnore]
    public bool AreNone => Undecided.Count == 0 && YearsNotCovered.Count == 0;
}
