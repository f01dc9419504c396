using LienThong.Procedures.Dossiers;
using LienThong.Storage;

namespace LienThong.App.Projections;

/// <summary>What a dossier puts on whose worklist: a pure function of the dossier.</summary>
internal static class WorklistProjection
{
    /// <summary>The list of what waits for an operator.</summary>
    public const string Operator = "operator";

    /// <summary>The status of an entry for a dossier that is held as a possible duplicate.</summary>
    public const string Held = nameof(DossierStatus.Held);

    /// <summary>The step of an entry that is about the whole dossier.</summary>
    public const string WholeDossier = "dossier";

    private const string LanePrefix = "lane:";
    private const string LateAttention = "errand-late";

    /// <summary>The step of an entry about another hospital paper of what seems the same event.</summary>
    public const string OtherPaper = "other-paper";

    /// <summary>The step of an entry about a number that another dossier's result holds too.</summary>
    public const string SameResult = "same-result";

    private const string ConfirmationMissing = "confirmation-missing";
    private const string StuckAttention = "stuck";
    private const string NotFollowed = "not-followed";

    /// <summary>Whether an entry says that a dossier does not go on; the watchdog puts such entries and takes them away.</summary>
    public static bool IsAboutStanding(WorklistEntry entry) => entry.Attention is StuckAttention or NotFollowed;

    /// <summary>The step, and the status, of an entry about a lane of errands.</summary>
    public static string LaneStep(string lane) => LanePrefix + lane;

    /// <summary>Whether a step or a status is a lane's.</summary>
    public static bool IsLaneStep(string step) => step.StartsWith(LanePrefix, StringComparison.Ordinal);

    /// <summary>The lane of which an entry says that its errands are late; null when it says something else. The watchdog puts such
    /// entries and takes them away.</summary>
    public static string? LateLaneOf(WorklistEntry entry) => entry.Attention == LateAttention ? entry.Step[LanePrefix.Length..] : null;

    /// <summary>The entries that stand, and those that are over.</summary>
    public static (IReadOnlyList<WorklistEntry> Put, IReadOnlyList<WorklistKey> Remove) Of(Dossier dossier)
    {
        List<WorklistEntry> put = [];
        List<WorklistKey> remove = [];
        var state = dossier.State;
        foreach (var step in state.Steps)
        {
            var agency = step.Agency.ToString();
            if (step.Open)
            {
                put.Add(Entry(dossier, agency, step));
            }
            else if (step.BegunAt is not null)
            {
                remove.Add(new WorklistKey(agency, step.Step));
            }

            if (!step.Ended && Attention(step) is not null)
            {
                put.Add(Entry(dossier, Operator, step));
            }
            else if (dossier.Events.Any(e =>
                e is (StepParked or RequestFaulted or StepOverdue or ConfirmationDenied or ConfirmationsReminded) and StepEvent on && on.Step == step.Step))
            {
                remove.Add(new WorklistKey(Operator, step.Step));
            }
        }

        foreach (var handedOn in dossier.Events.OfType<StepTransferred>().Where(e => state.Step(e.Step)!.Agency != e.From))
        {
            remove.Add(new WorklistKey(handedOn.From.ToString(), handedOn.Step));
            if (handedOn.Step == state.Steps[0].Step && dossier.Events.Any(e => e is OtherPaperFound))
            {
                remove.Add(new WorklistKey(handedOn.From.ToString(), OtherPaper));
            }
        }

        OfSameResults(dossier, put, remove);
        OfOtherPapers(dossier, put, remove);

        if (state.Status == DossierStatus.Held)
        {
            var attention = $"possible-duplicate-of {state.DuplicateOf}";
            put.Add(OnTheWhole(dossier, state.Steps[0].Agency.ToString(), state.FiledAt, attention));
            put.Add(OnTheWhole(dossier, Operator, state.FiledAt, attention));
        }
        else if (dossier.Events.Any(e => e is PossibleDuplicateFound))
        {
            remove.Add(new WorklistKey(state.Steps[0].Agency.ToString(), WholeDossier));
            remove.Add(new WorklistKey(Operator, WholeDossier));
        }

        foreach (var lane in dossier.Events.OfType<ErrandParked>().Select(e => e.Lane).Distinct())
        {
            if (state.Errands[lane] is { ParkedErrand: not null } parked)
            {
                var since = dossier.Events.OfType<ErrandParked>().Last(e => e.Lane == lane).At;
                put.Add(OnALane(dossier, lane, since, parked.ParkedCode!));
            }
            else
            {
                remove.Add(new WorklistKey(Operator, LaneStep(lane)));
            }
        }

        return (put, remove);
    }

