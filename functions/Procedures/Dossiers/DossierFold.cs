namespace LienThong.Procedures.Dossiers;

/// <summary>The fold: what a dossier's events, in their order, make of it. Pure and total; it judges nothing, because an
/// event that stands in the dossier has happened.</summary>
public static class DossierFold
{
    /// <summary>The state after all events.</summary>
    public static DossierState Of(IEnumerable<DossierEvent> events) => events.Aggregate(new DossierState(), Apply);

    /// <summary>The state after one more event.</summary>
    public static DossierState Apply(DossierState state, DossierEvent happened) => happened switch
    {
        DossierFiled e => state with
        {
            FiledAt = e.At,
            FiledBy = e.By,
            Channel = e.Channel,
            Due = e.Due,
            Authority = e.Authority,
            Prefill = e.Prefill,
            Steps =
            [
                .. e.Steps.Select(s => new StepState
                {
                    Step = s.Step, Agency = s.Agency, After = s.After, Needs = s.Needs, ConfirmedBy = s.ConfirmedBy,
                }),
            ],
        },
        PossibleDuplicateFound e => state with { Status = DossierStatus.Held, DuplicateOf = e.Other },
        DuplicateJudged { IsDuplicate: false } when state.Status == DossierStatus.Held => state with { Status = DossierStatus.InProgress, DuplicateOf = null },
        DuplicateJudged { IsDuplicate: false } => state with { SameResults = [], OtherPapers = [] },
        DuplicateJudged e => EndOpenSteps(state with { Status = DossierStatus.InProgress }, e.At),
        NoticeMatched e => state with { NoticeMatched = true, NoticeDifferences = e.Differences },
        OtherPaperFound e => state with { OtherPapers = [.. state.OtherPapers, e.Paper] },
        DossierWithdrawn e => EndOpenSteps(state with { Status = DossierStatus.InProgress, Withdrawn = true }, e.At),
        DossierInvalidated e => EndOpenSteps(
            state with { Status = DossierStatus.InProgress, Invalidated = true, ReasonCode = e.ReasonCode, Reason = e.Text }, e.At),
        DossierDueMoved e => state with { Due = e.Due },
        AliasGiven e => state with { Aliases = [.. state.Aliases, new DossierAlias(e.Register, e.Number)] },
        AliasWithdrawn e => state with { Aliases = [.. state.Aliases.Where(alias => alias != new DossierAlias(e.Register, e.Number))] },
        PersonsChecked e => state with { Persons = e.Persons },
        RecordReused e => state with { ReusedRecords = [.. state.ReusedRecords, e.Record] },
        ErrandDone or ErrandTaken or ErrandParked or ErrandsResumed => state with { Errands = ErrandFold.Apply(state.Errands, happened) },
        DossierClosed e => state with { Status = DossierStatus.Closed, Outcome = e.Outcome, ClosedAt = e.At },
        SameResultFound e => state with { SameResults = [.. state.SameResults, new SameResult(e.Step, e.Field, e.Other)] },
        ResultCorrected e => ApplyToStep(state, e) with { SameResults = [.. state.SameResults.Where(s => s.Step != e.Step)] },
        StepEvent e => ApplyToStep(state, e),
        _ => state,
    };

    private static DossierState ApplyToStep(DossierState state, StepEvent happened)
    {
        var steps = state.Steps.ToArray();
        for (var i = 0; i < steps.Length; i++)
        {
            if (steps[i].Step == happened.Step)
            {
                steps[i] = Apply(steps[i], happened);
                break;
            }
        }

        return state with { Steps = steps };
    }

