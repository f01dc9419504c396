using System.Text.Json.Serialization;
using LienThong.Procedures.Faults;
using LienThong.Procedures.Identifiers;

namespace LienThong.Procedures.Dossiers;

/// <summary>Where a whole dossier stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DossierStatus>))]
public enum DossierStatus
{
    /// <summary>A possible duplicate: the commune has to look before anything begins.</summary>
    Held,

    /// <summary>At least one step has not ended.</summary>
    InProgress,

    /// <summary>Every step has ended; see the outcome.</summary>
    Closed,
}

/// <summary>How a closed dossier ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DossierOutcome>))]
public enum DossierOutcome
{
    /// <summary>Every step is done.</summary>
    Completed,

    /// <summary>Some steps are done, at least one is not.</summary>
    PartlyCompleted,

    /// <summary>No step is done and an agency has refused.</summary>
    Refused,

    /// <summary>No step is done and the applicant did not supplement in time.</summary>
    Rejected,

    /// <summary>The applicant has withdrawn.</summary>
    Withdrawn,

    /// <summary>The commune found that another dossier is for the same case.</summary>
    Duplicate,

    /// <summary>An operator closed it as invalid.</summary>
    Invalid,
}

/// <summary>Where a step stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StepStatus>))]
public enum StepStatus
{
    /// <summary>Its turn has not come.</summary>
    Waiting,

    /// <summary>Its turn has come, but relatives or the householder have to confirm first; no limit runs.</summary>
    ConfirmationAwaited,

    /// <summary>The agency has been asked and has not answered yet.</summary>
    Requested,

    /// <summary>The agency works on it.</summary>
    Accepted,

    /// <summary>The agency verifies facts under the longer limit.</summary>
    Verifying,

    /// <summary>The applicant has to give something; the clock stands still.</summary>
    SupplementAwaited,

    /// <summary>Ended with a result.</summary>
    Done,

    /// <summary>Ended: refused by the agency.</summary>
    Refused,

    /// <summary>Ended: nothing was supplemented in time.</summary>
    Rejected,

    /// <summary>Ended without beginning: a step before it brought no result.</summary>
    Skipped,

    /// <summary>Ended because the applicant withdrew, the dossier is a duplicate or an operator closed it as invalid.</summary>
    Withdrawn,
}

/// <summary>One step of a dossier, folded from its events.</summary>
public sealed record StepState
{
    /// <summary>The step's code in the law file.</summary>
    public required string Step { get; init; }

    /// <summary>Who decides it.</summary>
    public required AgencyCode Agency { get; init; }

    /// <summary>The steps that come first.</summary>
    public required IReadOnlyList<string> After { get; init; }

    /// <summary>What must be known before it begins, as <c>step/field</c> of results.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>Who must confirm before it begins: JSON pointers to persons in the declaration.</summary>
    public IReadOnlyList<string> ConfirmedBy { get; init; } = [];

    /// <summary>Those of them who have.</summary>
    public IReadOnlyList<string> Confirmed { get; init; } = [];

    /// <summary>Those of them who do not agree.</summary>
    public IReadOnlyList<string> Denied { get; init; } = [];

    /// <summary>Since when confirmations are awaited, UTC; null while none is.</summary>
    public DateTimeOffset? ConfirmationsSince { get; init; }

    /// <summary>How often those who had not confirmed were reminded.</summary>
    public int ConfirmationReminders { get; init; }

    /// <summary>When to look why confirmations do not come, UTC; null while none is awaited.</summary>
    public DateTimeOffset? ConfirmationsUntil { get; init; }

    /// <summary>Where it stands.</summary>
    public StepStatus Status { get; init; } = StepStatus.Waiting;

    /// <summary>0 before it began; then counts requests to the agency.</summary>
    public int Round { get; init; }

    /// <summary>The last round whose request was handed to the message bus.</summary>
    public int SentRound { get; init; }

    /// <summary>When its clock began, UTC.</summary>
    public DateTimeOffset? BegunAt { get; init; }

    /// <summary>Its legal limit, UTC, moved by supplements and verification.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>When the clock was stopped by a supplement request, UTC; null while it runs.</summary>
    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>Until when the applicant may supplement, UTC.</summary>
    public DateTimeOffset? SupplementUntil { get; init; }

    /// <summary>The record types that the agency asks for.</summary>
    public IReadOnlyList<string> SupplementRecords { get; init; } = [];

    /// <summary>How often a supplement was asked for. The second time counts as late (index 766, rule 2.1).</summary>
    public int Supplements { get; init; }

    /// <summary>The agency was reminded of the present limit.</summary>
    public bool Reminded { get; init; }

    /// <summary>The limit passed without a decision, now or earlier.</summary>
    public bool Overdue { get; init; }

    /// <summary>When it ended, UTC.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it was refused, rejected or skipped, or what a supplement is asked for.</summary>
    public string? Reason { get; init; }

    /// <summary>The refusal's code in the agency's catalogue.</summary>
    public string? ReasonCode { get; init; }

    /// <summary>What the agency gave as its result.</summary>
    public IReadOnlyDictionary<string, string> Result { get; init; } = new Dictionary<string, string>();

    /// <summary>0 without a result, 1 with the agency's, one more with each correction or completion.</summary>
    public int Edition { get; init; }

