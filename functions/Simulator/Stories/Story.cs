namespace LienThong.Simulator.Stories;

/// <summary>What is special about a family's way through the agencies.</summary>
internal enum Story
{
    /// <summary>Nothing.</summary>
    Straight,

    /// <summary>The family files before the hospital's notice comes, as the law allows.</summary>
    FiledBeforeNotice,

    /// <summary>The hospital takes longer than its 4 working hours.</summary>
    LateNotice,

    /// <summary>Born outside any facility: a witness statement instead of the hospital's paper.</summary>
    BornElsewhere,

    /// <summary>Twins: two papers, two dossiers, no duplicate.</summary>
    Twins,

    /// <summary>Twins born outside any facility, both declared as the first: held, and judged to be two children.</summary>
    TwinsMixedUp,

    /// <summary>Two relatives file for the same child: the second is held, and judged a duplicate.</summary>
    TwoRelatives,

    /// <summary>An agency asks for a supplement, and gets it.</summary>
    Supplemented,

    /// <summary>An agency asks for a supplement, and never gets it.</summary>
    NeverSupplemented,

    /// <summary>An agency must verify, under the longer limit.</summary>
    Verified,

    /// <summary>The commune refuses the birth registration, and later contradicts itself.</summary>
    BirthRefused,

    /// <summary>The police refuses the residence.</summary>
    ResidenceRefused,

    /// <summary>The family withdraws.</summary>
    Withdrawn,

    /// <summary>An agency cannot read the request; an operator lets it go on.</summary>
    RequestFaulted,

    /// <summary>An agency decides past its limit.</summary>
    Overdue,

    /// <summary>An agency's system is down for a while: 503, then dropped connections.</summary>
    AgencyDown,

    /// <summary>An agency sends every decision twice.</summary>
    Repeated,
}

/// <summary>How stories are spread over families.</summary>
internal static class StoryMix
{
    private static readonly (Story Story, int Weight)[] Weights =
    [
        (Story.Straight, 38),
        (Story.FiledBeforeNotice, 7),
        (Story.LateNotice, 6),
        (Story.BornElsewhere, 6),
        (Story.Twins, 4),
        (Story.TwinsMixedUp, 1),
        (Story.TwoRelatives, 3),
        (Story.Supplemented, 10),
        (Story.NeverSupplemented, 2),
        (Story.Verified, 6),
        (Story.BirthRefused, 2),
        (Story.ResidenceRefused, 3),
        (Story.Withdrawn, 2),
        (Story.RequestFaulted, 2),
        (Story.Overdue, 4),
        (Story.AgencyDown, 4),
        (Story.Repeated, 3),
    ];

    private static readonly int Total = Weights.Sum(entry => entry.Weight);

    /// <summary>A family's story.</summary>
    public static Story Of(Draws draws, int family)
    {
        var left = draws.Below(Total, family, "story");
        foreach (var (story, weight) in Weights)
        {
            if (left < weight)
            {
                return story;
            }

            left -= weight;
        }

        return Story.Straight;
    }
}
