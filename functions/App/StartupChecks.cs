using LienThong.App.Access;
using LienThong.Procedures.Law;

namespace LienThong.App;

/// <summary>Reads what the app cannot do without when it starts, and not at somebody's first request: a bad file of the law, a bad
/// registry or a missing key stops start-up, with everything that is wrong named.</summary>
internal sealed class StartupChecks(IServiceProvider services) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        services.GetRequiredService<LawLibrary>();
        services.GetRequiredService<PartnerRegistry>();
        services.GetRequiredService<TokenCheck>();
        services.GetRequiredService<SecretKeys>();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
