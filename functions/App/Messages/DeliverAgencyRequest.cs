using System.Text.Json;
using LienThong.App.Access;
using LienThong.App.Audit;
using LienThong.App.Dossiers;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Identifiers;

namespace LienThong.App.Messages;

/// <summary>Takes requests from the topic and posts them to agencies that have an endpoint. The others read their worklist.</summary>
public sealed class DeliverAgencyRequest(
    DossierDesk desk, DecisionDesk decisions, AgencyRequests make, AgencyEndpoint endpoint, IAgencyRequests requests, PartnerRegistry partners,
    AuditTrail trail, ILogger<DeliverAgencyRequest> log)
{
    /// <summary>Its subscription of the topic.</summary>
    public const string Subscription = "http-delivery";

    /// <summary>Idempotent: the same request is posted again with the same id, and one that time has overtaken is dropped.</summary>
    [Function(nameof(DeliverAgencyRequest))]
    public async Task Run(
        [ServiceBusTrigger(AgencyMessage.Topic, Subscription, Connection = "ServiceBus", IsSessionsEnabled = true)] string body,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        var message = JsonSerializer.Deserialize<AgencyMessage>(body, DossierJson.Options)!;
        var code = DossierCode.Parse(message.Dossier);
        if (partners.ReceiverFor(AgencyCode.Parse(message.Agency)) is not { } agency
            || await desk.ReadAsync(code, cancellation) is not { } dossier
            || dossier.State.Step(message.Step) is not { } step
            || !IsWanted(message, step))
        {
            return;
        }

        var request = await make.MakeAsync(dossier, message, cancellation);
        switch (await endpoint.PostAsync(agency, message, request, cancellation))
        {
            case AgencyAnswer.Decided answer:
                await trail.DemandAsync();
                var taken = await decisions.TakeAsync(agency, code, message.Step, answer.Decision, client, cancellation);
                await trail.RecordAsync(DecisionActs.Of("answer", agency, code, message.Step, answer.Decision, taken, desk.Now));
                if (taken?.Decided.Refusal is { Kind: RefusalKind.Invalid } refusal)
                {
                    await ParkAsync(message, agency, refusal.Faults, client, cancellation);
                }

                break;

            case AgencyAnswer.Faulted answer:
                await ParkAsync(message, agency, answer.Faults, client, cancellation);
                break;

            case AgencyAnswer.Unreachable answer:
                await TryLaterAsync(message, agency, answer.Why, client, cancellation);
                break;
        }
    }

    // An agency that has decided something about a round has its request; one that waits for a supplement has no limit to mind.
    private static bool IsWanted(AgencyMessage message, StepState step) => step.Round == message.Round
        && (message.Kind == "request"
            ? step.Status == StepStatus.Requested
            : step.Status is StepStatus.Requested or StepStatus.Accepted or StepStatus.Verifying);

    private async Task TryLaterAsync(AgencyMessage message, Partner agency, string why, DurableTaskClient client, CancellationToken cancellation)
    {
        if (DeliveryPatience.After(message.Attempt, message.MessageId) is { } wait)
        {
            log.LogInformation("{Agency} did not take {Message} ({Why}); again in {Wait}.", agency.Id, message.BusId, why, wait);
            await requests.SendAsync(message with { Attempt = message.Attempt + 1 }, desk.Now + wait, cancellation);
        }
        else if (message.Kind == "request")
        {
            log.LogWarning("{Agency} took {Message} in none of {Attempts} attempts ({Why}); parked.", agency.Id, message.MessageId, message.Attempt + 1, why);
            await AppendAsync(message, (dossier, _, now) => OperatorActs.Park(dossier, message.Step, "agency-unreachable", why, now), client, cancellation);
        }
    }

    private Task ParkAsync(
        AgencyMessage message, Partner agency, IReadOnlyList<Procedures.Faults.Fault> faults, DurableTaskClient client, CancellationToken cancellation) =>
        message.Kind == "request"
            ? AppendAsync(message, (dossier, _, now) => OperatorActs.ParkFaulted(dossier, message.Step, message.Round, faults, agency.Id, now), client, cancellation)
            : Task.CompletedTask;

    private async Task AppendAsync(
        AgencyMessage message, Func<Dossier, DossierRules, DateTimeOffset, Decided> decide, DurableTaskClient client, CancellationToken cancellation)
    {
        var written = await desk.AppendAsync(DossierCode.Parse(message.Dossier), decide, cancellation);
        await DossierTeller.TellStepAsync(client, written!.Dossier, message.Step, cancellation);
    }
}
