using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Dossiers;

/// <summary>What follows from an errand's being done, taken or refused, and from an operator's letting a lane go on.</summary>
public static class ErrandActs
{
    /// <summary>The system has confirmed; <paramref name="learned"/> is written down with it.</summary>
    public static Decided Done(Dossier dossier, Errand errand, IReadOnlyList<DossierEvent> learned, DateTimeOffset now) =>
        LaneOf(dossier, errand.Lane).Done.Contains(errand.Id)
            ? Decided.Already
            : Decided.Happens([.. learned, new ErrandDone(now, DossierEvent.System, errand.Lane, errand.Id)]);

    /// <summary>The system has it and confirms later.</summary>
    public static Decided Taken(Dossier dossier, Errand errand, DateTimeOffset now) =>
        LaneOf(dossier, errand.Lane) is var lane && (lane.Taken.Contains(errand.Id) || lane.Done.Contains(errand.Id))
            ? Decided.Already
            : Decided.Happens(new ErrandTaken(now, DossierEvent.System, errand.Lane, errand.Id));

    /// <summary>The system will not take it: its lane waits for an operator.</summary>
    public static Decided Park(Dossier dossier, Errand errand, string code, string text, DateTimeOffset now) =>
        LaneOf(dossier, errand.Lane) is var lane && ((lane.ParkedErrand == errand.Id && lane.ParkedCode == code) || lane.Done.Contains(errand.Id))
            ? Decided.Already
            : Decided.Happens(new ErrandParked(now, DossierEvent.System, errand.Lane, errand.Id, code, text));

    /// <summary>An operator lets a lane that stands still go on.</summary>
    public static Decided Resume(Dossier dossier, string lane, string reason, string by, DateTimeOffset now) =>
        LaneOf(dossier, lane).ParkedErrand is null
            ? Decided.Conflict(ErrandFaults.LaneNotParked(lane))
            : Decided.Happens(new ErrandsResumed(now, by, lane, null, reason));

    /// <summary>An operator has everything from an errand on done again, in order, whether the lane stands still or not.</summary>
    /// <param name="all">The lane's errands, owed and done.</param>
    /// <param name="key">The operator's key of this call: the same call with the same key is one. Null: every call is another.</param>
    public static Decided Replay(
        Dossier dossier, string lane, IReadOnlyList<Errand> all, string from, string reason, string by, DateTimeOffset now, string? key = null)
    {
        if (key is not null && dossier.Events.OfType<ErrandsResumed>().FirstOrDefault(e => e.By == by && e.Key == key) is { } earlier)
        {
            return (earlier.Lane, earlier.From, earlier.Reason) == (lane, from, reason) ? Decided.Already : Decided.Conflict(ErrandFaults.ReplayKeyUsed());
        }

        return all.Any(errand => errand.Lane == lane && errand.Id == from)
            ? Decided.Happens(new ErrandsResumed(now, by, lane, from, reason) { Key = key })
            : Decided.Invalid(ErrandFaults.ErrandUnknown(lane, from));
    }

    private static LaneState LaneOf(Dossier dossier, string lane) => dossier.State.Errands.GetValueOrDefault(lane) ?? new LaneState();
}
