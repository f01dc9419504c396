namespace LienThong.Simulator.Stories;

/// <summary>Cases of one kind: what happens to people, what they file and what hospitals send about it. A pure function of what
/// it was made with.</summary>
internal interface ICaseload
{
    /// <summary>How often against the other kinds.</summary>
    int Weight { get; }

    /// <summary>The stories that there are, and how often each against the others.</summary>
    IReadOnlyList<(Story Story, int Weight)> Stories { get; }

    /// <summary>Makes a family up.</summary>
    /// <param name="number">The family's number; all of its draws hang on it.</param>
    /// <param name="firstFiling">The number of the first dossier that it files.</param>
    /// <param name="story">One of <see cref="Stories"/>.</param>
    Family Make(int number, int firstFiling, Story story);
}
