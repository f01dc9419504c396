using LienThong.App.Access;
using LienThong.App.Dossiers;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Identifiers;
using LienThong.Storage;

namespace LienThong.App.Audit;

/// <summary>Decisions as the audit log knows them, by whichever way they came.</summary>
internal static class DecisionActs
{
    /// <summary>A decision in codes: what, in which round, for which reason.</summary>
    public static string InCodes(this AgencyDecision decision)
    {
        var reason = decision.ReasonCode is null ? "" : " " + AuditText.Code(decision.ReasonCode);
        return $"{decision.Decision.ToString().ToLowerInvariant()} round {decision.Round}{reason}";
    }

    /// <summary>The act of an agency that decided otherwise than by calling us.</summary>
    /// <param name="via">queue or answer.</param>
    /// <param name="by">Who; null when the message names nobody who may.</param>
    /// <param name="taken">What became of it; null when the dossier is unknown.</param>
    public static AuditAct Of(
        string via, Partner? by, DossierCode dossier, string step, AgencyDecision decision, DecisionTaken? taken, DateTimeOffset now) => new()
    {
        At = now,
        Act = "Decide",
        Via = via,
        By = by?.Id ?? "unknown",
        OnBehalfOf = taken?.Dossier.State.Step(step)?.Agency.ToString(),
        Address = via == "answer" ? by?.Endpoint?.Host : null,
        Dossier = dossier.ToString(),
        Subject = AuditText.Code(step),
        Outcome = taken switch
        {
            null => by is null ? "refused partner-unknown" : "refused dossier-unknown",
            { OutsideJurisdiction: true } => "refused outside-jurisdiction",
            { Decided.Refusal: { } refusal } => $"refused {refusal.Faults[0].Code}",
            { Decided.Events.Count: 0 } => "already",
            _ => "taken",
        },
        Detail = decision.InCodes(),
    };
}
