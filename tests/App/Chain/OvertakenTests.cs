using System.Net;
using LienThong.App.Messages;
using LienThong.App.OneMachine;
using LienThong.App.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.App.Tests.Chain;

/// <summary>The agency and the family are faster than the machine that notes what it has sent.</summary>
public sealed class OvertakenTests : IAsyncLifetime
{
    private readonly Interrupted _requests = new();
    private RunningApp _app = null!;

    public async Task InitializeAsync() => _app = await RunningApp.StartAsync(new RunningAppOptions
    {
        Configure = (builder, _) =>
        {
            builder.Services.AddSingleton<EmbeddedAgencyRequests>();
            builder.Services.AddSingleton<IAgencyRequests>(services =>
            {
                _requests.Inner = services.GetRequiredService<EmbeddedAgencyRequests>();
                return _requests;
            });
        },
    });

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Send_NextRoundBeginsBeforeItIsNoted_IsSentForThatRoundToo()
    {
        var family = new Family { Commune = "00004", Facility = "01001" };
        _requests.AfterNext = async message =>
        {
            var step = $"dossiers/{message.Dossier}/steps/{message.Step}";
            (await _app.As("civil-status-00004").PostAsync($"{step}/decisions", Decision.Supplement(asked: "witness-statement"))).Is(HttpStatusCode.OK);
            var record = await _app.UploadAsync("portal", $"dossiers/{message.Dossier}/records", family.Scan());
            (await _app.As("portal").PostAsync($"{step}/supplements", $$"""{"round":1,"records":[{"type":"witness-statement","sha256":"{{record}}"}]}"""))
                .Is(HttpStatusCode.OK);
        };

        var filed = await _app.FileAsync(family);

        Assert.Equal(2, (await _app.DossierAsync(filed))["birth"].Round);
        Assert.Contains(_app.Agencies.About(filed.Code, "birth"), p => p.MessageId == $"{filed.Code}:birth:2");
    }

    /// <summary>The real bus, with something else happening before the sender hears that its message is there.</summary>
    private sealed class Interrupted : IAgencyRequests
    {
        private Func<AgencyMessage, Task>? _afterNext;

        public EmbeddedAgencyRequests Inner { get; set; } = null!;

        public Func<AgencyMessage, Task> AfterNext
        {
            set => _afterNext = value;
        }

        public async Task SendAsync(AgencyMessage message, DateTimeOffset? deliverAt, CancellationToken cancellation)
        {
            await Inner.SendAsync(message, deliverAt, cancellation);
            if (Interlocked.Exchange(ref _afterNext, null) is { } act)
            {
                await act(message);
            }
        }
    }
}
