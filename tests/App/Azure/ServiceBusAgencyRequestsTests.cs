using System.Text.Json;
using LienThong.App.Azure;
using LienThong.App.Messages;
using LienThong.Procedures.Dossiers;

namespace LienThong.App.Tests.Azure;

public sealed class ServiceBusAgencyRequestsTests
{
    private const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private static readonly AgencyMessage Message = new("request", "G22.99.08-260907-0000001", "birth", 1, "civil-status-00004", 2, Trace);

    [Fact]
    public async Task Send_ARequest_CarriesItsIdKindAgencyAndTrace()
    {
        await using var bus = new InMemoryBus();
        await using var requests = new ServiceBusAgencyRequests(bus);

        await requests.SendAsync(Message, deliverAt: null, CancellationToken.None);

        var (topic, sent) = Assert.Single(bus.Sent);
        Assert.Equal((AgencyMessage.Topic, Message.BusId, "request", "application/json"), (topic, sent.MessageId, sent.Subject, sent.ContentType));
        Assert.Equal(("civil-status-00004", Trace), (sent.ApplicationProperties["agency"], sent.ApplicationProperties["traceparent"]));
        Assert.Equal(Message.Dossier, sent.SessionId);
        Assert.Equal(Message, JsonSerializer.Deserialize<AgencyMessage>(sent.Body, DossierJson.Options));
        Assert.Equal(default, sent.ScheduledEnqueueTime);
    }

    [Fact]
    public async Task Send_ForLater_IsScheduled()
    {
        await using var bus = new InMemoryBus();
        await using var requests = new ServiceBusAgencyRequests(bus);
        var moment = new DateTimeOffset(2026, 9, 7, 3, 0, 0, TimeSpan.Zero);

        await requests.SendAsync(Message with { TraceParent = null }, moment, CancellationToken.None);

        var (_, sent) = Assert.Single(bus.Sent);
        Assert.Equal(moment, sent.ScheduledEnqueueTime);
        Assert.DoesNotContain("traceparent", sent.ApplicationProperties);
    }
}
