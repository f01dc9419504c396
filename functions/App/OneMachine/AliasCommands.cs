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
    public static int Rebuild(IConfiguration settings, string data, TextWriter output, TextWriter errors) =>
        !AzureStorageSettings.AreIn(settings) || SecretKeys.AreThere(settings, data)
            ? RebuildAsync(settings, data, output).GetAwaiter().GetResult()
            : Commands.Refuse(
                errors,
                "Thiếu cấu hình Access__HashKey: với khóa mới, không hồ sơ nào được tìm thấy theo số.",
                "The setting Access__HashKey is missing: under a new key no dossier would be found by a number.");

    private static async Task<int> RebuildAsync(IConfiguration settings, string data, TextWriter output)
    {
        await using var stores = CommandStores.Open(settings, data);
        var (dossiers, aliases) = (stores.GetRequiredService<IDossierStore>(), stores.GetRequiredService<IAliasStore>());
        AuditCommands.Record(settings, data, "rebuild-aliases", "all dossiers");
        var desk = new DossierDesk(dossiers, LawLibrary.Load(DataFolder.LawOf(data)), TimeProvider.System);
        var keys = new AliasKeys(SecretKeys.Open(settings, data), desk);
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
