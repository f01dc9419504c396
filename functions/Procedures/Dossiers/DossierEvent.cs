using System.Text.Json;
using System.Text.Json.Serialization;
using LienThong.Procedures.Faults;
using LienThong.Procedures.Identifiers;

namespace LienThong.Procedures.Dossiers;

/// <summary>One thing that happened to a dossier. Events are only ever appended; the dossier's state is a fold of them.</summary>
/// <param name="At">When it happened, UTC.</param>
/// <param name="By">Who did it: a partner's id, or <see cref="System"/>.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(DossierFiled), "dossier-filed")]
[JsonDerivedType(typeof(PossibleDuplicateFound), "possible-duplicate-found")]
[JsonDerivedType(typeof(DuplicateJudged), "duplicate-judged")]
[JsonDerivedType(typeof(NoticeMatched), "notice-matched")]
[JsonDerivedType(typeof(StepBegun), "step-begun")]
[JsonDerivedType(typeof(RequestSent), "request-sent")]
[JsonDerivedType(typeof(RequestFaulted), "request-faulted")]
[JsonDerivedType(typeof(StepAccepted), "step-accepted")]
[JsonDerivedType(typeof(SupplementAsked), "supplement-asked")]
[JsonDerivedType(typeof(SupplementGiven), "supplement-given")]
[JsonDerivedType(typeof(SupplementExpired), "supplement-expired")]
[JsonDerivedType(typeof(VerificationNeeded), "verification-needed")]
[JsonDerivedType(typeof(StepReminded), "step-reminded")]
[JsonDerivedType(typeof(StepOverdue), "step-overdue")]
[JsonDerivedType(typeof(StepDone), "step-done")]
[JsonDerivedType(typeof(StepRefused), "step-refused")]
[JsonDerivedType(typeof(StepSkipped), "step-skipped")]
[JsonDerivedType(typeof(StepParked), "step-parked")]
[JsonDerivedType(typeof(StepResumed), "step-resumed")]
[JsonDerivedType(typeof(DossierWithdrawn), "dossier-withdrawn")]
[JsonDerivedType(typeof(DossierClosed), "dossier-closed")]
public abstract record DossierEvent(DateTimeOffset At, string By)
{
    /// <summary>The <see cref="By"/> of what nobody did by hand: clocks, the orchestration, the watchdog.</summary>
    public const string System = "system";
}

/// <summary>The declaration was taken in. Everything later builds on the steps planned here.</summary>
/// <param name="Channel">Where it came from: portal, vneid, agent, counter.</param>
/// <param name="Steps">The steps of the procedure version that this declaration calls for, in the law's order.</param>
/// <param name="Due">The limit of the whole group, UTC.</param>
public sealed record DossierFiled(DateTimeOffset At, string By, string Channel, IReadOnlyList<PlannedStep> Steps, DateTimeOffset Due)
    : DossierEvent(At, By);

/// <summary>A step as planned at filing.</summary>
/// <param name="Step">The step's code in the law file.</param>
/// <param name="Agency">Who decides it.</param>
/// <param name="After">The steps that must be done first.</param>
public sealed record PlannedStep(string Step, AgencyCode Agency, IReadOnlyList<string> After);

/// <summary>Another dossier seems to be for the same child: this one is held until the commune has judged.</summary>
/// <param name="Other">The other dossier.</param>
/// <param name="Reason">What both share: <c>certificate</c> or <c>child</c>.</param>
public sealed record PossibleDuplicateFound(DateTimeOffset At, string By, DossierCode Other, string Reason) : DossierEvent(At, By);

/// <summary>The commune has looked at both dossiers. A duplicate is closed; anything else goes on.</summary>
public sealed record DuplicateJudged(DateTimeOffset At, string By, bool IsDuplicate, string Note) : DossierEvent(At, By);

/// <summary>The hospital's notice with the declared certificate code has arrived.</summary>
/// <param name="Differences">JSON pointers into the declaration where the notice says otherwise.</param>
public sealed record NoticeMatched(DateTimeOffset At, string By, IReadOnlyList<string> Differences) : DossierEvent(At, By);

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

/// <summary>The agency is done and gives its result.</summary>
/// <param name="Result">Named values of the result record; personal data, kept in the dossier only.</param>
public sealed record StepDone(
    DateTimeOffset At, string By, string Step, int Round, IReadOnlyDictionary<string, string> Result, IReadOnlyList<RecordReference> Records) : StepEvent(At, By, Step);

/// <summary>The agency refuses, with a reason that the applicant can read.</summary>
public sealed record StepRefused(DateTimeOffset At, string By, string Step, int Round, string ReasonCode, string Text) : StepEvent(At, By, Step);

/// <summary>The step never begins, because one that it builds on was refused, rejected or withdrawn.</summary>
public sealed record StepSkipped(DateTimeOffset At, string By, string Step, string Because) : StepEvent(At, By, Step);

/// <summary>The step cannot go on by itself. It waits for an operator, with what went wrong.</summary>
/// <param name="Code">A stable code of what went wrong.</param>
public sealed record StepParked(DateTimeOffset At, string By, string Step, string Code, string Text) : StepEvent(At, By, Step);

/// <summary>An operator lets a parked step go on where it stood; its request is sent again.</summary>
public sealed record StepResumed(DateTimeOffset At, string By, string Step, int Round) : StepEvent(At, By, Step);

/// <summary>The applicant withdraws. What is already done stays in force.</summary>
public sealed record DossierWithdrawn(DateTimeOffset At, string By, string Reason) : DossierEvent(At, By);

/// <summary>Every step has ended; nothing more happens to the dossier by itself.</summary>
public sealed record DossierClosed(DateTimeOffset At, string By, DossierOutcome Outcome) : DossierEvent(At, By);

/// <summary>A digitised record of a dossier.</summary>
/// <param name="Type">The record's type in the law files.</param>
/// <param name="Sha256">The SHA-256 of its bytes: 64 lower-case hexadecimal digits.</param>
public sealed record RecordReference(string Type, string Sha256);
