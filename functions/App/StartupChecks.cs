using LienThong.App.Access;
using LienThong.App.Audit;
using LienThong.App.Errands;
using LienThong.Procedures.Law;
using LienThong.Reports.Catalogue;

namespace LienThong.App;

/// <summary>Reads what the app cannot do without when it starts, and not at somebody's first request: a bad file of the law or of
/// the report's catalogue, a bad registry or a missing key stops start-up, with everything that is wrong named.</summary>
internal sealed class StartupChecks(IServiceProvider services) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        services.GetRequiredService<LawLibrary>();
        services.GetRequiredService<ReportCatalogue>();
        services.GetRequiredService<PartnerRegistry>();
        services.GetRequiredService<TokenCheck>();
        services.GetRequiredService<SecretKeys>();
        if (services.GetRequiredService<LaneDirectory>().Misnamed() is [_, ..] misnamed)
        {
            throw new InvalidDataException($"The partner registry names lanes that the law files do not have, of: {string.Join(", ", misnamed)}.");
        }

        services.GetRequiredService<AuditTrail>();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
