using LienThong.App.Access;
using LienThong.App.Aliases;
using LienThong.App.Dossiers;
using LienThong.Procedures.Law;
using LienThong.Storage;

namespace LienThong.App.OneMachine;

/// <summary>Filling the alias store anew from the dossiers, while the app is stopped.</summary>
internal static class AliasCommands
{
    /// <summary><c>rebuild-aliases</c>: has every dossier found under all its keys; what is there already stays.</summary>
    /// <exception cref="StorageUnavailableException">The app serves, or the store cannot be written.</exception>
    public static int Rebuild(IConfiguration settings, string data, TextWriter output) => RebuildAsync(settings, data, output).GetAwaiter().GetResult();

    private static async Task<int> RebuildAsync(IConfiguration settings, string data, TextWriter output)
    {
        await using var stores = CommandStores.Open(settings, data);
        var (dossiers, aliases) = (stores.GetRequiredService<IDossierStore>(), stores.GetRequiredService<IAliasStore>());
        AuditCommands.Record(settings, data, "rebuild-aliases", "all dossiers");
        var desk = new DossierDesk(dossiers, LawLibrary.Load(DataFolder.LawOf(data)), TimeProvider.System);
        var keys = new AliasKeys(SecretKeys.Open(data), desk);
        var count = 0;
        await foreach (var page in dossiers.ReadAllAsync())
        {
            foreach (var stored in page)
            {
                await aliases.AddAsync(stored.Value.Code, [.. keys.Of(stored.Value)], CancellationToken.None);
            }

            count += page.Count;
        }

        return Commands.Say(output, $"{count} dossiers are found under all their numbers.", 0);
    }
}
