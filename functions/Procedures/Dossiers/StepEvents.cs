using LienThong.Procedures.Faults;
using LienThong.Procedures.Identifiers;

namespace LienThong.Procedures.Dossiers;

/// <summary>What belongs to one step of the dossier.</summary>
public abstract record StepEvent(DateTimeOffset At, string By, string Step) : DossierEvent(At, By);

/// <summary>The step's turn has come; its clock runs.</summary>
/// <param name="Due">The step's legal limit, UTC.</param>
public sealed record StepBegun(DateTimeOffset At, string By, string Step, DateTimeOffset Due) : StepEvent(At, By, Step);

/// <summary>The agency's request for this round has been handed to the message bus.</summary>
/// <param name="Round">1 for the first request; one more after each supplement or resubmission.</param>
public sealed record RequestSent(DateTimeOffset At, string By, string Step, int Round) : StepEvent(At, By, Step);

/// <summary>The agency could not read our request: a technical fault, not a decision. The step is parked and can be resubmitted.</summary>
public sealed record RequestFaulted(DateTimeOffset At, string By, string Step, int Round, IReadOnlyList<Fault> Faults) : StepEvent(At, By, Step);

/// <summary>The agency has taken the step in.</summary>
public sealed record StepAccepted(DateTimeOffset At, string By, string Step, int Round) : StepEvent(At, By, Step);

/// <summary>The agency asks the applicant for something; the step's clock stops until it is given.</summary>
/// <param name="Records">The record types asked for.</param>
/// <param name="Until">When the applicant's time is up, UTC; then the step is rejected.</param>
public sealed record SupplementAsked(
    DateTimeOffset At, string By, string Step, int Round, IReadOnlyList<string> Records, string Reason, DateTimeOffset Until) : StepEvent(At, By, Step);

/// <summary>The applicant has given what was asked for; the clock runs again and a new round begins.</summary>
/// <param name="Round">The new round.</param>
/// <param name="Due">The step's limit, moved by the time that the clock stood still.</param>
public sealed record SupplementGiven(
    DateTimeOffset At, string By, string Step, int Round, IReadOnlyList<RecordReference> Records, string? Note, DateTimeOffset Due) : StepEvent(At, By, Step);

/// <summary>The applicant's time ran out; the step is rejected.</summary>
public sealed record SupplementExpired(DateTimeOffset At, string By, string Step) : StepEvent(At, By, Step);

/// <summary>The agency must verify facts; the longer limit applies.</summary>
public sealed record VerificationNeeded(DateTimeOffset At, string By, string Step, int Round, string Reason, DateTimeOffset Due) : StepEvent(At, By, Step);

/// <summary>The agency was reminded before its limit.</summary>
public sealed record StepReminded(DateTimeOffset At, string By, string Step) : StepEvent(At, By, Step);

/// <summary>The limit has passed without a decision; the step is shown as late and escalated. It is never dropped.</summary>
public sealed record StepOverdue(DateTimeOffset At, string By, string Step) : StepEvent(At, By, Step);

/// <summary>The agency refuses, with a reason that the applicant can read.</summary>
public sealed record StepRefused(DateTimeOffset At, string By, string Step, int Round, string ReasonCode, string Text) : StepEvent(At, By, Step);

/// <summary>The step never begins, because one that it builds on was refused, rejected or withdrawn.</summary>
public sealed record StepSkipped(DateTimeOffset At, string By, string Step, string Because) : StepEvent(At, By, Step);

/// <summary>The step cannot go on by itself. It waits for an operator, with what went wrong.</summary>
/// <param name="Code">A stable code of what went wrong.</param>
public sealed record StepParked(DateTimeOffset At, string By, string Step, string Code, string Text) : StepEvent(At, By, Step);

/// <summary>An operator lets a parked step go on where it stood; its request is sent again.</summary>
public sealed record StepResumed(DateTimeOffset At, string By, string Step, int Round) : StepEvent(At, By, Step);

/// <summary>Relatives or the householder must confirm in VNeID before the step begins. The wait is theirs: no agency's limit runs.</summary>
/// <param name="From">JSON pointers to them in the declaration.</param>
/// <param name="Until">When the operator is to look why it does not come, UTC.</param>
public sealed record ConfirmationsAsked(DateTimeOffset At, string By, string Step, IReadOnlyList<string> From, DateTimeOffset Until) : StepEvent(At, By, Step);

/// <summary>One of them has confirmed, in VNeID or on paper.</summary>
/// <param name="From">JSON pointer to the person in the declaration.</param>
/// <param name="Paper">The paper in place of a confirmation in VNeID; null when it was given there.</param>
public sealed record ConfirmationGiven(DateTimeOffset At, string By, string Step, string From, RecordReference? Paper) : StepEvent(At, By, Step);

/// <summary>One of them does not agree; the step is set aside for an operator.</summary>
public sealed record ConfirmationDenied(DateTimeOffset At, string By, string Step, string From, string Note) : StepEvent(At, By, Step);

/// <summary>Those who have not confirmed were reminded, and an operator sees that they have not.</summary>
/// <param name="Until">When to look again, UTC.</param>
public sealed record ConfirmationsReminded(DateTimeOffset At, string By, string Step, DateTimeOffset Until) : StepEvent(At, By, Step);

/// <summary>Another commune of the province is competent; the request goes there in a new round and the clock runs on.</summary>
public sealed record StepTransferred(DateTimeOffset At, string By, string Step, int Round, AgencyCode From, AgencyCode To, string Reason) : StepEvent(At, By, Step);

/// <summary>The step's limit was worked out anew.</summary>
/// <param name="Due">The limit from now on, UTC.</param>
/// <param name="Because">Why: calendar.</param>
public sealed record StepDueMoved(DateTimeOffset At, string By, string Step, DateTimeOffset Due, string Because) : StepEvent(At, By, Step)
{
    /// <summary>While a supplement is awaited: until when the applicant may give it now, UTC; null leaves it.</summary>
    public DateTimeOffset? SupplementUntil { get; init; }

    /// <summary>The step was marked overdue before, and by the new reckoning its limit had not passed then.</summary>
    public bool WasNotOverdue { get; init; }
}

/// <summary>A result that the step builds on was corrected while the agency worked on it: the request goes out again in a new
/// round, and the clock runs on.</summary>
/// <param name="Of">The step whose result was corrected.</param>
public sealed record RequestRenewed(DateTimeOffset At, string By, string Step, int Round, string Of) : StepEvent(At, By, Step);
