namespace LienThong.Simulator.Stories;

/// <summary>What is special about the way of somebody's case through the agencies.</summary>
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

    /// <summary>Two relatives file the same case: the second is held, and judged a duplicate.</summary>
    TwoRelatives,

    /// <summary>The child will live with somebody else, who has to agree in VNeID.</summary>
    Householder,

    /// <summary>An agency asks for a supplement, and gets it.</summary>
    Supplemented,

    /// <summary>An agency asks for a supplement twice, which counts as its own lateness.</summary>
    SupplementedTwice,

    /// <summary>An agency asks for a supplement, and never gets it.</summary>
    NeverSupplemented,

    /// <summary>An agency must verify, under the longer limit.</summary>
    Verified,

    /// <summary>The first agency refuses, and later contradicts itself.</summary>
    FirstRefused,

    /// <summary>The second agency refuses.</summary>
    LaterRefused,

    /// <summary>Filed with the wrong commune, which hands it on to the right one.</summary>
    Transferred,

    /// <summary>The first agency corrects its result some time after it gave it.</summary>
    Corrected,

    /// <summary>The child's number comes from the population database days after the registration.</summary>
    NumberLate,

    /// <summary>The child's number comes from the commune the day after the registration.</summary>
    NumberFromOffice,

    /// <summary>The applicant withdraws.</summary>
    Withdrawn,

    /// <summary>Filed by mistake: an operator closes it as invalid.</summary>
    Invalidated,

    /// <summary>An agency cannot read the request; an operator lets it go on.</summary>
    RequestFaulted,

    /// <summary>An agency decides past its limit.</summary>
    Overdue,

    /// <summary>An agency's system is down for a while: 503, then dropped connections.</summary>
    AgencyDown,

    /// <summary>An agency sends every decision twice.</summary>
    Repeated,

    /// <summary>One of those who survive takes days to confirm in VNeID.</summary>
    SurvivorLate,

    /// <summary>One of those who survive denies in VNeID, and then signs on paper.</summary>
    SurvivorDenies,

    /// <summary>A citizen who has been here before: what was brought then is not asked for again.</summary>
    RecordReused,
}
