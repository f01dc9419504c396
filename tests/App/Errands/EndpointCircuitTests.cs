using System.Net;
using LienThong.App.Access;
using LienThong.App.Messages;
using LienThong.App.Tests.Harness;

namespace LienThong.App.Tests.Errands;

/// <summary>An endpoint that fails again and again is left alone for a while, and nothing is lost by it.</summary>
public sealed class EndpointCircuitTests
{
    [Fact]
    public async Task Endpoint_FailingForMany_IsLeftAloneAndGetsEverythingWhenItIsBack()
    {
        await using var connected = await ConnectedApp.StartAsync(PartnerKind.Portal);
        var (app, systems) = (connected.App, connected.Systems);
        systems.Answers("portal", AgencyReply.Says(503));
        for (var i = 0; i < EndpointCircuits.MinimumCalls + 10; i++)
        {
            (await app.PostFilingAsync(new Family())).Is(HttpStatusCode.Accepted);
        }

        // All of them at one moment of the clock; without a breaker each would be tried again and again.
        await app.PassAsync(TimeSpan.FromSeconds(1));
        Assert.InRange(systems.Posts.Count, EndpointCircuits.MinimumCalls, EndpointCircuits.MinimumCalls + 10);
        var alone = systems.Posts.Count;
        await app.PassAsync(EndpointCircuits.LeftAlone - TimeSpan.FromSeconds(2));
        Assert.Equal(alone, systems.Posts.Count);

        systems.IsWell("portal");
        await app.PassAsync(TimeSpan.FromMinutes(10));
        var told = systems.Posts.Skip(alone).Where(post => (int)post.Body["status"]! == 1).Select(post => post.Dossier);
        Assert.Equal(EndpointCircuits.MinimumCalls + 10, told.Distinct().Count());
    }

    [Fact]
    public void Patience_OfTwoMessages_LiesApartAndOfOneIsAlwaysTheSame()
    {
        var waits = Enumerable.Range(0, 100).Select(i => DeliveryPatience.After(3, $"message-{i}")!.Value).ToArray();

        Assert.All(waits, wait => Assert.InRange(wait, TimeSpan.FromMinutes(2) * 0.8, TimeSpan.FromMinutes(2)));
        Assert.True(waits.Distinct().Count() > 90);
        Assert.Equal(DeliveryPatience.After(3, "message-1"), DeliveryPatience.After(3, "message-1"));
        Assert.Null(DeliveryPatience.After(12, "message-1"));
    }
}
