using LienThong.App.Access;
using LienThong.App.Http;
using LienThong.App.Messages;
using LienThong.Embedded.ChangeFeed;
using LienThong.Procedures.Law;
using LienThong.Procedures.Units;
using LienThong.Storage;
using LienThong.Storage.Sqlite;

namespace LienThong.App.OneMachine;

/// <summary>What the app needs and one machine has: SQLite and files, the embedded bus, an issuer of its own.</summary>
public static class OneMachineServices
{
    /// <summary>Adds it, with everything kept in <paramref name="dataFolder"/>.</summary>
    /// <param name="services">The app's services.</param>
    /// <param name="dataFolder">The folder.</param>
    /// <param name="synchronous">As the runtime's setting of that name: <c>FULL</c>, or <c>NORMAL</c> to not wait for the disk.</param>
    public static IServiceCollection AddOneMachine(this IServiceCollection services, string dataFolder, string synchronous)
    {
        services.AddSingleton(_ => LawLibrary.Load(DataFolder.LawOf(dataFolder)));
        services.AddSqliteStorage(options =>
        {
            options.Folder = dataFolder;
            options.WaitForDisk = synchronous != "NORMAL";
        });
        services.AddSingleton(p => TokenIssuer.Open(dataFolder, p.GetRequiredService<TimeProvider>()));
        services.AddSingleton(_ => SecretKeys.Open(dataFolder));
        services.AddSingleton(p => new PartnerRegistry(
            p.GetRequiredService<AccessOptions>().PartnersFile is { Length: > 0 } file ? file : Path.Combine(dataFolder, "partners.json"),
            p.GetRequiredService<LawLibrary>(),
            p.GetRequiredService<ILogger<PartnerRegistry>>()));
        services.AddSingleton<IAgencyRequests, EmbeddedAgencyRequests>();
        services.AddSingleton<IDeadLetterBox, EmbeddedDeadLetterBox>();
        services.AddSingleton<IOutgoingTokens, OwnTokens>();
        services.AddSingleton<IRuntimeHealth, EmbeddedRuntimeHealth>();
        services.AddSingleton<IChangeFeedSource, DossierChangeFeed>();
        return services;
    }
}
