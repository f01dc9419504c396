using LienThong.App.Access;
using LienThong.App.Http;
using LienThong.App.Messages;
using LienThong.Embedded.ChangeFeed;
using LienThong.Procedures.Law;
using LienThong.Procedures.Units;
using LienThong.Storage;
using LienThong.Storage.Sqlite;

namespace LienThong.App.OneMachine;

/// <summary>What the app needs and one machine has: SQLite and files (or Cosmos DB and Blob Storage, where the settings name them), the
/// embedded bus, an issuer of its own.</summary>
public static class OneMachineServices
{
    /// <summary>Adds it, with everything kept in <paramref name="dataFolder"/> that is kept on this machine.</summary>
    /// <param name="services">The app's services.</param>
    /// <param name="settings">The app's settings.</param>
    /// <param name="dataFolder">The folder.</param>
    /// <param name="synchronous">As the runtime's setting of that name: <c>FULL</c>, or <c>NORMAL</c> to not wait for the disk.</param>
    public static IServiceCollection AddOneMachine(this IServiceCollection services, IConfiguration settings, string dataFolder, string synchronous)
    {
        services.AddSingleton(_ => LawLibrary.Load(DataFolder.LawOf(dataFolder)));
        services.AddStores(settings, options =>
        {
            options.Folder = dataFolder;
            options.WaitForDisk = synchronous != "NORMAL";
        });
        services.AddSingleton(p => TokenIssuer.Open(dataFolder, p.GetRequiredService<TimeProvider>()));
        services.AddSingleton(_ => SecretKeys.Open(settings, dataFolder));
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

    /// <summary>Adds the stores alone: those that the app serves from, for whoever works on them beside it.</summary>
    public static IServiceCollection AddStores(this IServiceCollection services, IConfiguration settings, Action<SqliteStorageOptions> configure) =>
        AzureStorageSettings.AreIn(settings) ? services.AddAzureStorage(settings) : services.AddSqliteStorage(configure);
}
