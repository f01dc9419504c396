using LienThong.Procedures.Identifiers;

namespace LienThong.Procedures.Dossiers;

/// <summary>The declaration was taken in. Everything later builds on the steps planned here.</summary>
/// <param name="Channel">Where it came from: portal, vneid, agent, counter.</param>
/// <param name="Steps">The steps of the procedure version that this declaration calls for, in the law's order.</param>
/// <param name="Due">The limit of the whole group, UTC.</param>
public sealed record DossierFiled(DateTimeOffset At, string By, string Channel, IReadOnlyList<PlannedStep> Steps, DateTimeOffset Due)
    : DossierEvent(At, By)
{
    /// <summary>By what right somebody filed for the family; null when the applicant filed.</summary>
    public FilingAuthority? Authority { get; init; }

    /// <summary>How much of the declaration the state filled in by itself; null when nobody asked it to.</summary>
    public PrefillShare? Prefill { get; init; }
}

/// <summary>By what right somebody files for a citizen.</summary>
/// <param name="Kind">authorisation (the citizen's own, in writing), contract (of an online agent with the commune) or in-person
/// (the citizen stands at the commune's counter).</param>
/// <param name="Number">The number of that paper.</param>
/// <param name="GivenOn">Its day.</param>
/// <param name="Officer">The agent's or the counter's own number of the employee who typed: no name.</param>
public sealed record FilingAuthority(string Kind, string Number, DateOnly GivenOn, string Officer);

/// <summary>How much of a declaration nobody had to type.</summary>
/// <param name="Fields">The fields of the declaration that the state can know, beyond those that it was asked with.</param>
/// <param name="Filled">Of them, those that it filled in and the family left so.</param>
public sealed record PrefillShare(int Fields, int Filled)
{
    /// <summary>All fields of the form but the records, each list counted as one element; null in dossiers of before this was noted.</summary>
    public int? Form { get; init; }

    /// <summary>What somebody had to type in order to ask: number, name and birth date of each person, and the code of the hospital's
    /// paper; null in dossiers of before this was noted.</summary>
    public int? Typed { get; init; }
}

/// <summary>A step as planned at filing.</summary>
/// <param name="Step">The step's code in the law file.</param>
/// <param name="Agency">Who decides it.</param>
/// <param name="After">The steps that come first.</param>
public sealed record PlannedStep(string Step, AgencyCode Agency, IReadOnlyList<string> After)
{
    /// <summary>What must be known before it begins, as <c>step/field</c> of results that may come late, for example birth/personalId.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>Who must confirm before it begins: JSON pointers to persons in the declaration.</summary>
    public IReadOnlyList<string> ConfirmedBy { get; init; } = [];
}

/// <summary>Another dossier seems to be for the same child: this one is held until the commune has judged.</summary>
/// <param name="Other">The other dossier.</param>
/// <param name="Reason">What both share: <c>certificate</c> or <c>child</c>.</param>
public sealed record PossibleDuplicateFound(DateTimeOffset At, string By, DossierCode Other, string Reason) : DossierEvent(At, By);

/// <summary>The commune has looked at both dossiers. A duplicate is closed; anything else goes on.</summary>
public sealed record DuplicateJudged(DateTimeOffset At, string By, bool IsDuplicate, string Note) : DossierEvent(At, By);

/// <summary>The hospital's notice with the declared certificate code has arrived.</summary>
/// <param name="Differences">JSON pointers into the declaration where the notice says otherwise.</param>
public sealed record NoticeMatched(DateTimeOffset At, string By, IReadOnlyList<string> Differences) : DossierEvent(At, By)
{
    /// <summary>The notice came later than the law gives the hospital; null in dossiers of before this was noted.</summary>
    public bool? Late { get; init; }
}

/// <summary>A hospital told of what seems to be the same event under another paper's code: it may be told twice, or declared twice.</summary>
/// <param name="Paper">The other paper's code.</param>
public sealed record OtherPaperFound(DateTimeOffset At, string By, string Paper) : DossierEvent(At, By);

/// <summary>The applicant withdraws. What is already done stays in force.</summary>
public sealed record DossierWithdrawn(DateTimeOffset At, string By, string Reason) : DossierEvent(At, By);

/// <summary>Every step has ended; nothing more happens to the dossier by itself.</summary>
public sealed record DossierClosed(DateTimeOffset At, string By, DossierOutcome Outcome) : DossierEvent(At, By);

/// <summary>An operator closed the dossier as invalid; what is already done stays in force.</summary>
/// <param name="ReasonCode">A code of the refusal catalogue.</param>
public sealed record DossierInvalidated(DateTimeOffset At, string By, string ReasonCode, string Text) : DossierEvent(At, By);

/// <summary>The limit of the whole group moved.</summary>
/// <param name="Due">The limit from now on, UTC.</param>
/// <param name="Because">Why: verification, supplement, confirmation or calendar.</param>
public sealed record DossierDueMoved(DateTimeOffset At, string By, DateTimeOffset Due, string Because) : DossierEvent(At, By);

/// <summary>Another system calls the dossier by a number of its own.</summary>
/// <param name="Register">Which system's: province, linked, portal.</param>
/// <param name="Number">Its number for the dossier.</param>
public sealed record AliasGiven(DateTimeOffset At, string By, string Register, string Number) : DossierEvent(At, By);

/// <summary>An operator took a number back that is another dossier's, or none.</summary>
/// <param name="Register">As it was given.</param>
/// <param name="Number">As it was given.</param>
/// <param name="Reason">Why; in nobody's codes.</param>
public sealed record AliasWithdrawn(DateTimeOffset At, string By, string Register, string Number, string Reason) : DossierEvent(At, By);

/// <summary>The declared persons were looked up in the national population database.</summary>
public sealed record PersonsChecked(DateTimeOffset At, string By, IReadOnlyList<PersonCheck> Persons) : DossierEvent(At, By);

/// <summary>What the population database said of one declared person.</summary>
/// <param name="Person">JSON pointer to the person in the declaration.</param>
/// <param name="Known">Whether it knows the declared number.</param>
/// <param name="Differences">JSON pointers at which the declaration says otherwise.</param>
public sealed record PersonCheck(string Person, bool Known, IReadOnlyList<string> Differences);

/// <summary>A record of an earlier dossier of the same person was taken over instead of being asked for again.</summary>
/// <param name="Record">The record, now in this dossier too.</param>
/// <param name="From">The dossier that held it.</param>
/// <param name="Consent">What the proof of the person's consent is known by at whoever asked for it.</param>
public sealed record RecordReused(DateTimeOffset At, string By, RecordReference Record, DossierCode From, string Consent) : DossierEvent(At, By)
{
    /// <summary>The consent; null in dossiers that were filed before it was recorded.</summary>
    public ReuseConsent? Given { get; init; }
}

/// <summary>A person's consent to having a record reused, so that it can be shown later.</summary>
/// <param name="Of">JSON pointer to the person in the declaration.</param>
/// <param name="By">JSON pointer to who gave it: the same person, or whoever acts for them.</param>
/// <param name="As">As what: self, parent, guardian or heir.</param>
/// <param name="How">signed-form, portal-otp or vneid.</param>
/// <param name="GivenAt">When, UTC.</param>
/// <param name="Purpose">The code of the procedure for which it was given.</param>
public sealed record ReuseConsent(string Of, string By, string As, string How, DateTimeOffset GivenAt, string Purpose);
