using System.Text.Json.Serialization;

namespace LienThong.Procedures.Dossiers;

/// <summary>One thing that happened to a dossier. Events are only ever appended; the dossier's state is a fold of them.</summary>
/// <param name="At">When it happened, UTC.</param>
/// <param name="By">Who did it: a partner's id, or <see cref="System"/>.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(DossierFiled), "dossier-filed")]
[JsonDerivedType(typeof(PossibleDuplicateFound), "possible-duplicate-found")]
[JsonDerivedType(typeof(DuplicateJudged), "duplicate-judged")]
[JsonDerivedType(typeof(NoticeMatched), "notice-matched")]
[JsonDerivedType(typeof(OtherPaperFound), "other-paper-found")]
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
[JsonDerivedType(typeof(DossierInvalidated), "dossier-invalidated")]
[JsonDerivedType(typeof(DossierDueMoved), "dossier-due-moved")]
[JsonDerivedType(typeof(AliasGiven), "alias-given")]
[JsonDerivedType(typeof(AliasWithdrawn), "alias-withdrawn")]
[JsonDerivedType(typeof(PersonsChecked), "persons-checked")]
[JsonDerivedType(typeof(RecordReused), "record-reused")]
[JsonDerivedType(typeof(ConfirmationsAsked), "confirmations-asked")]
[JsonDerivedType(typeof(ConfirmationGiven), "confirmation-given")]
[JsonDerivedType(typeof(ConfirmationDenied), "confirmation-denied")]
[JsonDerivedType(typeof(ConfirmationsReminded), "confirmations-reminded")]
[JsonDerivedType(typeof(StepTransferred), "step-transferred")]
[JsonDerivedType(typeof(StepDueMoved), "step-due-moved")]
[JsonDerivedType(typeof(RequestRenewed), "request-renewed")]
[JsonDerivedType(typeof(ResultCorrected), "result-corrected")]
[JsonDerivedType(typeof(ResultCompleted), "result-completed")]
[JsonDerivedType(typeof(SameResultFound), "same-result-found")]
[JsonDerivedType(typeof(ErrandDone), "errand-done")]
[JsonDerivedType(typeof(ErrandTaken), "errand-taken")]
[JsonDerivedType(typeof(ErrandParked), "errand-parked")]
[JsonDerivedType(typeof(ErrandsResumed), "errands-resumed")]
[JsonDerivedType(typeof(StatusReported), "status-reported")]
public abstract record DossierEvent(DateTimeOffset At, string By)
{
    /// <summary>The <see cref="By"/> of what nobody did by hand: clocks, the orchestration, the watchdog.</summary>
    public const string System = "system";
}
