using LienThong.Procedures.Law.Lanes;

namespace LienThong.Procedures.Dossiers;

/// <summary>A number that an agency's system says of its step, in place of a decision.</summary>
public sealed record AgencyStatus
{
    /// <summary>The number, in the vocabulary that the system speaks.</summary>
    public required int Status { get; init; }

    /// <summary>The round of the request that is answered.</summary>
    public required int Round { get; init; }

    /// <summary>With a refusal: a code of the refusal catalogue; the vocabulary's own when there is none.</summary>
    public string? ReasonCode { get; init; }

    /// <summary>With a refusal or a supplement: the reason in words.</summary>
    public string? Reason { get; init; }

    /// <summary>With a supplement: the record types asked for, of those that the procedure's form takes.</summary>
    public IReadOnlyList<string> Asked { get; init; } = [];

    /// <summary>With a result: its values.</summary>
    public IReadOnlyDictionary<string, string> Result { get; init; } = new Dictionary<string, string>();

    /// <summary>With a result: its records, uploaded into the dossier before.</summary>
    public IReadOnlyList<RecordReference> Records { get; init; } = [];
}

/// <summary>
/// What follows from a number that an agency's system says. Its order is enforced here: an earlier number that only says that
/// the work goes on is filled in and recorded as filled; one that carries something (a result) is not made up, and the later
/// number is refused. What was said before is fine and changes nothing; after the end nothing else is taken.
/// </summary>
public static class AgencyStatuses
{
    /// <summary>Judges a number of <paramref name="by"/> about a step at <paramref name="now"/> (UTC).</summary>
    /// <param name="lane">The vocabulary in which it is said.</param>
    public static Decided Decide(Dossier dossier, string stepCode, AgencyStatus said, Lane lane, DossierRules rules, string by, DateTimeOffset now)
    {
        if (dossier.State.Step(stepCode) is not { } step)
        {
            return Decided.NotFound(DossierFaults.StepUnknown(stepCode));
        }

        if (lane.Status(said.Status) is not { Means: { } means } status)
        {
            return Decided.Invalid(ErrandFaults.StatusUnknown(lane, said.Status));
        }

        var reported = dossier.Events.OfType<StatusReported>().Where(e => e.Step == stepCode && e.Lane == lane.Code).ToArray();
        if (reported.LastOrDefault(e => lane.Status(e.Number)?.Ends == true) is { } ended && ended.Number != status.Number)
        {
            return Decided.Conflict(step.Status == StepStatus.Done
                ? ErrandFaults.ResultAlreadyReturned()
                : ErrandFaults.StatusAfterEnd(lane.Status(ended.Number)!));
        }

        var known = reported.Where(e => e.Round == said.Round).SelectMany(e => e.Filled.Append(e.Number)).ToHashSet();
        if (step.Status == StepStatus.Done && said.Round == step.Round)
        {
            // A step that is done has passed everything on the way to it, however that was said.
            foreach (var passed in lane.Statuses.Where(s => s.Means == StatusMeaning.Done).SelectMany(done => lane.Before(done).Append(done)))
            {
                known.Add(passed.Number);
            }
        }

        var saidBefore = CarriesMore(means)
            ? AgencyDecisions.Decide(dossier, stepCode, DecisionFor(said, means, status), rules, by, now) is { Refusal: null, Events.Count: 0 }
            : known.Contains(status.Number);
        return saidBefore ? Decided.Already : Take(dossier, step, said, status, means, lane, known, rules, by, now);
    }

    private static Decided Take(
        Dossier dossier, StepState step, AgencyStatus said, LaneStatus status, StatusMeaning means, Lane lane, HashSet<int> known,
        DossierRules rules, string by, DateTimeOffset now)
    {
        if (step is { Ended: true, Status: not StepStatus.Done } && !CarriesMore(means))
        {
            return Decided.Conflict(DossierFaults.StepEnded(step.Step, step.Status));
        }

        List<DossierEvent> happened = [];
        List<int> filled = [];
        foreach (var missing in lane.Before(status).Where(before => !known.Contains(before.Number)))
        {
            if (missing.Means is not { } passing || CarriesMore(passing))
            {
                return Decided.Conflict(ErrandFaults.EarlierStatusMissing(missing, status.Number));
            }

            if (Judge(passing, missing) is { } obstacle)
            {
                return obstacle;
            }

            filled.Add(missing.Number);
        }

        if (Judge(means, status) is { } refused)
        {
            return refused;
        }

        return Decided.Happens([.. happened, new StatusReported(now, by, step.Step, said.Round, lane.Code, status.Number, filled)]);

        // What a number means, as the decision that it stands for, decided on the dossier as it is by then.
        Decided? Judge(StatusMeaning meaning, LaneStatus of)
        {
            if (meaning == StatusMeaning.Returned)
            {
                return said.Round == step.Round ? null : Decided.Conflict(DossierFaults.RoundSuperseded(said.Round, step.Round));
            }

            var decided = AgencyDecisions.Decide(dossier.With(happened), step.Step, DecisionFor(said, meaning, of), rules, by, now);
            if (decided.Refusal is null && meaning != StatusMeaning.Received)
            {
                happened.AddRange(decided.Events);
            }

            return decided.Refusal is null ? null : decided;
        }
    }

    // A reason, a result: what nobody can make up in its place, and what may be said otherwise than before.
    private static bool CarriesMore(StatusMeaning means) => means is StatusMeaning.Supplement or StatusMeaning.Refuse or StatusMeaning.Done;

    // That it has the request decides nothing, but is only believed where an acceptance would be.
    private static AgencyDecision DecisionFor(AgencyStatus said, StatusMeaning meaning, LaneStatus status) => meaning switch
    {
        StatusMeaning.Supplement => new() { Round = said.Round, Decision = AgencyDecisionKind.Supplement, Reason = said.Reason, Asked = said.Asked },
        StatusMeaning.Refuse => new()
        {
            Round = said.Round, Decision = AgencyDecisionKind.Refuse, ReasonCode = said.ReasonCode ?? status.ReasonCode, Reason = said.Reason,
        },
        StatusMeaning.Done => new() { Round = said.Round, Decision = AgencyDecisionKind.Done, Result = said.Result, Records = said.Records },
        _ => new() { Round = said.Round, Decision = AgencyDecisionKind.Accept },
    };
}
