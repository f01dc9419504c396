using LienThong.Procedures.Calendars;
using LienThong.Procedures.Faults;
using LienThong.Procedures.Identifiers;

namespace LienThong.Procedures.Dossiers;

/// <summary>A step that came to the wrong commune.</summary>
public sealed record StepTransfer
{
    /// <summary>The round of the request that is handed on.</summary>
    public required int Round { get; init; }

    /// <summary>The competent commune's code.</summary>
    public required string To { get; init; }

    /// <summary>Why it is competent, in words that the applicant can read.</summary>
    public required string Reason { get; init; }
}

/// <summary>How an agency of a commune hands a step on to the competent one. Within the province only (Decree 118/2025/NĐ-CP
/// takes dossiers in regardless of boundary within the province); the clock runs on, because the mistake is not the family's.</summary>
public static class Transfers
{
    /// <summary>Hands a step on at <paramref name="now"/> (UTC): a new round, the same limit.</summary>
    /// <param name="isServed">Whether anybody would see what is sent to an agency.</param>
    public static Decided HandOn(
        Dossier dossier, string stepCode, StepTransfer transfer, DossierRules rules, Func<AgencyCode, bool> isServed, string by, DateTimeOffset now)
    {
        if (dossier.State.Step(stepCode) is not { } step)
        {
            return Decided.NotFound(DossierFaults.StepUnknown(stepCode));
        }

        if (dossier.Events.OfType<StepTransferred>().Any(e =>
            e.Step == stepCode && e.Round == transfer.Round + 1 && e.To.Unit == transfer.To && e.Reason == transfer.Reason))
        {
            return Decided.Already;
        }

        if (Obstacle(step, transfer) is { } obstacle)
        {
            return Decided.Conflict(obstacle);
        }

        var faults = Check(step, transfer, rules, isServed, now);
        return faults.Count > 0
            ? Decided.Invalid(faults)
            : Decided.Happens(new StepTransferred(
                now, by, stepCode, step.Round + 1, step.Agency, AgencyCode.For(step.Agency.Kind, transfer.To), transfer.Reason));
    }

    private static Fault? Obstacle(StepState step, StepTransfer transfer) => step switch
    {
        { Ended: true } => DossierFaults.StepEnded(step.Step, step.Status),
        { Open: false } => DossierFaults.StepNotBegun(step.Step),
        { Status: StepStatus.SupplementAwaited } => DossierFaults.SupplementAwaited(step.Step),
        _ when transfer.Round != step.Round => DossierFaults.RoundSuperseded(transfer.Round, step.Round),
        _ => null,
    };

    private static List<Fault> Check(StepState step, StepTransfer transfer, DossierRules rules, Func<AgencyCode, bool> isServed, DateTimeOffset now)
    {
        List<Fault> faults = [];
        if (string.IsNullOrWhiteSpace(transfer.Reason))
        {
            faults.Add(DossierFaults.ReasonMissing("reason"));
        }

        var units = rules.Library.Units;
        var today = VietnamTime.DayOf(now);
        if (!CommuneCode.TryParse(step.Agency.Unit, out var from, out _))
        {
            faults.Add(DossierFaults.TransferNotCommunal(step.Step));
        }
        else if (!CommuneCode.TryParse(transfer.To, out var to, out _) || !units.TryGetCommune(to, today, out _))
        {
            faults.Add(DossierFaults.TransferUnknown(transfer.To));
        }
        else if (to == from)
        {
            faults.Add(DossierFaults.TransferToItself());
        }
        else if (units.TryGetProvinceOf(from, out var province) && units.ProvinceOf(to) != province)
        {
            faults.Add(DossierFaults.TransferOutsideProvince(transfer.To));
        }
        else if (!isServed(AgencyCode.For(step.Agency.Kind, transfer.To)))
        {
            faults.Add(DossierFaults.TransferUnserved(transfer.To));
        }

        return faults;
    }
}
