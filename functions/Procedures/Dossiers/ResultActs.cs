using LienThong.Procedures.Faults;
using LienThong.Procedures.Law;

namespace LienThong.Procedures.Dossiers;

/// <summary>An agency's new edition of a result that it gave.</summary>
public sealed record ResultCorrection
{
    /// <summary>The number of the new edition, 2 for the first correction: whoever corrects has seen the one before.</summary>
    public required int Edition { get; init; }

    /// <summary>The values of the result as they are now. Late values that are not named stay.</summary>
    public required IReadOnlyDictionary<string, string> Result { get; init; }

    /// <summary>The records of the result as they are now, uploaded into the dossier before.</summary>
    public IReadOnlyList<RecordReference> Records { get; init; } = [];

    /// <summary>What was wrong, in words that the applicant can read.</summary>
    public required string Reason { get; init; }
}

/// <summary>What happens to a result after it was given: corrections, and values that come late. Both also after the dossier
/// was closed, because the result stays in force.</summary>
public static class ResultActs
{
    /// <summary>Corrects a result at <paramref name="now"/> (UTC). Agencies that work on a step that builds on it are asked
    /// again in a new round; those that have ended theirs are told.</summary>
    public static Decided Correct(Dossier dossier, string stepCode, ResultCorrection correction, DossierRules rules, string by, DateTimeOffset now)
    {
        if (dossier.State.Step(stepCode) is not { } step)
        {
            return Decided.NotFound(DossierFaults.StepUnknown(stepCode));
        }

        if (step.Status != StepStatus.Done)
        {
            return Decided.Conflict(DossierFaults.ResultNotGiven(stepCode));
        }

        var fields = rules.Step(stepCode).ResultFields;
        var result = new Dictionary<string, string>(correction.Result);
        foreach (var late in fields.Where(f => f.Presence == ResultPresence.Late && !result.ContainsKey(f.Name)))
        {
            if (step.Result.TryGetValue(late.Name, out var known))
            {
                result[late.Name] = known;
            }
        }

        if (dossier.Events.OfType<ResultCorrected>().Any(e =>
            e.Step == stepCode && e.Edition == correction.Edition && e.Reason == correction.Reason
            && Contains(e.Result, correction.Result) && e.Records.SequenceEqual(correction.Records)))
        {
            return Decided.Already;
        }

        if (correction.Edition <= step.Edition)
        {
            return Decided.Conflict(DossierFaults.EditionSuperseded(correction.Edition, step.Edition));
        }

        List<Fault> faults = [.. rules.Step(stepCode).CheckResult(correction.Result).Select(f => f.Under("/result"))];
        if (correction.Edition > step.Edition + 1)
        {
            faults.Add(DossierFaults.EditionUnknown(correction.Edition, step.Edition + 1));
        }

        if (string.IsNullOrWhiteSpace(correction.Reason))
        {
            faults.Add(DossierFaults.ReasonMissing("reason"));
        }

        return faults.Count > 0
            ? Decided.Invalid(faults)
            : Decided.Happens(
            [
                new ResultCorrected(now, by, stepCode, correction.Edition, result, correction.Records, correction.Reason),
                .. Renewed(dossier.State, stepCode, now),
            ]);
    }

    /// <summary>Adds values to a result that came after it was given, at <paramref name="now"/> (UTC). Steps that need one of
    /// them begin.</summary>
    public static Decided Complete(
        Dossier dossier, string stepCode, IReadOnlyDictionary<string, string> values, DossierRules rules, string by, DateTimeOffset now)
    {
        if (dossier.State.Step(stepCode) is not { } step)
        {
            return Decided.NotFound(DossierFaults.StepUnknown(stepCode));
        }

        if (step.Status != StepStatus.Done)
        {
            return Decided.Conflict(DossierFaults.ResultNotGiven(stepCode));
        }

        var late = rules.Step(stepCode).ResultFields.Where(f => f.Presence == ResultPresence.Late).Select(f => f.Name).ToHashSet();
        List<Fault> faults =
        [
            .. values.Keys.Where(name => !late.Contains(name)).Select(DossierFaults.NotLate),
            .. rules.Step(stepCode).CheckResult(values)
                .Where(f => late.Any(name => f.Pointer == JsonPointer.Append("", name)))
                .Select(f => f.Under("/fields")),
        ];
        if (faults.Count > 0)
        {
            return Decided.Invalid(faults);
        }

        foreach (var (name, value) in values)
        {
            if (step.Result.TryGetValue(name, out var known) && known != value)
            {
                return Decided.Conflict(DossierFaults.CompletionContradicts(name));
            }
        }

        var fresh = values.Where(v => !step.Result.ContainsKey(v.Key)).ToDictionary();
        return fresh.Count == 0 ? Decided.Already : Decided.Happens(new ResultCompleted(now, by, stepCode, step.Edition + 1, fresh));
    }

    /// <summary>Whether two results say the same.</summary>
    internal static bool Same(IReadOnlyDictionary<string, string> a, IReadOnlyDictionary<string, string> b) => a.Count == b.Count && Contains(a, b);

    private static bool Contains(IReadOnlyDictionary<string, string> all, IReadOnlyDictionary<string, string> some) =>
        some.All(pair => all.TryGetValue(pair.Key, out var value) && value == pair.Value);

    // Whoever waits for the applicant asks in a new round anyway when the supplement has come.
    private static IEnumerable<DossierEvent> Renewed(DossierState dossier, string corrected, DateTimeOffset now) => dossier.Steps
        .Where(s => s is { Open: true, Status: not StepStatus.SupplementAwaited } && s.After.Contains(corrected))
        .Select(s => new RequestRenewed(now, DossierEvent.System, s.Step, s.Round + 1, corrected));
}