    /// <summary>The records of the result.</summary>
    public IReadOnlyList<RecordReference> ResultRecords { get; init; } = [];

    /// <summary>The code of what stopped it, while it waits for an operator.</summary>
    public string? ParkedCode { get; init; }

    /// <summary>What stopped it, in words.</summary>
    public string? ParkedText { get; init; }

    /// <summary>The faults an agency found in our request.</summary>
    public IReadOnlyList<Fault> ParkedFaults { get; init; } = [];

    /// <summary>Nothing more happens to it.</summary>
    [JsonIgnore]
    public bool Ended => Status >= StepStatus.Done;

    /// <summary>It has begun and not ended: it is with the agency, or with the applicant for a supplement.</summary>
    [JsonIgnore]
    public bool Open => Status is >= StepStatus.Requested and < StepStatus.Done;

    /// <summary>Its clock has begun or its confirmations are asked for, and it has not ended.</summary>
    [JsonIgnore]
    public bool Entered => Status is >= StepStatus.ConfirmationAwaited and < StepStatus.Done;

    /// <summary>Those who have yet to confirm.</summary>
    [JsonIgnore]
    public IEnumerable<string> Unconfirmed => ConfirmedBy.Except(Confirmed);

    /// <summary>It counts as late: the limit passed without a decision, or a supplement was asked for a second time (index 766,
    /// rule 2.1).</summary>
    [JsonIgnore]
    public bool Late => Overdue || Supplements > 1;

    /// <summary>It waits for an operator.</summary>
    [JsonIgnore]
    public bool Parked => ParkedCode is not null;
}

/// <summary>A whole dossier, folded from its events.</summary>
public sealed record DossierState
{
    /// <summary>Where it stands.</summary>
    public DossierStatus Status { get; init; } = DossierStatus.InProgress;

    /// <summary>How it ended; null while it has not.</summary>
    public DossierOutcome? Outcome { get; init; }

    /// <summary>The steps in the law's order.</summary>
    public IReadOnlyList<StepState> Steps { get; init; } = [];

    /// <summary>When it was filed, UTC.</summary>
    public DateTimeOffset FiledAt { get; init; }

    /// <summary>Who filed it.</summary>
    public string FiledBy { get; init; } = "";

    /// <summary>Where it came from: portal, vneid, agent, counter.</summary>
    public string Channel { get; init; } = "";

    /// <summary>The limit of the whole group, UTC.</summary>
    public DateTimeOffset Due { get; init; }

    /// <summary>The dossier that seems to be for the same child, as long as the commune has not judged, and after it found a duplicate.</summary>
    public DossierCode? DuplicateOf { get; init; }

    /// <summary>The hospital's notice has been matched.</summary>
    public bool NoticeMatched { get; init; }

    /// <summary>Where the hospital's notice differs from the declaration.</summary>
    public IReadOnlyList<string> NoticeDifferences { get; init; } = [];

    /// <summary>Codes of other hospital papers that seem to be of the same event, until the commune has judged that they are not.</summary>
    public IReadOnlyList<string> OtherPapers { get; init; } = [];

    /// <summary>The applicant has withdrawn.</summary>
    public bool Withdrawn { get; init; }

    /// <summary>An operator closed it as invalid.</summary>
    public bool Invalidated { get; init; }

    /// <summary>Why it was closed as invalid: a code of the refusal catalogue.</summary>
    public string? ReasonCode { get; init; }

    /// <summary>Why it was closed as invalid, in words.</summary>
    public string? Reason { get; init; }

    /// <summary>By what right somebody filed for the family; null when the applicant filed.</summary>
    public FilingAuthority? Authority { get; init; }

    /// <summary>How much of the declaration nobody had to type; null when nobody asked the state.</summary>
    public PrefillShare? Prefill { get; init; }

    /// <summary>What other systems call it.</summary>
    public IReadOnlyList<DossierAlias> Aliases { get; init; } = [];

    /// <summary>What the population database said of the declared persons; null until they were looked up.</summary>
    public IReadOnlyList<PersonCheck>? Persons { get; init; }

    /// <summary>Records taken over from earlier dossiers.</summary>
    public IReadOnlyList<RecordReference> ReusedRecords { get; init; } = [];

    /// <summary>Numbers of its results that another dossier's result holds too, as long as the commune has not judged.</summary>
    public IReadOnlyList<SameResult> SameResults { get; init; } = [];

    /// <summary>How far each lane of errands has come, by lane.</summary>
    public IReadOnlyDictionary<string, LaneState> Errands { get; init; } = new Dictionary<string, LaneState>();

    /// <summary>When it was closed, UTC.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The named step, or null when the dossier has none of that code.</summary>
    public StepState? Step(string step)
    {
        foreach (var candidate in Steps)
        {
            if (candidate.Step == step)
            {
                return candidate;
            }
        }

        return null;
    }
}

/// <summary>A number that the results of two dossiers hold.</summary>
/// <param name="Step">The step whose result it is.</param>
/// <param name="Field">The field of the result.</param>
/// <param name="Other">The dossier that had it first.</param>
public sealed record SameResult(string Step, string Field, DossierCode Other);

/// <summary>What another system calls a dossier.</summary>
/// <param name="Register">Which system's: province, linked, portal.</param>
/// <param name="Number">Its number for the dossier.</param>
public sealed record DossierAlias(string Register, string Number);
