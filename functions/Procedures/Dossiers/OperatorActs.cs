using LienThong.Procedures.Faults;
using LienThong.Procedures.Law;

namespace LienThong.Procedures.Dossiers;

/// <summary>How a step that cannot go on by itself is set aside for an operator, and let go on.</summary>
public static class OperatorActs
{
    // Characters of one answer.
    private const int MostFaultText = 20_000;

    /// <summary>Sets a step aside, with what went wrong. A step that has ended needs no parking.</summary>
    public static Decided Park(Dossier dossier, string stepCode, string code, string text, DateTimeOffset now) => dossier.State.Step(stepCode) switch
    {
        null => Decided.NotFound(DossierFaults.StepUnknown(stepCode)),
        { Ended: true } => Decided.Already,
        { ParkedCode: { } parked } when parked == code => Decided.Already,
        _ => Decided.Happens(new StepParked(now, DossierEvent.System, stepCode, code, text)),
    };

    /// <summary>Sets a step aside because the agency could not read the request of this round.</summary>
    public static Decided ParkFaulted(Dossier dossier, string stepCode, int round, IReadOnlyList<Fault> faults, string by, DateTimeOffset now) =>
        dossier.State.Step(stepCode) switch
        {
            null => Decided.NotFound(DossierFaults.StepUnknown(stepCode)),
            { Open: true, Parked: false } step when step.Round == round => Decided.Happens(new RequestFaulted(now, by, stepCode, round, Kept(faults))),
            _ => Decided.Already,
        };

    // What an agency answers is bounded, and still more than a dossier has room for when it answers so again and again.
    private static IReadOnlyList<Fault> Kept(IReadOnlyList<Fault> faults)
    {
        var length = 0;
        return [.. faults.TakeWhile((fault, i) => (length += fault.Pointer.Length + fault.Vi.Length + fault.En.Length) <= MostFaultText || i == 0)];
    }

    /// <summary>Closes a dossier that is no real case, or that nobody can decide otherwise: the steps that have not ended end,
    /// results that are given stay in force.</summary>
    public static Decided Invalidate(Dossier dossier, string? reasonCode, string? text, DossierRules rules, string by, DateTimeOffset now)
    {
        if (dossier.Events.OfType<DossierInvalidated>().Any(e => e.ReasonCode == reasonCode && e.Text == text))
        {
            return Decided.Already;
        }

        if (dossier.State.Status == DossierStatus.Closed)
        {
            return Decided.Conflict(DossierFaults.DossierClosed(dossier.Code));
        }

        var faults = Reasons.Check(reasonCode, text, RefusalReason.Operator, rules.Library);
        return faults.Count > 0 ? Decided.Invalid(faults) : Decided.Happens(new DossierInvalidated(now, by, reasonCode!, text!));
    }

    /// <summary>Lets a parked step go on. A step that has begun is asked again, in a new round.</summary>
    public static Decided Resume(Dossier dossier, string stepCode, string by, DateTimeOffset now) => dossier.State.Step(stepCode) switch
    {
        null => Decided.NotFound(DossierFaults.StepUnknown(stepCode)),
        { Parked: false } => Decided.Conflict(DossierFaults.NotParked(stepCode)),
        { Open: true } step => Decided.Happens(new StepResumed(now, by, stepCode, step.Round + 1)),
        var step => Decided.Happens(new StepResumed(now, by, stepCode, step.Round)),
    };
}