    /// <summary>The operator's entry for a lane whose oldest errand is owed for long.</summary>
    public static WorklistEntry Late(Dossier dossier, string lane, DateTimeOffset since) => OnALane(dossier, lane, since, LateAttention);

    // The commune that registered and an operator look at it; nothing waits for them.
    private static void OfSameResults(Dossier dossier, List<WorklistEntry> put, List<WorklistKey> remove)
    {
        var found = dossier.Events.OfType<SameResultFound>().Select(e => e.Step).Distinct();
        foreach (var step in found.Select(s => dossier.State.Step(s)!))
        {
            foreach (var list in new[] { step.Agency.ToString(), Operator })
            {
                if (dossier.State.SameResults.FirstOrDefault(s => s.Step == step.Step) is { } same)
                {
                    put.Add(Entry(dossier, list, step) with { Step = SameResult, Attention = $"same-{same.Field}-as {same.Other}" });
                }
                else
                {
                    remove.Add(new WorklistKey(list, SameResult));
                }
            }
        }
    }

    // To be looked at before anything is registered; afterwards it is too late to stop.
    private static void OfOtherPapers(Dossier dossier, List<WorklistEntry> put, List<WorklistKey> remove)
    {
        if (!dossier.Events.Any(e => e is OtherPaperFound))
        {
            return;
        }

        var first = dossier.State.Steps[0];
        foreach (var list in new[] { first.Agency.ToString(), Operator })
        {
            if (dossier.State.OtherPapers.Count > 0 && !first.Ended)
            {
                put.Add(Entry(dossier, list, first) with { Step = OtherPaper, Attention = $"other-paper {dossier.State.OtherPapers[^1]}" });
            }
            else
            {
                remove.Add(new WorklistKey(list, OtherPaper));
            }
        }
    }

    private static string? Attention(StepState step) => step switch
    {
        { ParkedCode: { } parked } => parked,
        { Overdue: true } => "overdue",
        { Status: StepStatus.ConfirmationAwaited, ConfirmationReminders: > 0 } => ConfirmationMissing,
        _ => null,
    };

    /// <summary>The operator's entry for a dossier that should have gone on and has not.</summary>
    public static WorklistEntry Stuck(Dossier dossier, DateTimeOffset since) => OnTheWhole(dossier, Operator, since, StuckAttention);

    /// <summary>The operator's entry for a dossier whose changes cannot be followed.</summary>
    public static WorklistEntry Unfollowed(Dossier dossier) => OnTheWhole(dossier, Operator, dossier.Events[^1].At, NotFollowed);

    private static WorklistEntry Entry(Dossier dossier, string agency, StepState step) => new()
    {
        Agency = agency,
        Dossier = dossier.Code,
        Procedure = dossier.Procedure,
        Step = step.Step,
        Version = dossier.Version,
        Status = step.Status.ToString(),
        Round = step.Round,
        Since = step.BegunAt ?? step.ConfirmationsSince ?? dossier.State.FiledAt,
        Due = step.Due,
        Overdue = step.Overdue,
        Late = step.Late,
        Attention = Attention(step),
    };

    private static WorklistEntry OnALane(Dossier dossier, string lane, DateTimeOffset since, string attention) =>
        OnTheWhole(dossier, Operator, since, attention) with { Step = LaneStep(lane), Status = LaneStep(lane), Due = null };

    private static WorklistEntry OnTheWhole(Dossier dossier, string agency, DateTimeOffset since, string attention) => new()
    {
        Agency = agency,
        Dossier = dossier.Code,
        Procedure = dossier.Procedure,
        Step = WholeDossier,
        Version = dossier.Version,
        Status = dossier.State.Status.ToString(),
        Since = since,
        Due = dossier.State.Due,
        Attention = attention,
    };
}

/// <summary>Which entry of which list.</summary>
internal sealed record WorklistKey(string Agency, string Step);
