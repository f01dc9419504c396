using System.Text.Json;
using LienThong.App.Messages;
using LienThong.Embedded.Queues;
using LienThong.Procedures.Dossiers;

namespace LienThong.App.OneMachine;

/// <summary>Sends agency requests over the embedded bus.</summary>
internal sealed class EmbeddedAgencyRequests(IMessageBus bus) : IAgencyRequests
{
    public Task SendAsync(AgencyMessage message, DateTimeOffset? deliverAt, CancellationToken cancellation) => bus.SendAsync(
        AgencyMessage.Topic,
        new OutgoingMessage
        {
            MessageId = message.BusId,
            Body = JsonSerializer.SerializeToUtf8Bytes(message, DossierJson.Options),
            ContentType = "application/json",
            Subject = message.Kind,
            SessionId = message.Dossier,
            ApplicationProperties = new Dictionary<string, string> { ["agency"] = message.Agency },
            ScheduledAt = deliverAt,
            TraceParent = message.TraceParent,
        },
        cancellation);
}
