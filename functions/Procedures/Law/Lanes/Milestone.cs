namespace LienThong.Procedures.Law.Lanes;

/// <summary>What can happen to a dossier, or to a step of it, that other systems have a number for.</summary>
public enum Milestone
{
    /// <summary>The dossier was filed; the step's turn has come.</summary>
    Begun,

    /// <summary>An agency has taken it in; of a dossier, the first to do so.</summary>
    Accepted,

    /// <summary>The applicant has to supplement. Of a dossier, while any of its steps waits for it.</summary>
    SupplementAsked,

    /// <summary>No supplement is awaited any more and the work goes on.</summary>
    SupplementGiven,

    /// <summary>The applicant has withdrawn.</summary>
    Withdrawn,

    /// <summary>Refused before anybody had taken it in.</summary>
    RefusedUnread,

    /// <summary>Ended without a result in any other way: refused, not supplemented in time, a duplicate, closed as invalid.</summary>
    Stopped,

    /// <summary>Ended with a result; of a dossier, with at least one.</summary>
    Done,

    /// <summary>Every result has been confirmed by those who are to have it.</summary>
    Returned,
}
