using System.Text.Json;
using Azure.Messaging.ServiceBus;
using LienThong.App.Messages;
using LienThong.Procedures.Dossiers;

namespace LienThong.App.Azure;

/// <summary>Sends agency requests over Service Bus. The topic has duplicate detection: that drops what is sent again.</summary>
internal sealed class ServiceBusAgencyRequests(ServiceBusClient client) : IAgencyRequests, IAsyncDisposable
{
    private readonly ServiceBusSender _topic = client.CreateSender(AgencyMessage.Topic);

    public Task SendAsync(AgencyMessage message, DateTimeOffset? deliverAt, CancellationToken cancellation)
    {
        var outgoing = new ServiceBusMessage(JsonSerializer.SerializeToUtf8Bytes(message, DossierJson.Options))
        {
            MessageId = message.BusId,
            Subject = message.Kind,
            SessionId = message.Dossier,
            ContentType = "application/json",
            ApplicationProperties = { ["agency"] = message.Agency },
        };
        if (deliverAt is { } moment)
        {
            outgoing.ScheduledEnqueueTime = moment;
        }

        // The dossier's own trace, not that of the activity that happens to send: the client leaves it alone when it is set.
        if (message.TraceParent is { } trace)
        {
            outgoing.ApplicationProperties["traceparent"] = trace;
        }

        return _topic.SendMessageAsync(outgoing, cancellation);
    }

    public ValueTask DisposeAsync() => _topic.DisposeAsync();
}
