namespace LienThong.Procedures.Dossiers;

/// <summary>What the applicant, or who files for the family, can do after filing.</summary>
public static class ApplicantActs
{
    /// <summary>Gives what an agency asked for. The clock runs again from <paramref name="now"/> (UTC), in a new round.</summary>
    public static Decided Supplement(
        Dossier dossier, string stepCode, int round, IReadOnlyList<RecordReference> records, string? note, DossierRules rules, string by, DateTimeOffset now)
    {
        if (dossier.State.Step(stepCode) is not { } step)
        {
            return Decided.NotFound(DossierFaults.StepUnknown(stepCode));
        }

        var repeated = dossier.Events.OfType<SupplementGiven>()
            .Any(e => e.Step == stepCode && e.Round == round + 1 && e.Note == note && e.Records.SequenceEqual(records));
        if (repeated)
        {
            return Decided.Already;
        }

        if (step.Status != StepStatus.SupplementAwaited)
        {
            return Decided.Conflict(step.Ended
                ? DossierFaults.StepEnded(stepCode, step.Status)
                : DossierFaults.NoSupplementAwaited(stepCode));
        }

        if (round != step.Round)
        {
            return Decided.Conflict(DossierFaults.RoundSuperseded(round, step.Round));
        }

        var missing = step.SupplementRecords.Where(type => records.All(r => r.Type != type)).ToList();
        return missing.Count > 0
            ? Decided.Invalid([.. missing.Select(DossierFaults.SupplementMissing)])
            : GroupClock.Happens(
                dossier,
                new SupplementGiven(now, by, stepCode, step.Round + 1, records, note, StepClock.Resume(dossier, step, now, rules)),
                DueMoves.Supplement,
                rules);
    }

    /// <summary>Withdraws the dossier. Steps that are done stay in force, the others end.</summary>
    public static Decided Withdraw(Dossier dossier, string reason, string by, DateTimeOffset now) => dossier.State switch
    {
        { Withdrawn: true } => Decided.Already,
        { Status: DossierStatus.Closed } => Decided.Conflict(DossierFaults.DossierClosed(dossier.Code)),
        _ when string.IsNullOrWhiteSpace(reason) => Decided.Invalid(DossierFaults.ReasonMissing("reason")),
        _ => Decided.Happens(new DossierWithdrawn(now, by, reason)),
    };
}
