using System.Text.Json;
using LienThong.App.Access;
using LienThong.App.Audit;
using LienThong.App.Dossiers;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law;

namespace LienThong.App.Messages;

/// <summary>Decisions that agencies put on the queue <c>agency-decisions</c>: the same as by HTTP, with the dossier, the step and
/// the partner beside them. The message's session is the dossier's code, so that what is decided about one dossier is taken in the
/// order in which it was sent. Only who may send to the queue can speak for a partner.</summary>
public sealed class DecisionMessages(DecisionDesk decisions, PartnerRegistry partners, LawLibrary law, AuditTrail trail, TimeProvider time)
{
    /// <summary>The queue.</summary>
    public const string Queue = "agency-decisions";

    /// <summary>Takes one in. One that is refused stays in the queue until it is dead-lettered, where an operator sees it.</summary>
    [Function("ReceiveDecision")]
    public async Task Run(
        [ServiceBusTrigger(Queue, Connection = "ServiceBus", IsSessionsEnabled = true)] string body,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        using var document = JsonDocument.Parse(body);
        var faults = law.Forms.Get("message.decision").Check(document.RootElement);
        if (faults.Count == 0)
        {
            faults = law.Forms.Get("request.decision").Check(document.RootElement.GetProperty("decision"));
        }

        if (faults.Count > 0)
        {
            throw new DecisionRefusedException(string.Join("; ", faults.Select(f => $"{f.Code} {f.Pointer}")));
        }

        var message = document.RootElement.Deserialize<DecisionMessage>(DossierJson.Options)!;
        await trail.DemandAsync();
        var code = DossierCode.Parse(message.Dossier);
        if (partners.Find(message.Partner) is not { } partner || !partner.May(Scopes.Decide))
        {
            await trail.RecordAsync(DecisionActs.Of("queue", by: null, code, message.Step, message.Decision, taken: null, time.GetUtcNow()));
            throw new DecisionRefusedException("partner-unknown");
        }

        var taken = await decisions.TakeAsync(partner, code, message.Step, message.Decision, client, cancellation);
        await trail.RecordAsync(DecisionActs.Of("queue", partner, code, message.Step, message.Decision, taken, time.GetUtcNow()));
        switch (taken)
        {
            case null:
                throw new DecisionRefusedException("dossier-unknown");
            case { OutsideJurisdiction: true }:
                throw new DecisionRefusedException("outside-jurisdiction");
            case { Decided.Refusal: { } refusal }:
                throw new DecisionRefusedException(string.Join("; ", refusal.Faults.Select(f => f.Code)));
        }
    }

    private sealed record DecisionMessage(string Partner, string Dossier, string Step, AgencyDecision Decision);
}

/// <summary>A decision on the queue cannot be taken; the message says why, by codes.</summary>
public sealed class DecisionRefusedException(string codes) : Exception(codes);