    private static StepState Apply(StepState step, StepEvent happened) => happened switch
    {
        ConfirmationsAsked e => step with { Status = StepStatus.ConfirmationAwaited, ConfirmationsSince = e.At, ConfirmationsUntil = e.Until },
        ConfirmationGiven e => Agreed(step, e.From),
        ConfirmationDenied e => step with
        {
            Denied = [.. step.Denied.Union([e.From])], ParkedCode = Confirmations.Denied, ParkedText = e.Note, ParkedFaults = [],
        },
        ConfirmationsReminded e => step with { ConfirmationsUntil = e.Until, ConfirmationReminders = step.ConfirmationReminders + 1 },
        StepBegun e => step with
        {
            Status = StepStatus.Requested, Round = 1, BegunAt = e.At, Due = e.Due, ConfirmationsSince = null, ConfirmationsUntil = null,
        },
        RequestSent e => step with { SentRound = e.Round },
        RequestFaulted e => step with { ParkedCode = "agency-found-faults", ParkedText = null, ParkedFaults = e.Faults },
        StepAccepted => step with { Status = StepStatus.Accepted },
        SupplementAsked e => step with
        {
            Status = StepStatus.SupplementAwaited,
            StoppedAt = e.At,
            SupplementUntil = e.Until,
            SupplementRecords = e.Records,
            Supplements = step.Supplements + 1,
            Reason = e.Reason,
        },
        SupplementGiven e => step with
        {
            Status = StepStatus.Requested,
            Round = e.Round,
            Due = e.Due,
            StoppedAt = null,
            SupplementUntil = null,
            SupplementRecords = [],
            Reason = null,
            Reminded = false,
        },
        SupplementExpired e => Ended(step, StepStatus.Rejected, e.At) with { Reason = step.Reason },
        VerificationNeeded e => step with { Status = StepStatus.Verifying, Due = e.Due, Reason = e.Reason, Reminded = false },
        StepTransferred e => step with
        {
            Status = StepStatus.Requested, Agency = e.To, Round = e.Round, Reminded = false, ParkedCode = null, ParkedText = null, ParkedFaults = [],
        },
        StepDueMoved e => step with
        {
            Due = e.Due, SupplementUntil = e.SupplementUntil ?? step.SupplementUntil, Reminded = false, Overdue = step.Overdue && !e.WasNotOverdue,
        },
        RequestRenewed e => step with { Status = StepStatus.Requested, Round = e.Round },
        StepReminded => step with { Reminded = true },
        StepOverdue => step with { Overdue = true },
        StepDone e => Ended(step, StepStatus.Done, e.At) with { Result = e.Result, ResultRecords = e.Records, Edition = 1, Reason = null },
        ResultCorrected e => step with { Result = e.Result, ResultRecords = e.Records, Edition = e.Edition },
        ResultCompleted e => step with
        {
            Result = step.Result.Concat(e.Fields).GroupBy(f => f.Key).ToDictionary(f => f.Key, f => f.Last().Value), Edition = e.Edition,
        },
        StepRefused e => Ended(step, StepStatus.Refused, e.At) with { ReasonCode = e.ReasonCode, Reason = e.Text },
        StepSkipped e => Ended(step, StepStatus.Skipped, e.At) with { Reason = e.Because },
        StepParked e => step with { ParkedCode = e.Code, ParkedText = e.Text, ParkedFaults = [] },
        StepResumed e => step with { Round = e.Round, ParkedCode = null, ParkedText = null, ParkedFaults = [] },
        _ => step,
    };

    // Somebody else's denial still stands.
    private static StepState Agreed(StepState step, string from)
    {
        var agreed = step with { Confirmed = [.. step.Confirmed.Union([from])], Denied = [.. step.Denied.Where(d => d != from)] };
        return agreed.Denied.Count == 0 && step.ParkedCode == Confirmations.Denied ? agreed with { ParkedCode = null, ParkedText = null } : agreed;
    }

    private static StepState Ended(StepState step, StepStatus status, DateTimeOffset at) => step with
    {
        Status = status,
        EndedAt = at,
        ConfirmationsSince = null,
        ConfirmationsUntil = null,
        StoppedAt = null,
        SupplementUntil = null,
        SupplementRecords = [],
        ParkedCode = null,
        ParkedText = null,
        ParkedFaults = [],
    };

    private static DossierState EndOpenSteps(DossierState state, DateTimeOffset at) => state with
    {
        Steps = [.. state.Steps.Select(s => s.Ended ? s : Ended(s, StepStatus.Withdrawn, at))],
    };
}
