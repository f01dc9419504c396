using LienThong.App.Access;
using LienThong.App.Aliases;
using LienThong.App.Audit;
using LienThong.App.Dossiers;
using LienThong.App.Errands;
using LienThong.App.Http;
using LienThong.App.Messages;
using LienThong.App.Population;
using LienThong.App.Projections;
using LienThong.App.Reports;
using LienThong.Procedures.Law;
using LienThong.Reports.Catalogue;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LienThong.App;

/// <summary>The app's composition, the same on every runtime. What differs comes from OneMachine/ or Azure/.</summary>
public static class LienThongServices
{
    /// <summary>Everything that does not depend on where the app runs.</summary>
    public static IServiceCollection AddLienThong(this IServiceCollection services, IConfiguration configuration)
    {
        var access = configuration.GetSection("Access").Get<AccessOptions>() ?? new AccessOptions();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(access);
        services.AddSingleton(new Policies(typeof(LienThongServices).Assembly));
        services.AddSingleton(p => p.GetRequiredService<LawLibrary>().Units);
        services.AddSingleton(p => new TokenCheck(access, p.GetService<TokenIssuer>(), p.GetRequiredService<TimeProvider>()));
        services.AddSingleton(new DossierNumbers(configuration["DossierUnit"] ?? "G22.99.08"));
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<StrangerLimit>();
        services.AddSingleton<Fingerprints>();
        services.AddSingleton<SignedNotes>();
        services.AddSingleton<RecordReuse>();
        services.AddSingleton<DossierDesk>();
        services.AddSingleton<AliasKeys>();
        services.AddSingleton<DossierFinder>();
        services.AddSingleton<AliasDesk>();
        services.AddSingleton<ResultClaims>();
        services.AddSingleton<DecisionDesk>();
        services.AddSingleton<FilingDesk>();
        services.AddSingleton<NoticeDesk>();
        services.AddSingleton<PersonRecordProjection>();
        services.AddSingleton<FactKeeper>();
        services.AddSingleton(_ => ReportCatalogue.Load(configuration["ReportCatalogueFolder"] is { Length: > 0 } folder ? folder : null));
        services.AddSingleton<MeasurementDesk>();
        services.AddSingleton<FigureReader>();
        services.AddSingleton<ReportWorks>();
        services.AddSingleton<AgencyRequests>();
        services.AddSingleton<DossierRoutes>();
        services.AddSingleton(p => new PartnerPost(PartnerPost.CreateClient(p.GetRequiredService<TimeProvider>()), p.GetRequiredService<IOutgoingTokens>()));
        services.AddSingleton<AgencyEndpoint>();
        services.AddMetrics();
        services.AddSingleton<ErrandMeter>();
        services.AddSingleton<LaneDirectory>();
        services.AddSingleton<LaneSender>();
        services.AddSingleton<ErrandDesk>();
        services.AddSingleton<ErrandWatch>();
        services.AddSingleton<ReportShelf>();
        services.AddPopulation(configuration);
        services.AddHostedService<StartupChecks>();
        return services;
    }

    /// <summary>The middleware, outermost first.</summary>
    public static void UseLienThong(this IFunctionsWorkerApplicationBuilder builder)
    {
        builder.UseMiddleware<FaultMiddleware>();
        builder.UseMiddleware<AuditMiddleware>();
        builder.UseMiddleware<AccessMiddleware>();
    }
}
